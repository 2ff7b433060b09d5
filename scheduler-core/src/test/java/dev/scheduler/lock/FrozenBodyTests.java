package dev.scheduler.lock;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.execution.DefaultScheduler;
import dev.scheduler.thread.HandThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A process that stands still in the middle of a body, which holds its task's lock. */
class FrozenBodyTests {

    private final HandThreads threads = new HandThreads(Instant.parse("2026-01-05T12:00:00Z"));
    private final MemoryRows rows = new MemoryRows(threads.clock());
    private final List<Boolean> looks = new ArrayList<>();
    private final DefaultScheduler scheduler = DefaultScheduler.builder()
            .clock(threads.clock())
            .threads(threads)
            .locks(OverlapLocks.start(rows, threads, new Outage(threads)))
            .build();

    private Execution ranThrough(Duration standstill) {
        TaskSettings alone = TaskSettings.builder().withoutOverlapping(true).build();
        scheduler.register(TaskDefinition.of("a", null, context -> {
                    looks.add(context.isCancelled());
                    threads.freeze(standstill);
                    looks.add(context.isCancelled());
                })
                .withSettings(alone));
        scheduler.run("a");
        threads.settle();
        return scheduler.executions("a").get(0);
    }

    @Tag("S21")
    @Test
    void afterALongerTimeThanItsLeaseItIsCancelledAtTheFirstLookAndLost() {
        Execution execution = ranThrough(Duration.ofSeconds(61));

        assertThat(looks).containsExactly(false, true);
        assertThat(execution.state()).isEqualTo(ExecutionState.LOST);
        assertThat(execution.detail()).contains("the lock a ended before the execution did");
    }

    @Tag("S21")
    @Test
    void afterAShorterOneItSucceeds() {
        Execution execution = ranThrough(Duration.ofSeconds(30));

        assertThat(looks).containsExactly(false, false);
        assertThat(execution.state()).isEqualTo(ExecutionState.SUCCEEDED);
    }
}
