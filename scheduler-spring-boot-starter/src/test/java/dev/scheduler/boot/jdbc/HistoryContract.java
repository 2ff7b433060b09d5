package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.history.HistoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What every history store does, wherever it keeps things. */
abstract class HistoryContract {

    private static final List<ExecutionState> ENDS =
            Stream.of(ExecutionState.values()).filter(ExecutionState::isFinal).toList();

    /** The store under test. */
    abstract HistoryStore history();

    /** Returns once all that was told can be read. */
    abstract void settle();

    private void tell(Execution... executions) {
        for (Execution execution : executions) {
            history().ended(execution);
        }
        settle();
    }

    private void tell(String task, int second, ExecutionState state) {
        tell(Executions.of(task, second, state, null));
    }

    @Test
    void givesBackWhatItWasTold() {
        Execution failed = Executions.ended(
                Executions.of("a", 1, ExecutionState.FAILED, null), ExecutionState.FAILED, "why", "last words");
        tell(failed);

        assertThat(history().executions("a")).containsExactly(failed);
    }

    @Test
    void tellsTheNewestFirstAndTasksApart() {
        tell("a", 1, ExecutionState.SUCCEEDED);
        tell("A", 1, ExecutionState.SUCCEEDED);
        tell("a", 2, ExecutionState.CANCELLED);
        tell("a", 3, ExecutionState.TIMED_OUT);

        assertThat(history().executions("a")).extracting(Execution::id).containsExactly("a3", "a2", "a1");
        assertThat(history().executions("A")).hasSize(1);
        assertThat(history().executions("b")).isEmpty();
    }

    @Test
    void mergesEqualSkipsThatFollowEachOther() {
        tell(
                Executions.of("a", 1, ExecutionState.SKIPPED, Reason.PAUSED),
                Executions.of("a", 2, ExecutionState.SKIPPED, Reason.PAUSED),
                Executions.of("a", 3, ExecutionState.SKIPPED, Reason.CONDITION),
                Executions.of("a", 4, ExecutionState.SUCCEEDED, null),
                Executions.of("a", 5, ExecutionState.MISSED, Reason.NODE_DOWN),
                Executions.of("a", 6, ExecutionState.MISSED, Reason.NODE_DOWN),
                Executions.of("a", 7, ExecutionState.MISSED, Reason.NODE_DOWN));

        assertThat(history().executions("a")).extracting(Execution::count).containsExactly(3L, 1L, 1L, 2L);
        Execution skip = Objects.requireNonNull(history().lasts("a").skip());
        assertThat(skip).isEqualTo(history().executions("a").get(0));
        assertThat(skip.firstScheduledTime()).isEqualTo(Executions.at(5));
        assertThat(skip.scheduledTime()).isEqualTo(Executions.at(7));
    }

    @Test
    void knowsTheLastOfEachKind() {
        tell("a", 1, ExecutionState.LOST);
        tell("a", 2, ExecutionState.SUCCEEDED);
        tell("a", 3, ExecutionState.CANCELLED);
        tell(Executions.of("a", 4, ExecutionState.SKIPPED, Reason.OVERLAPPING));

        HistoryStore.Lasts lasts = history().lasts("a");
        assertThat(lasts.failure()).extracting(Execution::id).isEqualTo("a1");
        assertThat(lasts.success()).extracting(Execution::id).isEqualTo("a2");
        assertThat(lasts.run()).extracting(Execution::id).isEqualTo("a3");
        assertThat(lasts.skip()).extracting(Execution::id).isEqualTo("a4");
        assertThat(history().lasts("b")).isEqualTo(HistoryStore.Lasts.NONE);
    }

    @Test
    void knowsTheLastsOfManyTasksAsThoseOfEach() {
        for (String task : List.of("a", "b", "c")) {
            tell(task, 1, ExecutionState.FAILED);
            tell(task, 2, ExecutionState.SUCCEEDED);
            tell(task, 3, ExecutionState.TIMED_OUT);
            tell(Executions.of(task, 4, ExecutionState.SKIPPED, Reason.PAUSED));
            tell(task, 5, ExecutionState.SUCCEEDED);
        }

        Map<String, HistoryStore.Lasts> lasts = history().lasts(List.of("a", "c", "d"));
        assertThat(lasts.get("a")).isEqualTo(history().lasts("a"));
        assertThat(lasts.get("c")).isEqualTo(history().lasts("c"));
        assertThat(lasts.getOrDefault("d", HistoryStore.Lasts.NONE)).isEqualTo(HistoryStore.Lasts.NONE);
        assertThat(lasts).doesNotContainKey("b");
    }

    @Test
    void forgetsATask() {
        tell("a", 1, ExecutionState.SUCCEEDED);
        tell("b", 1, ExecutionState.SUCCEEDED);
        history().forget("a");

        assertThat(history().executions("a")).isEmpty();
        assertThat(history().lasts("a")).isEqualTo(HistoryStore.Lasts.NONE);
        assertThat(history().executions("b")).hasSize(1);
    }

    @Test
    void countsEveryScheduledTimeOnceWhateverComes() {
        Random random = new Random(7);
        List<Execution> told = new ArrayList<>();
        for (int second = 0; second < 300; second++) {
            ExecutionState state = ENDS.get(random.nextInt(ENDS.size()));
            Reason reason = state.isRun() ? null : (random.nextBoolean() ? Reason.PAUSED : Reason.CONDITION);
            told.add(Executions.of("fuzzed", second, state, reason));
        }
        tell(told.toArray(Execution[]::new));

        List<Execution> read = history().executions("fuzzed");
        assertThat(read.stream().mapToLong(Execution::count).sum()).isEqualTo(300);
        assertThat(read)
                .isSortedAccordingTo((one, other) -> other.scheduledTime().compareTo(one.scheduledTime()));
        assertThat(read)
                .filteredOn(execution -> !execution.state().isRun())
                .first()
                .isEqualTo(history().lasts("fuzzed").skip());
        for (int i = 1; i < read.size(); i++) {
            Execution later = read.get(i - 1);
            Execution earlier = read.get(i);
            assertThat(later.firstScheduledTime())
                    .isEqualTo(earlier.scheduledTime().plusSeconds(1));
            assertThat(later.state() == earlier.state()
                            && later.reason() == earlier.reason()
                            && !later.state().isRun())
                    .isFalse();
        }
    }
}
