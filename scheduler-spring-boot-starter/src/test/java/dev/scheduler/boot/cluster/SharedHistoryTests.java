package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.TaskSettings;
import dev.scheduler.lock.Claim;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.scheduler.boot.cluster.TestCluster.NOON;
import static dev.scheduler.boot.cluster.TestCluster.ONE_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What is kept of executions in a store that nodes share. */
class SharedHistoryTests {

    private final TestCluster shared = new TestCluster();
    private final TestNode node = shared.node("one")
            .with("claimed", "every second", ONE_SERVER)
            .with("plain", "every second", TaskSettings.UNSET);

    @BeforeEach
    void begin() {
        node.sweep();
        shared.passSeconds(5);
    }

    private Execution plain(String id, int second, ExecutionState state) {
        return node.execution(id, "plain", NOON.plusSeconds(second), state);
    }

    private Execution succeeded(Execution execution) {
        return node.execution(execution.id(), execution.task(), execution.scheduledTime(), ExecutionState.SUCCEEDED);
    }

    @Test
    void theOutcomeOfAClaimIsInItsRow() {
        Execution claimed = node.execution("claimed", NOON.plusSeconds(4));
        assertThat(node.claim(claimed)).isEqualTo(Claim.Outcome.WON);
        node.node.history().ended(succeeded(claimed));
        node.node.history().close();

        assertThat(node.node.history().executions("claimed"))
                .extracting(Execution::id, Execution::state)
                .containsExactly(tuple(claimed.id(), ExecutionState.SUCCEEDED));
    }

    @Test
    void theOutcomeOfAClaimWhoseRowIsGoneIsNoSecondRecord() {
        Execution claimed = node.execution("claimed", NOON.plusSeconds(4));
        node.claim(claimed);
        shared.store.executions().lose(List.of(claimed), "its node died");
        node.node.history().ended(succeeded(claimed));
        node.node.history().close();

        assertThat(shared.rows("claimed")).extracting(Execution::state).containsExactly(ExecutionState.LOST);
    }

    private void told(Execution ended) {
        assertThat(node.node.history().tellsOf(ended.id())).isTrue();
        node.node.history().ended(ended);
    }

    @Test
    void listenersHearOfWhatHasARowOnceThatSaysIt() {
        Execution claimed = node.execution("claimed", NOON.plusSeconds(4));
        node.claim(claimed);
        told(succeeded(claimed));
        assertThat(node.told).isEmpty();
        node.node.history().close();

        assertThat(node.told).extracting(Execution::id).containsExactly(claimed.id());
        assertThat(node.node.history().tellsOf("unknown")).isFalse();
    }

    /** The node gave no sign of life for longer than its lease: others may have told of it as lost. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofWhatOthersMayHaveJudgedTheRowDecidesWhatListenersHear(boolean judged) {
        Execution claimed = node.execution("claimed", NOON.plusSeconds(4));
        node.claim(claimed);
        told(succeeded(claimed));
        shared.passSeconds(61);
        if (judged) {
            shared.store.executions().lose(List.of(claimed), "its node died");
        }
        node.node.history().close();

        assertThat(node.told)
                .extracting(Execution::id)
                .containsExactlyElementsOf(judged ? List.of() : List.of(claimed.id()));
    }

    /** It gives signs of life again, and knows that it was struck off the list. */
    @Test
    void aNodeThatIsBackTellsNothingOfWhatWasJudged() {
        Execution claimed = node.execution("claimed", NOON.plusSeconds(4));
        node.claim(claimed);
        told(succeeded(claimed));
        shared.passSeconds(61);
        shared.store.nodes().all().forEach(shared.store.nodes()::strike);
        shared.store.executions().lose(List.of(claimed), "its node died");
        node.beat();
        node.node.history().close();

        assertThat(node.told).isEmpty();
    }

    /** Its node left it undecided when it stopped, and nobody has the task any more. */
    @Test
    void whatNobodyDecidesOnStaysMissedAndIsToldOf() {
        TestNode two = shared.node("two").with("other", "every minute", ONE_SERVER);
        two.sweep();
        Execution claimed = node.execution("claimed", NOON.plusSeconds(4));
        node.claim(claimed);
        told(StoreContract.undecided(claimed));
        node.node.history().close();
        node.cluster.leave(Duration.ZERO);
        shared.live(Duration.ofMinutes(1), two);
        assertThat(two.told).as("not yet").isEmpty();
        shared.live(Duration.ofMinutes(4), two);

        assertThat(node.told).isEmpty();
        assertThat(two.told)
                .filteredOn(each -> each.task().equals("claimed"))
                .extracting(Execution::id, Execution::state)
                .containsExactly(tuple(claimed.id(), ExecutionState.MISSED));
        assertThat(shared.store.tasks().undecided()).isEmpty();
    }

    @Test
    void whatLastsHasItsRowBeforeItEnds() {
        Execution running = plain("r1", 3, ExecutionState.RUNNING);
        node.known.add("r1");
        node.node.history().lasting(() -> List.of(running));
        node.node.history().close();
        assertThat(shared.rows("plain")).extracting(Execution::state).containsExactly(ExecutionState.RUNNING);
        node.beat();

        assertThat(shared.rows("plain")).extracting(Execution::state).containsExactly(ExecutionState.RUNNING);
    }

    @Tag("R4")
    @Test
    void aNodeThatMayBeTakenForDeadWritesOfNothingThatItRuns() {
        Execution running = plain("r1", 3, ExecutionState.RUNNING);
        node.node.history().lasting(() -> List.of(running));
        shared.passSeconds(61);
        node.node.history().lasting(() -> List.of(plain("r2", 4, ExecutionState.RUNNING)));
        node.node.history().ended(succeeded(running));
        node.node.history().close();

        assertThat(shared.rows("plain"))
                .extracting(Execution::id, Execution::state)
                .containsExactly(tuple("r1", ExecutionState.SUCCEEDED));
    }

    @Tag("S7")
    @Test
    void whatNodesShareIsNotForgottenWithATask() {
        node.node.history().ended(plain("r1", 3, ExecutionState.SUCCEEDED));
        node.node.history().close();
        node.node.history().forget("plain");

        assertThat(shared.rows("plain")).hasSize(1);
    }

    @Test
    void theLastSkipsAreToldAsOne() {
        for (int second = 1; second <= 4; second++) {
            Execution skipped = plain("s" + second, second, ExecutionState.SKIPPED);
            node.node.history().ended(Judged.as(skipped, ExecutionState.SKIPPED, Reason.CONDITION, "no", shared.now));
        }
        node.node.history().ended(plain("r5", 5, ExecutionState.SUCCEEDED));
        node.node.history().close();

        assertThat(node.node.history().lasts("plain").skip())
                .extracting(Execution::count, Execution::firstScheduledTime)
                .containsExactly(4L, NOON.plusSeconds(1));
        assertThat(node.node.history().lasts("plain").success())
                .extracting(Execution::id)
                .isEqualTo("r5");
    }
}
