package dev.scheduler.boot.cluster;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Missed;
import dev.scheduler.Reason;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import dev.scheduler.lock.Claim;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.scheduler.boot.cluster.TestCluster.NOON;
import static dev.scheduler.boot.cluster.TestCluster.ONCE;
import static dev.scheduler.boot.cluster.TestCluster.ONE_SERVER;
import static dev.scheduler.boot.cluster.TestCluster.SETTLED;
import static dev.scheduler.boot.cluster.TestCluster.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What becomes of scheduled times that have no record, on nodes that share a store. */
class SweepTests {

    private final TestCluster shared = new TestCluster();

    /** A node that knew the task at noon, and is gone. */
    private void knownAtNoon(String schedule, TaskSettings settings) {
        TestNode gone = shared.node("gone").with("a", schedule, settings);
        gone.sweep();
        gone.cluster.leave(Duration.ZERO);
    }

    private static Instant minute(int minute) {
        return NOON.plusSeconds(60L * minute);
    }

    @Test
    void whatNoNodeClaimedIsMissedWhenItsGraceIsOver() {
        TestNode node = shared.node("one").with("a", "every hour", ONE_SERVER);
        node.sweep();
        shared.pass(Duration.ofMinutes(61));
        node.sweep();
        assertThat(shared.rows("a")).isEmpty();

        shared.pass(Duration.ofSeconds(6));
        node.sweep();
        node.sweep();
        assertThat(shared.rows("a"))
                .extracting(Execution::state, Execution::reason, Execution::scheduledTime, Execution::node)
                .containsExactly(tuple(ExecutionState.MISSED, Reason.NODE_DOWN, minute(60), "one"));
        assertThat(node.told).extracting(Execution::scheduledTime).containsExactly(minute(60));
    }

    @Test
    void ofAWholeClusterThatWasDownTheGapIsOneRow() {
        knownAtNoon("every minute", ONE_SERVER);
        shared.pass(Duration.ofHours(3));
        shared.node("one").with("a", "every minute", ONE_SERVER).sweep();

        Execution row = shared.rows("a").get(0);
        assertThat(shared.rows("a")).hasSize(1);
        assertThat(row.reason()).isEqualTo(Reason.NODE_DOWN);
        assertThat(row.count()).isEqualTo(178);
        assertThat(row.firstScheduledTime()).isEqualTo(minute(1));
        assertThat(row.scheduledTime()).isEqualTo(minute(178));
        assertThat(shared.mark("a").accountedUntil()).isEqualTo(shared.now.minus(SETTLED));
    }

    @Test
    void whatWasClaimedIsNotMissed() {
        TestNode node = shared.node("one").with("a", "every minute", ONE_SERVER);
        node.sweep();
        shared.passSeconds(60);
        node.run("a", minute(1));
        shared.passSeconds(130);
        node.sweep();

        assertThat(shared.rows("a"))
                .filteredOn(row -> row.state() == ExecutionState.MISSED)
                .extracting(Execution::scheduledTime)
                .containsExactly(minute(2));
        assertThat(shared.mark("a").accountedUntil()).isEqualTo(shared.now.minus(SETTLED));
    }

    @Test
    void whatTheJudgeCouldNotClaimAsItWasCutOffSaysSo() {
        TestNode node = shared.node("one").with("a", "every minute", ONE_SERVER);
        shared.live(Duration.ofSeconds(40), node);
        node.line.cut(true);
        shared.passSeconds(10);
        node.beat();
        shared.passSeconds(50);
        node.line.cut(false);
        shared.passSeconds(80);
        node.sweep();

        assertThat(shared.rows("a")).allSatisfy(row -> {
            assertThat(row.state()).isEqualTo(ExecutionState.MISSED);
            assertThat(row.reason()).isEqualTo(Reason.NO_LOCK_STORE);
        });
    }

    @Tag("R2")
    @Test
    void whatIsClaimedAtTheLastMomentIsNotMissedAsWell() {
        TestNode node = shared.node("one").with("a", "every hour", ONCE);
        node.sweep();
        shared.pass(Duration.ofMinutes(62));
        Execution late = node.execution("other", "a", minute(60), ExecutionState.RUNNING);
        node.line.lostCalls.add("settle");
        node.sweep();
        node.line.lostCalls.clear();
        shared.store.executions().record(late);
        node.sweep();

        assertThat(node.caughtUp).isEmpty();
        assertThat(shared.rows("a")).extracting(Execution::id).containsExactly("other");
        assertThat(shared.mark("a").accountedUntil()).isEqualTo(shared.now.minus(SETTLED));
    }

    /** The record of several times is made anew without the one that was claimed as it was written. */
    @Tag("R2")
    @Test
    void theRecordOfManyTimesOutlivesAClaimOfItsLastAtThatMoment() {
        TestNode node = shared.node("one").with("a", "every minute", ONE_SERVER);
        node.sweep();
        shared.pass(Duration.ofMinutes(7).plusSeconds(30));
        Execution late = node.execution("other", "a", minute(6), ExecutionState.RUNNING);
        node.known.add("other");
        node.line.before("settle", () -> shared.store.executions().record(late));
        node.sweep();
        assertThat(shared.rows("a"))
                .as("all of it or nothing")
                .extracting(Execution::id)
                .containsExactly("other");
        node.sweep();

        assertThat(shared.rows("a"))
                .extracting(Execution::state, Execution::firstScheduledTime, Execution::scheduledTime, Execution::count)
                .containsExactlyInAnyOrder(
                        tuple(ExecutionState.RUNNING, minute(6), minute(6), 1L),
                        tuple(ExecutionState.MISSED, minute(1), minute(5), 5L));
        assertThat(shared.mark("a").accountedUntil()).isEqualTo(shared.now.minus(SETTLED));
    }

    @Test
    void onceCatchesUpOnTheLatestInOneNodeOfFive() {
        knownAtNoon("every hour", ONCE);
        shared.pass(Duration.ofMinutes(330));
        List<TestNode> nodes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            nodes.add(shared.node("node" + i).with("a", "every hour", ONCE));
        }
        nodes.parallelStream().forEach(TestNode::sweep);

        assertThat(nodes.stream().flatMap(node -> node.caughtUp.stream()))
                .extracting(Execution::trigger, Execution::scheduledTime, Execution::state)
                .containsExactly(tuple(Trigger.MISSED, minute(300), ExecutionState.RUNNING));
        assertThat(shared.rows("a"))
                .extracting(Execution::state, Execution::count)
                .containsExactlyInAnyOrder(tuple(ExecutionState.RUNNING, 1L), tuple(ExecutionState.MISSED, 4L));
    }

    @Test
    void aGapThatMayGoOnIsCaughtUpOnAsAWhole() {
        knownAtNoon("every minute", ONCE);
        shared.pass(Duration.ofMinutes(30));
        TestNode node = shared.node("one").with("a", "every minute", ONCE);
        node.sweep();
        assertThat(node.caughtUp).isEmpty();

        shared.passSeconds(60);
        node.run("a", minute(31));
        shared.passSeconds(7);
        node.sweep();
        assertThat(node.caughtUp).extracting(Execution::scheduledTime).containsExactly(minute(30));
        assertThat(shared.rows("a"))
                .filteredOn(row -> row.state() == ExecutionState.MISSED)
                .extracting(Execution::count)
                .containsExactly(29L);
    }

    @Test
    void allCatchesUpInOrderOnAsManyAsAllowed() {
        TaskSettings all =
                settings(builder -> builder.onOneServer(true).missed(Missed.ALL).maxMissed(3));
        knownAtNoon("every hour", all);
        shared.pass(Duration.ofMinutes(330));
        TestNode node = shared.node("one").with("a", "every hour", all);
        node.sweep();

        assertThat(node.caughtUp)
                .extracting(Execution::scheduledTime)
                .containsExactly(minute(180), minute(240), minute(300));
    }

    @Test
    void whatIsTooLongAgoIsNotCaughtUpOn() {
        TaskSettings brief = settings(
                builder -> builder.onOneServer(true).missed(Missed.ONCE).missedWithin(Duration.ofMinutes(30)));
        knownAtNoon("every day at 13:00", brief);
        shared.pass(Duration.ofHours(26));
        TestNode node = shared.node("one").with("a", "every day at 13:00", brief);
        node.sweep();

        assertThat(node.caughtUp).isEmpty();
        assertThat(shared.rows("a"))
                .extracting(Execution::state, Execution::count)
                .containsExactly(tuple(ExecutionState.MISSED, 2L));
    }

    @Test
    void whatAPauseForbadeThenOrWithinTheGraceIsSkipped() {
        TestNode node = shared.node("one").with("a", "every minute", ONCE);
        node.sweep();
        shared.passSeconds(150);
        node.node.operations().pause("a", null, ByHand.of("alice").because("moving"));
        shared.pass(Duration.ofMinutes(5));
        node.node.operations().resume("a", ByHand.UNKNOWN);
        shared.pass(Duration.ofMinutes(5));
        node.sweep();

        assertThat(shared.rows("a"))
                .filteredOn(row -> row.state() == ExecutionState.SKIPPED)
                .extracting(
                        Execution::reason, Execution::firstScheduledTime, Execution::scheduledTime, Execution::count)
                .containsExactly(tuple(Reason.PAUSED, minute(2), minute(7), 6L));
        assertThat(shared.rows("a"))
                .filteredOn(row -> row.state() == ExecutionState.SKIPPED)
                .extracting(Execution::detail)
                .containsExactly("paused by alice: moving");
    }

    @Test
    void whatTheDatabasesClockPassedOverIsMissedForThat() {
        TestNode node = shared.node("one").with("a", "every hour", ONE_SERVER);
        node.sweep();
        shared.passSeconds(20);
        node.beat();
        shared.now = shared.now.plus(Duration.ofHours(2));
        shared.passSeconds(20);
        node.beat();
        shared.passSeconds(70);
        node.sweep();

        assertThat(shared.rows("a"))
                .extracting(Execution::state, Execution::reason, Execution::count)
                .containsExactly(tuple(ExecutionState.MISSED, Reason.CLOCK_JUMP, 2L));
    }

    @Tag("S18")
    @Test
    void whatCameDueSinceTheClockWasLookedAtBeforeItsStepIsMissedForThatToo() {
        TestNode node = shared.node("one").with("a", "every minute", ONE_SERVER);
        node.sweep();
        shared.passSeconds(50);
        node.beat();
        shared.passSeconds(15);
        shared.now = shared.now.plus(Duration.ofHours(2));
        shared.passSeconds(5);
        node.beat();
        shared.passSeconds(70);
        node.sweep();

        assertThat(shared.rows("a"))
                .extracting(Execution::reason, Execution::firstScheduledTime)
                .containsExactly(tuple(Reason.CLOCK_JUMP, minute(1)));
    }

    @Tag("S18")
    @Test
    void aMarkThatIsAheadIsMovedBackAndWhatWasMissedAheadIsCut() {
        TestNode node = shared.node("one").with("a", "every minute", ONE_SERVER);
        node.sweep();
        shared.now = shared.now.plus(Duration.ofHours(2));
        shared.passSeconds(20);
        node.sweep();
        assertThat(shared.mark("a").accountedUntil()).isAfter(NOON.plus(Duration.ofMinutes(110)));
        shared.now = shared.now.minus(Duration.ofHours(2));
        shared.pass(Duration.ofMinutes(10));
        node.sweep();

        assertThat(shared.mark("a").accountedUntil()).isEqualTo(shared.now);
        assertThat(shared.rows("a"))
                .extracting(Execution::state, Execution::firstScheduledTime, Execution::scheduledTime, Execution::count)
                .containsExactly(tuple(ExecutionState.MISSED, minute(1), minute(10), 10L));
        shared.passSeconds(40);
        node.run("a", minute(11));
    }

    @Test
    void ofPlainTasksOnlyWhatLiesBeforeTheStartIsJudged() {
        TaskSettings once = settings(builder -> builder.missed(Missed.ONCE));
        TestNode gone = shared.node("gone").with("a", "every hour", once);
        gone.sweep();
        shared.store.executions().insert(List.of(gone.execution("ran", "a", minute(60), ExecutionState.SUCCEEDED)));
        shared.pass(Duration.ofMinutes(210));
        TestNode node = shared.node("one").with("a", "every hour", once);
        shared.pass(Duration.ofHours(2));
        node.sweep();

        assertThat(node.caughtUp).extracting(Execution::scheduledTime).containsExactly(minute(180));
        assertThat(shared.rows("a"))
                .filteredOn(row -> row.state() == ExecutionState.MISSED)
                .extracting(Execution::scheduledTime, Execution::count)
                .containsExactly(tuple(minute(120), 1L));
        assertThat(shared.mark("a").accountedUntil()).isEqualTo(shared.now.minusSeconds(6));
    }

    @Test
    void twoYearsOfSecondsAreOneRow() {
        knownAtNoon("every second", ONE_SERVER);
        shared.pass(Duration.ofDays(730));
        shared.node("one").with("a", "every second", ONE_SERVER).sweep();

        assertThat(shared.rows("a"))
                .extracting(Execution::count)
                .containsExactly(Duration.ofDays(730).minus(SETTLED).toSeconds());
    }

    @Tag("S4")
    @Test
    void moreRecordsThanAreReadAtOnceMoveTheMarkToTheLastOfThem() {
        TestNode node = shared.node("one").with("a", "every second", ONE_SERVER);
        node.sweep();
        for (int second = 1; second <= 5_500; second++) {
            shared.store
                    .executions()
                    .record(node.execution("r" + second, "a", NOON.plusSeconds(second), ExecutionState.SUCCEEDED));
        }
        shared.pass(Duration.ofSeconds(5_600));
        node.sweep();
        assertThat(shared.mark("a").accountedUntil()).isEqualTo(NOON.plusSeconds(5_000));
        node.sweep();
        assertThat(shared.mark("a").accountedUntil()).isEqualTo(shared.now.minus(SETTLED));
    }

    @Test
    void aNodeThatDoesNotWaitForTimesJudgesNothing() {
        TestNode node = shared.node("one").with("a", "every minute", ONE_SERVER);
        node.openSince = null;
        node.sweep();

        assertThat(shared.store.tasks().all()).isEmpty();
    }

    @Tag("S5")
    @Test
    void aNodeWithoutASignOfLifeAndAComparisonOfClocksJudgesNothing() {
        TestNode node = shared.node("one").with("a", "every minute", ONE_SERVER);
        node.line.lostCalls.add("now");
        node.sweep();
        assertThat(shared.store.tasks().all()).isEmpty();

        node.line.lostCalls.clear();
        node.sweep();
        assertThat(shared.store.tasks().all()).containsOnlyKeys("a");
    }

    @Tag("S5")
    @Test
    void aClockThatIsTenMinutesAheadWritesOffNoTimesToCome() {
        for (int minutes : List.of(10, -10)) {
            String task = "t" + (minutes + 10);
            TestNode node =
                    shared.node("skewed" + minutes, Duration.ofMinutes(minutes)).with(task, "every second", ONE_SERVER);
            shared.live(Duration.ofMinutes(2), node);

            assertThat(shared.rows(task))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.scheduledTime()).isBefore(shared.now.minusSeconds(65)));
            assertThat(shared.rows(task).get(0).firstScheduledTime()).isAfter(shared.now.minusSeconds(190));
            assertThat(shared.mark(task).accountedUntil()).isBefore(shared.now.minusSeconds(65));
        }
    }

    @Test
    void theReplyToACatchUpMayBeLost() {
        knownAtNoon("every hour", ONCE);
        shared.pass(Duration.ofMinutes(90));
        TestNode node = shared.node("one").with("a", "every hour", ONCE);
        node.line.lostReplies.add("settle");
        node.sweep();
        assertThat(node.caughtUp).isEmpty();
        node.line.lostReplies.clear();
        shared.passSeconds(20);
        node.beat();

        assertThat(node.caughtUp).extracting(Execution::scheduledTime).containsExactly(minute(60));
        assertThat(shared.rows("a")).extracting(Execution::state).containsExactly(ExecutionState.RUNNING);
    }

    @Test
    void aRecordWhoseReplyWasLostIsToldOnce() {
        TestNode node = shared.node("one").with("a", "every hour", ONE_SERVER);
        node.sweep();
        shared.pass(Duration.ofMinutes(70));
        node.line.lostReplies.add("settle");
        node.sweep();
        assertThat(node.told).isEmpty();
        node.line.lostReplies.clear();
        node.sweep();
        node.sweep();

        assertThat(node.told).extracting(Execution::scheduledTime).containsExactly(minute(60));
    }

    @Test
    void whatANodeThatStoppedHadClaimedIsCaughtUpOnUnderItsId() {
        TestNode stopping = shared.node("stopping").with("a", "every hour", ONCE);
        stopping.sweep();
        shared.pass(Duration.ofHours(1));
        stopping.beat();
        Execution claimed = stopping.execution("a", minute(60));
        assertThat(stopping.claim(claimed)).isEqualTo(Claim.Outcome.WON);
        shared.pass(Duration.ofMinutes(2));
        Execution stopped = Judged.as(
                claimed, ExecutionState.MISSED, Reason.NODE_DOWN, "its node stopped before it started it", null);
        shared.store.executions().complete("stopping", List.of(stopped));
        TestNode other = shared.node("other").with("a", "every hour", ONCE);
        other.sweep();

        assertThat(other.caughtUp)
                .extracting(Execution::id, Execution::trigger, Execution::node)
                .containsExactly(tuple(claimed.id(), Trigger.MISSED, "other"));
        assertThat(shared.rows("a"))
                .extracting(Execution::state, Execution::node)
                .containsExactly(tuple(ExecutionState.RUNNING, "other"));
    }

    @Test
    void whatANodeThatStoppedHadClaimedStaysMissedWhereTheTaskSaysSo() {
        TestNode stopping = shared.node("stopping").with("a", "every hour", ONE_SERVER);
        stopping.sweep();
        shared.pass(Duration.ofHours(1));
        stopping.beat();
        Execution claimed = stopping.execution("a", minute(60));
        assertThat(stopping.claim(claimed)).isEqualTo(Claim.Outcome.WON);
        shared.store
                .executions()
                .complete(
                        "stopping",
                        List.of(Judged.as(claimed, ExecutionState.MISSED, Reason.NODE_DOWN, "it stopped", null)));
        shared.pass(Duration.ofMinutes(2));
        stopping.sweep();

        assertThat(stopping.caughtUp).isEmpty();
        assertThat(shared.store.tasks().undecided()).isEmpty();
        assertThat(shared.rows("a")).extracting(Execution::state).containsExactly(ExecutionState.MISSED);
        assertThat(stopping.told).extracting(Execution::id).containsExactly(claimed.id());
    }

    @Test
    void aPauseThatAClockDatedAheadIsAPauseForTheSweepAsWell() {
        TestNode node = shared.node("one").with("a", "every minute", ONCE);
        node.sweep();
        shared.now = NOON.plus(Duration.ofDays(1));
        node.node.operations().pause("a", null, ByHand.of("alice"));
        shared.now = NOON;
        shared.pass(Duration.ofMinutes(4));
        node.sweep();

        assertThat(shared.rows("a"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.reason()).isEqualTo(Reason.PAUSED));
        assertThat(node.caughtUp).isEmpty();
    }

    @Test
    void aScheduleThatThrowsStopsNoOtherTask() {
        Bad bad = new Bad();
        TestNode node = shared.node("one")
                .with("a", bad, ONE_SERVER, true)
                .with("b", "every minute", ONE_SERVER)
                .with("z", "every minute", ONE_SERVER);
        node.sweep();
        bad.throwing = true;
        shared.pass(Duration.ofMinutes(4));
        node.sweep();

        assertThat(shared.rows("b")).isNotEmpty();
        assertThat(shared.rows("z")).isNotEmpty();
        assertThat(shared.rows("a")).isEmpty();
        bad.throwing = false;
        node.sweep();
        assertThat(shared.rows("a")).as("once it is well again").isNotEmpty();
    }

    @Test
    void aScheduleThatCannotEvenBeNamedKeepsNoOtherFromBeginning() {
        Bad bad = new Bad();
        bad.nameless = true;
        TestNode node = shared.node("one").with("a", bad, ONE_SERVER, true).with("b", "every minute", ONE_SERVER);
        node.sweep();

        assertThat(shared.store.tasks().all()).containsOnlyKeys("b");
    }

    /** A schedule of the user's own. */
    private static final class Bad implements Schedule {

        private boolean throwing;
        private boolean nameless;

        @Override
        public @Nullable Instant next(Instant after) {
            fail(throwing);
            return after.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
        }

        @Override
        public String toString() {
            fail(nameless);
            return "bad";
        }

        private static void fail(boolean fails) {
            if (fails) {
                throw new IllegalStateException("no calendar");
            }
        }

        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Schedule withZone(ZoneId zone) {
            return this;
        }
    }
}
