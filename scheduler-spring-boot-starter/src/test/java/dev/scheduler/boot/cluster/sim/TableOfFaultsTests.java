package dev.scheduler.boot.cluster.sim;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Missed;
import dev.scheduler.Reason;
import dev.scheduler.TaskCondition;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import dev.scheduler.lock.LockRows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.scheduler.boot.cluster.sim.SimWorld.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** What was seen to go wrong between nodes, played again by real engines that share a store. */
class TableOfFaultsTests {

    private static final ByHand ALICE = ByHand.of("alice");
    private static final TaskSettings ONE_SERVER = settings(said -> said.onOneServer(true));

    private static TaskSettings settings(UnaryOperator<TaskSettings.Builder> said) {
        return said.apply(TaskSettings.builder()).build();
    }

    @BeforeAll
    static void sayNothing() {
        Protocol.silence();
    }

    @AfterAll
    static void speakAgain() {
        Protocol.endSilence();
    }

    @Tag("S1")
    @Test
    void aPlainTaskThatIsDisabledIsNotCaughtUpOnThenOrWhenItIsEnabledAgain() {
        TaskSettings once = settings(said -> said.missed(Missed.ONCE));
        TaskSettings disabled = settings(said -> said.missed(Missed.ONCE).enabled(false));
        Stage.play(stage -> {
            Actor before = stage.node("before").with("a", "every minute", once).start();
            stage.passSeconds(90);
            before.kill();
            stage.passSeconds(90);
            Actor without =
                    stage.node("without").with("a", "every minute", disabled).start();
            stage.passSeconds(600);
            without.stop();
            Actor after = stage.node("after").with("a", "every minute", once).start();
            stage.passSeconds(130);

            assertThat(without.starts()).isEmpty();
            assertThat(after.starts()).hasSize(2).allMatch(start -> start.trigger() == Trigger.SCHEDULE);
            assertThat(stage.rows("a"))
                    .filteredOn(row -> row.state() == ExecutionState.MISSED)
                    .allMatch(row -> row.scheduledTime().isBefore(EPOCH.plusSeconds(200)));
        });
    }

    @Tag("S6")
    @Test
    void aTaskThatIsPausedBeforeTheFirstSweepHasSeenItStaysPaused() {
        Stage.play(stage -> {
            Actor node = stage.node("one").start();
            stage.passSeconds(20);
            node.with("a", "every second", ONE_SERVER);
            node.scheduler().pause("a", ALICE);
            stage.passSeconds(90);

            assertThat(node.starts()).isEmpty();
            assertThat(node.scheduler().task("a").paused()).isTrue();
            assertThat(stage.rows("a")).isNotEmpty().allMatch(row -> row.reason() == Reason.PAUSED);
        });
    }

    @Tag("S9")
    @Test
    void whatRanOnTheNodeOfItsProfileIsExplainedAsRunOnTheOther() {
        Stage.play(stage -> {
            Actor prod = stage.node("prod");
            Actor other = stage.node("other");
            for (Actor node : List.of(prod, other)) {
                TaskDefinition all = node.definition("a", "every 10 seconds", Duration.ZERO);
                node.with(new TaskDefinition(
                                "a",
                                null,
                                all.timing(),
                                settings(said -> said.onOneServer(true).profiles("prod")),
                                List.of(),
                                all.handler(),
                                node == prod,
                                "test"))
                        .start();
            }
            for (int time = 1; time <= 15; time++) {
                Instant due = EPOCH.plusSeconds(10L * time);
                stage.until(due.plusSeconds(3));
                for (Actor node : List.of(prod, other)) {
                    assertThat(node.scheduler().explain("a", due).answer()).contains("succeeded on prod");
                }
            }
            assertThat(prod.starts()).hasSize(15);
            assertThat(other.starts()).isEmpty();
            assertThat(stage.told("a")).hasSize(15);
        });
    }

    /** A condition that only one of the nodes fulfils: the winner's verdict is the cluster's. */
    @Tag("S9")
    @Test
    void eachTimeOfAOneServerTaskHasOneRecordWhateverTheNodesThinkOfIt() {
        Stage.play(stage -> {
            Actor yes = stage.node("yes");
            Actor no = stage.node("no");
            for (Actor node : List.of(yes, no)) {
                TaskDefinition all = node.definition("a", "every 10 seconds", Duration.ZERO);
                TaskCondition condition = new TaskCondition(Reason.CONDITION, "when", context -> node == yes);
                TaskSettings set = settings(said -> said.onOneServer(true).deadline(Duration.ofSeconds(5)));
                node.with(new TaskDefinition(
                                "a", null, all.timing(), set, List.of(condition), all.handler(), true, "test"))
                        .start();
            }
            int ran = 0;
            for (int time = 1; time <= 30; time++) {
                Instant due = EPOCH.plusSeconds(10L * time);
                stage.until(due.plusSeconds(3));
                boolean started = stage.starts("a").stream()
                        .anyMatch(start -> start.scheduledTime().equals(due));
                ran += started ? 1 : 0;
                for (Actor node : List.of(yes, no)) {
                    assertThat(node.scheduler().explain("a", due).answer())
                            .contains(started ? "succeeded on yes" : "SKIPPED, CONDITION");
                }
            }
            assertThat(ran).as("each node won some").isBetween(1, 29);
            assertThat(stage.told("a").stream().mapToLong(Execution::count).sum())
                    .isEqualTo(30);
        });
    }

    @Tag("S9")
    @Test
    void aPauseOfAllThatIsMadeOnOneNodeIsOneRecordOfEachTime() {
        Stage.play(stage -> {
            Actor one =
                    stage.node("one").with("a", "every 10 seconds", ONE_SERVER).start();
            Actor two =
                    stage.node("two").with("a", "every 10 seconds", ONE_SERVER).start();
            stage.passSeconds(5);
            one.scheduler().pause(ALICE);
            stage.passSeconds(120);

            assertThat(stage.starts("a")).isEmpty();
            assertThat(two.scheduler().task("a").paused()).isTrue();
            assertThat(two.scheduler().explain("a", EPOCH.plusSeconds(20)).answer())
                    .contains("SKIPPED, PAUSED", "alice");
            List<Execution> rows = stage.rows("a");
            assertThat(rows).allMatch(row -> row.reason() == Reason.PAUSED);
            long span = Duration.between(EPOCH, rows.get(0).scheduledTime()).toSeconds();
            assertThat(rows.stream().mapToLong(Execution::count).sum()).isEqualTo(span / 10);
        });
    }

    @Tag("S12")
    @Test
    void neitherARunByHandNorACatchUpStartsUnderAForeignLockAndBothNameItsHolder() {
        TaskSettings once = settings(said -> said.onOneServer(true).missed(Missed.ONCE));
        Stage.play(stage -> {
            Actor before = stage.node("before").with("a", "every hour", once).start();
            stage.passSeconds(3_590);
            before.kill();
            stage.passSeconds(100);
            LockRows.Key plain = new LockRows.Key("a", "a plain user");
            stage.store().locks().take(plain, Duration.ofMinutes(1));
            Actor node = stage.node("one").with("a", "every hour", once).start();
            stage.passSeconds(30);

            assertThatThrownBy(() -> node.scheduler().run("a"))
                    .isInstanceOf(TaskRefusedException.class)
                    .hasMessageContaining("a plain user holds the lock a");
            assertThat(node.starts()).isEmpty();
            assertThat(stage.rows("a"))
                    .extracting(Execution::trigger, Execution::scheduledTime, Execution::reason)
                    .containsExactly(tuple(Trigger.MISSED, EPOCH.plusSeconds(3_600), Reason.OTHER_SERVER));
            assertThat(stage.rows("a").get(0).detail()).contains("a plain user");
        });
    }

    @Tag("S13")
    @Test
    void aRunByHandOfWhatRunsOnAnotherNodeIsRefusedWithNodeAndExecution() {
        TaskSettings alone = settings(said -> said.withoutOverlapping(true));
        Stage.play(stage -> {
            Actor one = stage.node("one")
                    .with("a", "every hour", alone, Duration.ofSeconds(30))
                    .start();
            Actor two = stage.node("two").with("a", "every hour", alone).start();
            String id = one.scheduler().run("a");
            stage.passSeconds(3);

            assertThatThrownBy(() -> two.scheduler().run("a"))
                    .isInstanceOf(TaskRefusedException.class)
                    .hasMessageContaining("execution " + id + " on one");
            stage.passSeconds(30);
            two.scheduler().run("a");
            stage.passSeconds(1);
            assertThat(two.starts()).hasSize(1);
            assertThat(stage.told("a")).noneMatch(each -> each.state() == ExecutionState.SKIPPED);
        });
    }

    @Tag("S14")
    @Test
    void aCancelAndAPauseOfAllHoldForTheWholeClusterWithinTwoSeconds() {
        Stage.play(stage -> {
            Actor one = stage.node("one")
                    .with("a", "every hour", TaskSettings.UNSET, Duration.ofMinutes(10))
                    .start();
            Actor two = stage.node("two")
                    .with("a", "every hour", TaskSettings.UNSET)
                    .start();
            String id = one.scheduler().run("a");
            stage.passSeconds(5);

            assertThat(two.scheduler().reach()).isEqualTo("cluster");
            assertThat(two.scheduler().cancel("a", ALICE)).isEqualTo(1);
            two.scheduler().pause(ALICE);
            stage.passSeconds(2);
            assertThat(one.ended())
                    .extracting(Execution::id, Execution::state, Execution::detail)
                    .containsExactly(tuple(id, ExecutionState.CANCELLED, "cancelled by alice"));
            assertThat(one.scheduler().task("a").paused()).isTrue();
        });
    }
}
