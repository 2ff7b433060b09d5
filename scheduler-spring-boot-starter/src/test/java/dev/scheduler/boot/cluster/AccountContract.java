package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The account of scheduled times. */
abstract class AccountContract extends StoreContract {

    private static final int MOST = 1_000;

    AccountContract(StoreUnderTest store) {
        super(store);
    }

    private List<Span> recorded(String task, int until) {
        return tasks.recorded(at(until), MOST).getOrDefault(task, List.of());
    }

    @Test
    void recordedIsWhatWasClaimedOrJudgedInOrder() {
        register("a");
        register("b");
        run("a", -3, ExecutionState.SUCCEEDED);
        claim(running("a", -5, "two"));
        executions.insert(List.of(
                skipped("b", -4, Reason.CONDITION),
                triggered(running("b", -3, "one"), Trigger.MANUAL),
                running("unknown", -4, "one")));

        assertThat(recorded("a", 0)).containsExactly(Span.of(at(-5)), Span.of(at(-3)));
        assertThat(recorded("a", -3)).hasSize(2);
        assertThat(recorded("a", -4)).containsExactly(Span.of(at(-5)));
        assertThat(recorded("b", 0)).containsExactly(Span.of(at(-4)));
        assertThat(tasks.recorded(at(0), MOST)).containsOnlyKeys("a", "b");
        advance("a", -5);
        assertThat(recorded("a", 0)).containsExactly(Span.of(at(-3)));
        assertThat(recorded("a", -5)).isEmpty();
    }

    /** A plain node that could ask nobody says so, and others may have run the time; what has the key of a time stands. */
    @Test
    void rowThatOnlySaysThatNobodyCouldBeAskedAnswersForNothingUnlessItIsARecord() {
        register("a");
        executions.insert(List.of(skipped("a", -6, Reason.NO_LOCK_STORE), skipped("a", -5, Reason.CONDITION)));
        assertThat(executions.record(skipped("a", -4, Reason.NO_LOCK_STORE))).isTrue();

        assertThat(recorded("a", 0)).containsExactly(Span.of(at(-5)), Span.of(at(-4)));
    }

    @Test
    void recordOfManyTimesIsOneSpan() {
        register("a");
        executions.record(missed("a", -20, -10));
        advance("a", -15);

        assertThat(recorded("a", 0)).containsExactly(new Span(at(-20), at(-10)));
    }

    @Test
    void recordedIsCutOffAfterTheEarliestOfEachTask() {
        register("a");
        register("b");
        List<Execution> many = new ArrayList<>();
        for (int second = 0; second < MOST + 50; second++) {
            many.add(skipped("a", -2_000 + second, Reason.CONDITION));
        }
        many.add(skipped("b", -1, Reason.CONDITION));
        executions.insert(many);
        executions.insert(List.of(triggered(running("a", -2_000, "one"), Trigger.MANUAL)));

        Map<String, List<Span>> recorded = tasks.recorded(at(0), MOST);
        List<Span> spans = recorded.getOrDefault("a", List.of());
        assertThat(spans).hasSize(MOST).first().isEqualTo(Span.of(at(-2_000)));
        assertThat(spans.get(MOST - 1)).isEqualTo(Span.of(at(-2_000 + MOST - 1)));
        assertThat(recorded.get("b")).containsExactly(Span.of(at(-1)));
    }

    @Test
    void gapIsSettledWithItsRecords() {
        TaskMark mark = register("a");
        Execution missed = missed("a", -9, -6);
        Execution catchUp = triggered(running("a", -5, "two"), Trigger.MISSED);

        assertThat(settle(mark, -2, missed, catchUp)).isTrue();
        assertThat(mark("a").accountedUntil()).isEqualTo(at(-2));
        assertThat(executions.running()).containsExactly(catchUp);
        assertThat(tasks.missedAfter("a", at(-100))).containsExactly(missed);
        assertThat(executions.complete("two", List.of(ended(catchUp, ExecutionState.SUCCEEDED))))
                .isEqualTo(1);
        assertThat(settle(mark, -1, missed("a", -3))).as("another mark").isFalse();
    }

    @Tag("R2")
    @Test
    void nothingIsSettledWhereATimeWasClaimedMeanwhile() {
        TaskMark mark = register("a");
        Execution claimed = running("a", -5, "two");
        claim(claimed);
        Execution other = missed("a", -8);

        assertThat(settle(mark, -2, other, missed("a", -5))).isFalse();
        assertThat(settle(mark, -2, missed("a", -9, -3))).as("one of many").isFalse();
        assertThat(isThere(other)).isFalse();
        assertThat(mark("a")).isEqualTo(mark);
        assertThat(tasks.missedAfter("a", at(-100))).isEmpty();
        assertThat(settle(mark, -2, other, missed("a", -7, -6), missed("a", -4, -3)))
                .isTrue();
    }

    @Test
    void recordsOfOneGapMayReachOverEachOther() {
        TaskMark mark = register("a");

        assertThat(settle(mark, -2, missed("a", -20, -10), missed("a", -15), missed("a", -16, -5)))
                .isTrue();
        assertThat(tasks.missedAfter("a", at(-100))).hasSize(3);
    }

    @Test
    void rowsWithoutAKeyAreNotInTheWay() {
        TaskMark mark = register("a");
        executions.insert(
                List.of(skipped("a", -5, Reason.CONDITION), triggered(running("a", -4, "one"), Trigger.MANUAL)));

        assertThat(settle(mark, -2, missed("a", -9, -3), missed("a", -10))).isTrue();
    }

    @Test
    void manyRecordsAreSettledTogether() {
        TaskMark mark = register("a");
        Execution[] many = new Execution[600];
        for (int second = 0; second < many.length; second++) {
            many[second] = missed("a", -1_000 + second);
        }

        assertThat(settle(mark, -2, many)).isTrue();
        assertThat(tasks.missedAfter("a", at(-2_000))).hasSize(600);
    }

    @Tag("S18")
    @Test
    void markAheadOfTheClockIsMovedBackWithWhatItMissed() {
        step(Duration.ofHours(1));
        TaskMark mark = register("a");
        Execution ahead = missed("a", 100, 2_000);
        Execution before = missed("a", -50);
        Execution reaching = missed("a", -20, 90);
        assertThat(settle(mark, 3_000, before, reaching, ahead)).isTrue();
        assertThat(tasks.moveBack(mark("a"), MINUTE, List.of(), List.of()))
                .as("the clock is not back yet")
                .isFalse();
        step(Duration.ofHours(-1));
        TaskMark wrong = mark("a");
        assertThat(tasks.missedAfter("a", at(0))).containsExactly(reaching, ahead);
        Execution part = missed("a", -20, -1);

        assertThat(tasks.moveBack(wrong, HOUR, List.of(reaching, ahead), List.of(part)))
                .as("within the margin")
                .isFalse();
        assertThat(tasks.moveBack(wrong, MINUTE, List.of(reaching, ahead), List.of(part)))
                .isTrue();
        assertThat(mark("a").accountedUntil()).isBetween(at(0), store.nodes().now());
        assertThat(mark("a").since()).isEqualTo(wrong.since());
        assertThat(mark("a").revision()).isEqualTo(wrong.revision());
        assertThat(tasks.missedAfter("a", at(-100))).containsExactly(before, part);
        assertThat(tasks.moveBack(wrong, MINUTE, List.of(part), List.of()))
                .as("another mark")
                .isFalse();
    }

    @Tag("S18")
    @Test
    void sinceAheadOfTheClockIsMovedBackAlone() {
        TaskMark mark = register(TaskMark.first("a", "every second in UTC", "one", at(600)));
        advance("a", -100);
        TaskMark known = mark("a");

        assertThat(tasks.moveBack(mark, MINUTE, List.of(), List.of()))
                .as("the mark was another")
                .isFalse();
        assertThat(tasks.moveBack(known, MINUTE, List.of(), List.of())).isTrue();
        assertThat(mark("a").since()).isBetween(at(0), store.nodes().now());
        assertThat(mark("a").accountedUntil()).isEqualTo(at(-100));
    }

    /** What runs, ran or was skipped ahead of the clock is the record of its time, and goes on refusing. */
    @Tag("S18")
    @Test
    void onlyWhatIsMissedIsMovedBack() {
        step(Duration.ofHours(1));
        register("a");
        Execution ran = run("a", 1_000, ExecutionState.SUCCEEDED);
        advance("a", 3_000);
        step(Duration.ofHours(-1));
        TaskMark wrong = mark("a");

        assertThat(tasks.moveBack(wrong, MINUTE, List.of(ran), List.of())).isFalse();
        assertThat(mark("a")).isEqualTo(wrong);
        assertThat(tasks.moveBack(wrong, MINUTE, List.of(), List.of())).isTrue();
        assertThat(claim(running("a", 1_000, "two"))).isEqualTo(ClaimAnswer.TAKEN);
        assertThat(claim(running("a", 1_001, "two"))).isEqualTo(ClaimAnswer.WON);
    }
}
