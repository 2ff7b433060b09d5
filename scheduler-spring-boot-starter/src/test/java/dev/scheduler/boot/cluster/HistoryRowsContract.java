package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.history.HistoryStore.Lasts;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What people read of the rows. */
abstract class HistoryRowsContract extends StoreContract {

    private final HistoryRows history;

    HistoryRowsContract(StoreUnderTest store) {
        super(store);
        this.history = store.history();
    }

    private Execution plain(String task, int second, ExecutionState state) {
        Execution execution = execution(task, second, "one", state, state.isRun() ? null : Reason.CONDITION);
        executions.insert(List.of(execution));
        return execution;
    }

    @Test
    void newestComeFirstAndTasksApart() {
        register("a");
        Execution first = run("a", -3, ExecutionState.SUCCEEDED);
        Execution second = plain("a", -2, ExecutionState.CANCELLED);
        Execution running = running("a", -1, "two");
        claim(running);
        Execution other = plain("A", -4, ExecutionState.TIMED_OUT);

        assertThat(history.newest("a", 10)).containsExactly(running, second, first);
        assertThat(history.newest("a", 1)).containsExactly(running);
        assertThat(history.newest("A", 10)).containsExactly(other);
        assertThat(history.newest("b", 10)).isEmpty();
    }

    @Test
    void ofOneTimeTheLaterIdComesFirst() {
        Execution first = plain("a", -2, ExecutionState.SUCCEEDED);
        Execution second = plain("a", -2, ExecutionState.FAILED);

        assertThat(history.newest("a", 10)).containsExactly(second, first);
    }

    @Test
    void lastOfEachKindIsKnownOfManyTasks() {
        Execution failure = plain("a", -9, ExecutionState.LOST);
        Execution success = plain("a", -8, ExecutionState.SUCCEEDED);
        Execution run = plain("a", -7, ExecutionState.CANCELLED);
        plain("a", -10, ExecutionState.SKIPPED);
        Execution skip = plain("a", -6, ExecutionState.MISSED);
        plain("c", -5, ExecutionState.FAILED);
        Execution timedOut = plain("c", -4, ExecutionState.TIMED_OUT);
        plain("unasked", -4, ExecutionState.SUCCEEDED);

        assertThat(history.lasts(List.of("a", "c", "unknown")))
                .hasSize(2)
                .containsEntry("a", new Lasts(run, success, failure, skip))
                .containsEntry("c", new Lasts(timedOut, null, timedOut, null));
    }

    @Test
    void whatIsClaimedIsTheLastRunBeforeItHasStarted() {
        register("a");
        Execution success = run("a", -3, ExecutionState.SUCCEEDED);
        Execution claimed = running("a", -1, "one");
        claim(claimed);

        assertThat(claimed.start()).isNull();
        assertThat(history.lasts(List.of("a"))).containsEntry("a", new Lasts(claimed, success, null, null));
    }
}
