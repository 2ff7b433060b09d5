package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is forgotten, and that what is forgotten is not done again. */
abstract class PurgeContract extends StoreContract {

    private static final Duration DAY = Duration.ofDays(1);

    PurgeContract(StoreUnderTest store) {
        super(store);
    }

    /** A minute later, as it is nobody's turn before. */
    private long purge(int runs, Duration age) {
        step(MINUTE);
        return store.purges().of("one", runs, age).inTurn(MINUTE);
    }

    private Execution record(Execution record) {
        assertThat(executions.record(record)).isTrue();
        return record;
    }

    private List<Execution> runs(String task, int first, int last) {
        List<Execution> runs = new ArrayList<>();
        for (int second = first; second <= last; second++) {
            runs.add(run(task, second, ExecutionState.CANCELLED));
        }
        return runs;
    }

    @Test
    void keepsSoManyRunsAndTheLastSuccessAndFailure() {
        register("a");
        Execution success = run("a", -100, ExecutionState.SUCCEEDED);
        Execution failure = run("a", -99, ExecutionState.FAILED);
        List<Execution> runs = runs("a", -98, -50);
        advance("a", -1);

        assertThat(purge(5, DAY)).isEqualTo(44);
        assertThat(executions.present(runs))
                .containsExactlyInAnyOrderElementsOf(ids(runs.subList(44, 49).toArray(Execution[]::new)));
        assertThat(isThere(success)).isTrue();
        assertThat(isThere(failure)).isTrue();
    }

    @Tag("S18")
    @Test
    void whatIsPurgedIsNotClaimedAgainEvenWhenTheMarkMovesBack() {
        step(HOUR);
        register("a");
        List<Execution> runs = runs("a", 600, 609);
        advance("a", 700);
        assertThat(purge(4, DAY)).isEqualTo(6);

        assertThat(mark("a").purgedUntil()).isBetween(at(605), at(700));
        step(HOUR.negated());
        assertThat(tasks.moveBack(mark("a"), MINUTE, List.of(), List.of())).isTrue();
        assertThat(claim(running("a", 600, "two"))).isEqualTo(ClaimAnswer.PURGED);
        assertThat(claim(running("a", 605, "two"))).isEqualTo(ClaimAnswer.PURGED);
        assertThat(claim(running("a", 609, "two"))).isEqualTo(ClaimAnswer.TAKEN);
        assertThat(claim(running("a", 700, "two"))).isEqualTo(ClaimAnswer.WON);
        assertThat(executions.present(runs)).hasSize(4);
    }

    @Test
    void leavesWhatIsNotAccountedFor() {
        register("a");
        runs("a", -100, -81);

        assertThat(purge(5, DAY)).isZero();
        advance("a", -91);
        assertThat(purge(5, DAY)).as("the runs beyond the mark do not count").isEqualTo(5);
        assertThat(mark("a").purgedUntil()).isEqualTo(at(-96));
        assertThat(claim(running("a", -97, "two"))).isEqualTo(ClaimAnswer.PASSED);
    }

    @Test
    void leavesWhatRunsAndWhatNobodyHasDecided() {
        register("a");
        Execution running = running("a", -200, "one");
        claim(running);
        Execution stopped = running("a", -199, "one");
        claim(stopped);
        executions.complete("one", List.of(undecided(stopped)));
        runs("a", -100, -91);
        advance("a", -1);

        assertThat(purge(5, Duration.ofSeconds(95))).isPositive();
        assertThat(isThere(running)).isTrue();
        assertThat(tasks.undecided()).hasSize(1);
    }

    @Test
    void skipsGoWithTheRunsThatWereBeforeThem() {
        register("a");
        Execution old = record(skipped("a", -100, Reason.CONDITION));
        Execution oldMiss = record(missed("a", -99));
        runs("a", -90, -85);
        Execution young = record(skipped("a", -84, Reason.CONDITION));
        runs("a", -83, -82);
        advance("a", -1);

        assertThat(purge(10, DAY)).as("there are fewer runs than are kept").isZero();
        assertThat(purge(4, DAY)).isEqualTo(6);
        assertThat(isThere(old)).isFalse();
        assertThat(isThere(oldMiss)).isFalse();
        assertThat(isThere(young)).isTrue();
    }

    @Test
    void whatIsTooOldGoesWhateverItIs() {
        register("a");
        Execution skip = record(skipped("a", -700, Reason.CONDITION));
        List<Execution> runs = runs("a", -690, -688);
        Execution young = run("a", -10, ExecutionState.CANCELLED);
        advance("a", -1);

        assertThat(purge(100, Duration.ofMinutes(10))).isEqualTo(4);
        assertThat(isThere(skip)).isFalse();
        assertThat(executions.present(runs)).isEmpty();
        assertThat(isThere(young)).isTrue();
    }

    @Test
    void ageIsJudgedByTheStoresClock() {
        register("a");
        runs("a", -20, -11);
        advance("a", -1);

        assertThat(purge(100, HOUR)).isZero();
        step(Duration.ofHours(2));
        assertThat(purge(100, HOUR)).isEqualTo(10);
    }

    @Test
    void rowsWithoutAKeyAreCountedAndAgeAsWell() {
        register("plain");
        List<Execution> rows = new ArrayList<>();
        for (int second = -100; second < -80; second++) {
            rows.add(ended(running("plain", second, "one"), ExecutionState.CANCELLED));
        }
        for (int second = -80; second < -70; second++) {
            rows.add(triggered(ended(running("plain", second, "one"), ExecutionState.CANCELLED), Trigger.MANUAL));
        }
        executions.insert(rows);
        advance("plain", -1);

        assertThat(purge(5, DAY)).isEqualTo(25);
        step(HOUR);
        assertThat(purge(5, MINUTE)).isEqualTo(5);
    }

    @Test
    void equalRecordsThatFollowEachOtherAreMerged() {
        register("a");
        record(missed("a", -50));
        record(missed("a", -49));
        record(missed("a", -48, -47));
        Execution last = record(missed("a", -46));
        record(skipped("a", -45, Reason.PAUSED));
        record(missed("a", -44));
        run("a", -43, ExecutionState.CANCELLED);
        record(missed("a", -42));
        record(triggered(missed("a", -41), Trigger.MISSED));
        advance("a", -1);

        assertThat(purge(100, DAY)).isEqualTo(3);
        List<Execution> left = tasks.missedAfter("a", at(-100));
        assertThat(left).extracting(Execution::scheduledTime).containsExactly(at(-46), at(-44), at(-42), at(-41));
        assertThat(left).extracting(Execution::count).containsExactly(5L, 1L, 1L, 1L);
        assertThat(left.get(0).id()).isEqualTo(last.id());
        assertThat(left.get(0).firstScheduledTime()).isEqualTo(at(-50));
        assertThat(mark("a").purgedUntil()).isBetween(at(-47), at(-46));
    }

    @Test
    void onlyWhatTheMarkHasPassedIsMerged() {
        register("a");
        for (int second = -50; second <= -41; second++) {
            record(missed("a", second));
        }
        advance("a", -46);

        assertThat(purge(100, DAY)).isEqualTo(4);
        assertThat(tasks.missedAfter("a", at(-100)))
                .extracting(Execution::count)
                .containsExactly(5L, 1L, 1L, 1L, 1L, 1L);
        advance("a", -1);
        assertThat(purge(100, DAY)).isEqualTo(5);
        assertThat(tasks.missedAfter("a", at(-100)))
                .extracting(Execution::count)
                .containsExactly(10L);
    }

    @Test
    void manyRecordsAreMergedWithoutLosingCount() {
        TaskMark mark = register("a");
        Execution[] many = new Execution[1_203];
        for (int i = 0; i < many.length; i++) {
            many[i] = missed("a", -2_000 + i);
        }
        assertThat(settle(mark, -1, many)).isTrue();

        assertThat(purge(100, DAY)).isEqualTo(1_202);
        assertThat(tasks.missedAfter("a", at(-3_000)))
                .extracting(Execution::count)
                .containsExactly(1_203L);
    }

    @Test
    void aTaskThatIsGoneIsForgottenWhenNothingIsLeftOfIt() {
        TaskMark gone = register("gone");
        register("here");
        register(TaskMark.first("judged", TaskMark.NO_SCHEDULE, "", at(-10)));
        register(TaskMark.first("ran", TaskMark.NO_SCHEDULE, "", at(-10)));
        run("here", 1, ExecutionState.SUCCEEDED);
        executions.insert(List.of(ended(running("ran", -5, "one"), ExecutionState.SUCCEEDED)));
        tasks.begin(gone, TaskMark.NO_SCHEDULE, "", at(10), at(10));
        purge(100, HOUR);
        assertThat(tasks.all()).as("none is a day old").hasSize(4);

        step(DAY);
        purge(100, HOUR);
        assertThat(tasks.all())
                .as("one is not judged, one has its last success")
                .containsOnlyKeys("gone", "here", "ran");
        tasks.advance(List.of(mark("gone")), at(20), Duration.ZERO);
        step(DAY);
        purge(100, HOUR);
        assertThat(tasks.all()).containsOnlyKeys("here", "ran");
    }

    @Test
    void oneNodeDoesItAndOnlyEverySoOften() {
        register("a");
        runs("a", -20, -1);
        step(MINUTE);
        advance("a", 0);
        PurgeRows one = store.purges().of("one", 10, DAY);

        assertThat(one.inTurn(HOUR)).isEqualTo(10);
        assertThat(store.purges().of("two", 1, DAY).inTurn(HOUR)).isZero();
    }
}
