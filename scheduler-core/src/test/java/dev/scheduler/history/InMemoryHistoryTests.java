package dev.scheduler.history;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InMemoryHistoryTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final InMemoryHistory history = new InMemoryHistory(3);

    @Test
    void keepsTheNewestExecutionsOfEachTask() {
        for (int i = 1; i <= 5; i++) {
            history.ended(execution("a", i, ExecutionState.SUCCEEDED, null));
        }
        history.ended(execution("b", 1, ExecutionState.SUCCEEDED, null));

        assertThat(history.executions("a")).extracting(Execution::id).containsExactly("a5", "a4", "a3");
        assertThat(history.executions("b")).hasSize(1);
        assertThat(history.executions("c")).isEmpty();
    }

    @Test
    void keepsTheLastSuccessAndTheLastFailureHoweverLongAgo() {
        history.ended(execution("a", 1, ExecutionState.FAILED, null));
        history.ended(execution("a", 2, ExecutionState.SUCCEEDED, null));
        for (int i = 3; i <= 9; i++) {
            history.ended(execution("a", i, ExecutionState.CANCELLED, null));
        }

        assertThat(history.lasts("a").success()).extracting(Execution::id).isEqualTo("a2");
        assertThat(history.lasts("a").failure()).extracting(Execution::id).isEqualTo("a1");
        assertThat(history.lasts("a").run()).extracting(Execution::id).isEqualTo("a9");
        assertThat(history.lasts("b")).isEqualTo(HistoryStore.Lasts.NONE);
    }

    @Test
    void mergesEqualSkipsButNotDifferentOnes() {
        history.ended(execution("a", 1, ExecutionState.SKIPPED, Reason.PAUSED));
        history.ended(execution("a", 2, ExecutionState.SKIPPED, Reason.PAUSED));
        history.ended(execution("a", 3, ExecutionState.SKIPPED, Reason.CONDITION));
        history.ended(execution("a", 4, ExecutionState.SUCCEEDED, null));
        history.ended(execution("a", 5, ExecutionState.SUCCEEDED, null));

        assertThat(history.executions("a")).extracting(Execution::count).containsExactly(1L, 1L, 1L);
        assertThat(history.lasts("a").skip()).extracting(Execution::reason).isEqualTo(Reason.CONDITION);
    }

    @Test
    void mergesSkipsThatAreToldOutOfOrder() {
        history.ended(execution("a", 2, ExecutionState.SKIPPED, Reason.PAUSED));
        history.ended(execution("a", 1, ExecutionState.SKIPPED, Reason.PAUSED));

        assertThat(history.executions("a")).singleElement().satisfies(merged -> {
            assertThat(merged.firstScheduledTime()).isEqualTo(START.plusSeconds(1));
            assertThat(merged.scheduledTime()).isEqualTo(START.plusSeconds(2));
            assertThat(merged.count()).isEqualTo(2);
        });
    }

    @Test
    void doesNotMergeAScheduledTimeIntoWhatWasAskedForByHand() {
        history.ended(execution("a", 1, ExecutionState.SKIPPED, Reason.OVERLAPPING));
        history.ended(execution("a", 2, Trigger.MANUAL, ExecutionState.SKIPPED, Reason.OVERLAPPING));

        assertThat(history.executions("a"))
                .extracting(Execution::trigger)
                .containsExactly(Trigger.MANUAL, Trigger.SCHEDULE);
    }

    @Test
    void keepsOneWhereAskedForOne() {
        InMemoryHistory one = new InMemoryHistory(1);
        one.ended(execution("a", 1, ExecutionState.SUCCEEDED, null));
        one.ended(execution("a", 2, ExecutionState.SUCCEEDED, null));

        assertThat(one.executions("a")).extracting(Execution::id).containsExactly("a2");
    }

    @Test
    void veryManyTasksShareTheRoom() {
        InMemoryHistory small = new InMemoryHistory(100);
        for (int task = 0; task < 50_000; task++) {
            for (int i = 1; i <= 4; i++) {
                small.ended(execution("task-" + task, i, ExecutionState.SUCCEEDED, null));
            }
        }

        assertThat(small.executions("task-49999")).hasSize(2);
    }

    @Test
    void forgetsATask() {
        history.ended(execution("a", 1, ExecutionState.SUCCEEDED, null));
        history.forget("a");

        assertThat(history.executions("a")).isEmpty();
    }

    @Test
    void spellsOutWhatWasPutOnATasksPageOnlyWhenItIsRead() {
        AtomicInteger spelledOut = new AtomicInteger();
        HistoryStore.Page page = history.page("a");
        page.add(new HistoryStore.Ended() {

            @Override
            public ExecutionState state() {
                return ExecutionState.SUCCEEDED;
            }

            @Override
            public Execution execution() {
                spelledOut.incrementAndGet();
                return InMemoryHistoryTests.execution("a", 1, ExecutionState.SUCCEEDED, null);
            }
        });
        assertThat(spelledOut).hasValue(0);

        assertThat(history.executions("a")).extracting(Execution::id).containsExactly("a1");
        assertThat(history.lasts("a").success()).extracting(Execution::id).isEqualTo("a1");
    }

    @Test
    void refusesToKeepNothing() {
        assertThatThrownBy(() -> new InMemoryHistory(0)).hasMessageContaining("not 0");
    }

    private static Execution execution(String task, int number, ExecutionState state, @Nullable Reason reason) {
        return execution(task, number, Trigger.SCHEDULE, state, reason);
    }

    private static Execution execution(
            String task, int number, Trigger trigger, ExecutionState state, @Nullable Reason reason) {
        Instant at = START.plusSeconds(number);
        return new Execution(
                task + number, task, at, at, 1, trigger, 1, "node", state, reason, null, at, at, null, null);
    }
}
