package dev.scheduler.execution;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.NoSuchTaskException;
import dev.scheduler.Trigger;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.scheduler.execution.Rig.START;
import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a cluster asks of an engine. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineNodeTests {

    private static final Execution CATCH_UP = new Execution(
            "id",
            "sync",
            START,
            START,
            1,
            Trigger.MISSED,
            0,
            "node-1",
            ExecutionState.RUNNING,
            null,
            null,
            null,
            null,
            null,
            null);

    /** People may name a task by the last part of its name; a row names it whole. */
    @Test
    void aCatchUpOfATaskThatIsGoneRunsNoOtherOfThatName() {
        try (Rig rig = new Rig()) {
            rig.with(task("sync", null, context -> {}), task("billing.sync", null, context -> {}))
                    .open();
            rig.scheduler.remove("sync");

            assertThatThrownBy(() -> rig.scheduler.localNode().catchUp(CATCH_UP))
                    .isInstanceOf(NoSuchTaskException.class);
            assertThat(rig.underWay()).isEmpty();
        }
    }

    @Test
    void aCancelEndsNothingThatWasStartedAfterIt() {
        CountDownLatch release = new CountDownLatch(1);
        try (Rig rig = new Rig()) {
            rig.with(task("a", null, context -> Rig.await(release))).open();
            rig.advance(Duration.ofSeconds(1));
            String id = rig.scheduler.run("a");
            rig.nextStart();
            rig.scheduler.localNode().cancel("a", START, ByHand.UNKNOWN);
            release.countDown();
            assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(rig.scheduler.executions("a")).extracting(Execution::id).containsExactly(id);
        }
    }
}
