package dev.scheduler.boot.cluster.sim;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Missed;
import dev.scheduler.TaskSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a node had claimed and not started when it stopped is told of by the one that decides on it. */
class ToldOnceTests {

    @ParameterizedTest
    @EnumSource(
            value = Missed.class,
            names = {"SKIP", "ONCE"})
    void whatAStoppedNodeHadClaimedIsToldOfOnce(Missed missed) {
        TaskSettings jittered = TaskSettings.builder()
                .onOneServer(true)
                .jitter(Duration.ofSeconds(50))
                .grace(Duration.ofSeconds(5))
                .missed(missed)
                .build();
        Instant time = SimWorld.EPOCH.plusSeconds(60);
        Stage.play(stage -> {
            Actor one = stage.node("one").with("a", "every minute", jittered).start();
            stage.passSeconds(70);
            assertThat(one.starts()).as("its jitter is longer").isEmpty();
            stage.node("two").with("a", "every minute", jittered).start();
            one.stop();
            stage.passSeconds(40);

            assertThat(stage.told("a"))
                    .filteredOn(each -> each.scheduledTime().equals(time))
                    .extracting(Execution::state)
                    .containsExactly(missed == Missed.ONCE ? ExecutionState.SUCCEEDED : ExecutionState.MISSED);
        });
    }
}
