package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of rows. */
abstract class ExecutionContract extends StoreContract {

    ExecutionContract(StoreUnderTest store) {
        super(store);
    }

    private Execution claimed(String task, int second, String node) {
        Execution execution = running(task, second, node);
        assertThat(claim(execution)).isEqualTo(ClaimAnswer.WON);
        return execution;
    }

    @Test
    void outcomeReplacesWhatRunsOnItsNodeAndNothingElse() {
        register("a");
        Execution mine = claimed("a", 1, "one");
        Execution theirs = claimed("a", 2, "two");
        Execution unknown = running("a", 3, "one");
        List<Execution> ended = List.of(
                ended(unknown, ExecutionState.FAILED),
                ended(theirs, ExecutionState.FAILED),
                ended(mine, ExecutionState.FAILED));

        assertThat(executions.complete("one", ended)).isEqualTo(1);
        assertThat(executions.complete("one", ended)).isZero();
        assertThat(executions.running()).containsExactly(theirs);
        assertThat(executions.running(ended)).containsExactly(theirs.id());
        assertThat(executions.present(ended)).containsExactlyInAnyOrder(mine.id(), theirs.id());
    }

    @Test
    void rowsThatTakeNoKeyStandBesideEachOther() {
        Execution one = running("plain", 1, "one");
        Execution two = running("plain", 1, "two");
        executions.insert(List.of(one, two));
        executions.insert(List.of(one));

        assertThat(executions.running()).containsExactlyInAnyOrder(one, two);
        assertThat(executions.complete("one", List.of(ended(one, ExecutionState.SUCCEEDED))))
                .isEqualTo(1);
        executions.insert(List.of(one));
        assertThat(executions.running()).as("is there already").containsExactly(two);
    }

    @Test
    void rowThatHasItsKeyIsNotInsertedWithoutIt() {
        register("a");
        Execution claimed = claimed("a", 1, "one");
        executions.insert(List.of(claimed));

        assertThat(executions.running()).containsExactly(claimed);
    }

    @Test
    void recordIsMadeWhereThereIsNone() {
        TaskMark mark = register("a");
        claimed("a", -5, "one");

        assertThat(executions.record(missed("a", -5))).isFalse();
        assertThat(executions.record(missed("a", -6))).isTrue();
        assertThat(executions.record(missed("a", -6))).isFalse();
        assertThat(settle(mark, -10, missed("a", -30, -20))).isTrue();
        assertThat(executions.record(missed("a", -25))).as("one of many").isFalse();
        assertThat(executions.record(missed("a", -19))).isTrue();
        assertThat(claim(running("a", -6, "two"))).isEqualTo(ClaimAnswer.TAKEN);
    }

    @Test
    void whatIsGivenBackMayBeClaimedAgain() {
        register("a");
        Execution young = claimed("a", -5, "one");
        long number = operations.number();

        assertThat(executions.giveBack("one", List.of(young), MINUTE)).containsExactly(young.id());
        assertThat(operations.number()).isGreaterThan(number);
        assertThat(isThere(young)).isFalse();
        assertThat(claim(running("a", -5, "two"))).isEqualTo(ClaimAnswer.WON);
    }

    @Test
    void whatIsNotWaitingOnTheNodeIsNotGivenBack() {
        register("a");
        Execution old = claimed("a", -70, "one");
        Execution theirs = claimed("a", 1, "two");
        Execution ended = run("a", 2, ExecutionState.SUCCEEDED);
        Execution catchUp = triggered(running("a", 3, "one"), Trigger.MISSED);
        assertThat(executions.record(catchUp)).isTrue();
        long number = operations.number();

        assertThat(executions.giveBack("one", List.of(old, theirs, ended, catchUp), MINUTE))
                .isEmpty();
        assertThat(operations.number()).isEqualTo(number);
        assertThat(executions.present(List.of(old, theirs, ended, catchUp))).hasSize(4);
    }

    @Test
    void whatIsYoungIsJudgedByTheStoresClock() {
        register("a");
        Execution claimed = claimed("a", 1, "one");
        step(Duration.ofMinutes(10));
        assertThat(executions.giveBack("one", List.of(claimed), MINUTE)).isEmpty();

        step(Duration.ofMinutes(-10));
        assertThat(executions.giveBack("one", List.of(claimed), MINUTE)).hasSize(1);
    }

    @Test
    void lostIsWhatRunsOnTheNodeItWasSeenOn() {
        register("a");
        Execution lost = claimed("a", 1, "dead");
        Execution ended = run("a", 2, ExecutionState.SUCCEEDED);
        Execution elsewhere = claimed("a", 3, "two");
        Execution seenElsewhere = running("a", 3, "dead");

        List<Execution> outcomes = executions.lose(List.of(elsewhere, lost, ended, seenElsewhere), "its node died");
        assertThat(outcomes).extracting(Execution::id).containsExactlyInAnyOrderElementsOf(ids(lost, elsewhere));
        assertThat(executions.lose(List.of(lost), "again")).isEmpty();
        Execution outcome = outcomes.stream()
                .filter(each -> each.id().equals(lost.id()))
                .findFirst()
                .orElseThrow();
        assertThat(outcome.state()).isEqualTo(ExecutionState.LOST);
        assertThat(outcome.detail()).isEqualTo("its node died");
        assertThat(outcome.node()).isEqualTo("dead");
        assertThat(outcome.end()).isBetween(at(0), store.nodes().now());
        assertThat(executions.running()).isEmpty();
        assertThat(executions.complete("dead", List.of(ended(lost, ExecutionState.SUCCEEDED))))
                .as("comes too late")
                .isZero();
    }

    @Test
    void manyRowsGoThroughWhateverTheirNumber() {
        List<Execution> many = new ArrayList<>();
        for (int second = 0; second < 600; second++) {
            many.add(running("plain", second, "one"));
        }
        executions.insert(many);

        assertThat(executions.running(many)).hasSize(600);
        List<Execution> half = many.subList(0, 300);
        assertThat(executions.complete(
                        "one",
                        half.stream()
                                .map(each -> ended(each, ExecutionState.SUCCEEDED))
                                .toList()))
                .isEqualTo(300);
        assertThat(executions.lose(many, "gone")).hasSize(300);
        assertThat(executions.present(many)).hasSize(600);
    }

    @Test
    void whatWasStoppedBeforeItStartedIsDecidedOnOnce() {
        register("a");
        Execution claimed = claimed("a", 1, "one");
        executions.insert(List.of(skipped("plain", 1, Reason.CONDITION)));
        assertThat(tasks.undecided()).isEmpty();
        assertThat(executions.complete("one", List.of(undecided(claimed)))).isEqualTo(1);

        assertThat(tasks.undecided()).extracting(Execution::id).containsExactly(claimed.id());
        Execution catchUp = triggered(
                new Execution(
                        claimed.id(),
                        "a",
                        claimed.scheduledTime(),
                        claimed.scheduledTime(),
                        1,
                        Trigger.MISSED,
                        0,
                        "two",
                        ExecutionState.RUNNING,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                Trigger.MISSED);
        assertThat(tasks.decide(catchUp)).isTrue();
        assertThat(tasks.decide(ended(undecided(claimed), ExecutionState.MISSED)))
                .isFalse();
        assertThat(executions.running()).containsExactly(catchUp);
        assertThat(claim(running("a", 1, "three"))).isEqualTo(ClaimAnswer.TAKEN);
        assertThat(executions.complete("two", List.of(ended(catchUp, ExecutionState.SUCCEEDED))))
                .isEqualTo(1);
    }

    @Test
    void whatIsDecidedToStayMissedIsNotDecidedOnAgain() {
        register("a");
        Execution claimed = claimed("a", 1, "one");
        executions.complete("one", List.of(undecided(claimed)));

        assertThat(tasks.decide(ended(claimed, ExecutionState.MISSED))).isTrue();
        assertThat(tasks.undecided()).isEmpty();
        assertThat(tasks.missedAfter("a", at(0))).hasSize(1);
        assertThat(tasks.missedAfter("a", at(1))).isEmpty();
    }
}
