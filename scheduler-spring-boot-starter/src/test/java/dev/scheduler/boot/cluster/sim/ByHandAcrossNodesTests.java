package dev.scheduler.boot.cluster.sim;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.TaskSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What people do on one node, as the other one meets it. */
class ByHandAcrossNodesTests {

    private static final Duration BODY = Duration.ofSeconds(30);
    private static final ByHand ALICE = ByHand.of("alice");

    /** As behind a load balancer: the other node hears of the cancel after it was asked to run. */
    @Test
    void whatIsStartedAfterACancelGoesOn() {
        Stage.play(stage -> {
            Actor one = stage.node("one")
                    .with("a", "every hour", TaskSettings.UNSET, BODY)
                    .start();
            Actor two = stage.node("two")
                    .with("a", "every hour", TaskSettings.UNSET, BODY)
                    .start();
            stage.passSeconds(5);
            String before = two.scheduler().run("a");
            stage.pass(Duration.ofMillis(3_300));
            one.scheduler().cancel("a", ALICE);
            stage.pass(Duration.ofMillis(200));
            String after = one.scheduler().run("a", ALICE);
            stage.passSeconds(40);

            assertThat(stage.told("a"))
                    .extracting(Execution::id, Execution::state)
                    .containsExactlyInAnyOrder(
                            tuple(before, ExecutionState.CANCELLED), tuple(after, ExecutionState.SUCCEEDED));
        });
    }

    /** It is told soon that it runs without its lock, and not only with the next extension. */
    @Test
    void whoRunsUnderALockThatIsOpenedStopsWithinTwoSeconds() {
        TaskSettings alone = TaskSettings.builder().withoutOverlapping(true).build();
        Stage.play(stage -> {
            Actor one = stage.node("one").with("a", "every hour", alone, BODY).start();
            Actor two = stage.node("two").with("a", "every hour", alone, BODY).start();
            stage.passSeconds(5);
            two.scheduler().run("a");
            stage.passSeconds(3);
            assertThat(one.scheduler().unlock("a", ALICE)).isTrue();
            stage.passSeconds(2);

            assertThat(stage.told("a")).extracting(Execution::state).containsExactly(ExecutionState.LOST);
        });
    }
}
