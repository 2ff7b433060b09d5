package dev.scheduler.boot.cluster;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Missed;
import dev.scheduler.Reason;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import dev.scheduler.lock.Claim;
import dev.scheduler.schedule.Delay;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static dev.scheduler.boot.cluster.TestCluster.DISABLED;
import static dev.scheduler.boot.cluster.TestCluster.NOON;
import static dev.scheduler.boot.cluster.TestCluster.ONCE;
import static dev.scheduler.boot.cluster.TestCluster.ONE_SERVER;
import static dev.scheduler.boot.cluster.TestCluster.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Whose schedule of a task the cluster has, and since when. */
class RegistrationTests {

    private static final TaskSettings ALL =
            settings(builder -> builder.onOneServer(true).missed(Missed.ALL));

    private static final Schedule NIGHTLY = Schedule.parse("every day at 01:00", ZoneOffset.UTC);

    private final TestCluster shared = new TestCluster();

    private static Instant minute(int minute) {
        return NOON.plusSeconds(60L * minute);
    }

    @Tag("S19")
    @Test
    void aTaskCountsFromWhenItsNodeOpenedHoweverLateTheFirstLookIs() {
        TestNode node = shared.node("one").with("a", "every 2 seconds", ONE_SERVER);
        shared.pass(Duration.ofSeconds(30));
        node.sweep();
        assertThat(shared.mark("a").since()).isEqualTo(NOON);

        shared.pass(Duration.ofMinutes(3));
        node.sweep();
        assertThat(shared.rows("a").get(0).firstScheduledTime()).isEqualTo(NOON.plusSeconds(2));
    }

    @Tag("S19")
    @Test
    void aClaimBeforeTheFirstSweepMakesTheTaskKnownAndIsWonWhenAskedAgain() {
        TestNode node = shared.node("one").with("a", "every 2 seconds", ONE_SERVER);
        node.beat();
        shared.passSeconds(2);
        Execution first = node.execution("a", shared.now);

        assertThat(node.claim(first)).isEqualTo(Claim.Outcome.CHANGED);
        assertThat(node.claim(first)).isEqualTo(Claim.Outcome.WON);
    }

    @Tag("S19")
    @Test
    void ofNodesThatBeginTogetherTheEarliestBeginningCounts() {
        TestNode early = shared.node("early").with("a", "every minute", ONE_SERVER);
        shared.passSeconds(3);
        TestNode late = shared.node("late").with("a", "every minute", ONE_SERVER);
        late.sweep();
        assertThat(shared.mark("a").since()).isEqualTo(NOON.plusSeconds(3));
        early.sweep();

        assertThat(shared.mark("a").since()).isEqualTo(NOON);
        assertThat(shared.mark("a").setBy()).isEqualTo("late");
    }

    @Test
    void whatTheMarkHasPassedWhenABeginningComesToLightIsRecorded() {
        TestNode cutOff = shared.node("cut-off").with("a", "every minute", ONCE);
        shared.pass(Duration.ofMinutes(5));
        TestNode other = shared.node("other").with("a", "every minute", ONE_SERVER);
        shared.live(Duration.ofMinutes(10), other);
        cutOff.sweep();

        assertThat(shared.mark("a").since()).isEqualTo(NOON);
        assertThat(shared.rows("a"))
                .filteredOn(row -> row.node().equals("cut-off"))
                .extracting(Execution::state, Execution::firstScheduledTime, Execution::scheduledTime)
                .containsExactly(tuple(ExecutionState.MISSED, minute(1), minute(5)));
        assertThat(cutOff.told).extracting(Execution::scheduledTime).containsExactly(minute(5));
        assertThat(cutOff.caughtUp).isEmpty();
    }

    @Test
    void whatTheMarkHasPassedDuringAPauseWhenABeginningComesToLightIsPaused() {
        TestNode cutOff = shared.node("cut-off").with("a", "every minute", ONE_SERVER);
        TestNode other = shared.node("other");
        other.sweep();
        other.node.operations().pause("a", null, ByHand.of("alice"));
        shared.pass(Duration.ofMinutes(5));
        other.with("a", "every minute", ONE_SERVER);
        shared.live(Duration.ofMinutes(10), other);
        cutOff.sweep();

        assertThat(shared.rows("a"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.reason()).isEqualTo(Reason.PAUSED));
    }

    @Test
    void aRestartWithAnEqualScheduleLeavesSinceAndIsJudgedForTheTimeBetween() {
        TestNode before = shared.node("before").with("a", "every hour", ONCE);
        before.sweep();
        before.cluster.leave(Duration.ZERO);
        shared.pass(Duration.ofMinutes(90));
        TestNode after = shared.node("after").with("a", "0 * * * *", ONCE);
        after.sweep();

        assertThat(shared.mark("a").since()).isEqualTo(NOON);
        assertThat(shared.mark("a").setBy()).isEqualTo("after");
        assertThat(after.caughtUp).extracting(Execution::scheduledTime).containsExactly(minute(60));
    }

    @Tag("S4")
    @Test
    void aCanaryThatGoesLeavesTheAccountToThoseWhoStay() {
        TestNode old = shared.node("old").with("a", "every minute", ONE_SERVER);
        old.sweep();
        TestNode canary = shared.node("canary").with("a", "every 7 minutes", ONE_SERVER);
        shared.live(Duration.ofMinutes(5), old, canary);
        canary.cluster.leave(Duration.ZERO);
        shared.live(Duration.ofMinutes(5), old);

        assertThat(shared.mark("a").schedule()).isEqualTo("every minute in Z");
        assertThat(shared.mark("a").accountedUntil()).isAfter(shared.now.minusSeconds(80));
    }

    @Test
    void aNewScheduleTakesOverWhenNobodyRunsTheOldOneAndTheOldOneIsJudgedToItsEnd() {
        TestNode old = shared.node("old").with("a", "every minute", ALL);
        old.sweep();
        shared.passSeconds(30);
        TestNode young = shared.node("young").with("a", "every 7 minutes", ALL);
        shared.live(Duration.ofMinutes(3), old, young);
        assertThat(shared.mark("a").schedule()).isEqualTo("every minute in Z");
        old.cluster.leave(Duration.ZERO);
        Instant gone = shared.now;
        shared.live(Duration.ofSeconds(20), young);
        assertThat(shared.mark("a").schedule()).isEqualTo("every minute in Z");
        shared.live(Duration.ofMinutes(20), young);

        assertThat(shared.mark("a").schedule()).isEqualTo("every 7 minutes in Z");
        assertThat(shared.mark("a").since()).isEqualTo(NOON.plusSeconds(30));
        assertThat(shared.store.tasks().ended()).isEmpty();
        assertThat(young.caughtUp).allMatch(each -> each.scheduledTime().isAfter(gone));
        assertThat(shared.rows("a").stream()
                        .filter(row -> row.state() == ExecutionState.MISSED
                                && !row.scheduledTime().isAfter(gone))
                        .mapToLong(Execution::count)
                        .sum())
                .isEqualTo(3);
    }

    @Test
    void whileTheSetterLivesAnotherScheduleIsWarnedOfOnce() {
        Logger logger = (Logger) LoggerFactory.getLogger(Differences.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        logger.addAppender(said);
        logger.setLevel(Level.INFO);
        TestNode old = shared.node("old").with("a", "every minute", ONE_SERVER);
        old.sweep();
        TestNode young = shared.node("young").with("a", "every 7 minutes", ONE_SERVER);
        shared.live(Duration.ofMinutes(5), old, young);
        logger.detachAppender(said);

        assertThat(said.list).hasSize(1);
        assertThat(said.list.get(0).getFormattedMessage()).contains("every 7 minutes in Z", "every minute in Z");
        assertThat(young.task("a").revision()).isEqualTo(shared.mark("a").revision());
    }

    @Tag("S1")
    @Test
    void aTaskThatIsDisabledIsNotJudgedAndHasMissedNothingWhenItComesBack() {
        TestNode before = shared.node("before").with("a", "every minute", ALL);
        before.sweep();
        before.cluster.leave(Duration.ZERO);
        TestNode disabled = shared.node("disabled").with("a", "every minute", DISABLED);
        shared.live(Duration.ofMinutes(10), disabled);
        disabled.cluster.leave(Duration.ZERO);
        TestNode after = shared.node("after").with("a", "every minute", ALL);
        shared.live(Duration.ofMinutes(1), after);

        assertThat(shared.rows("a")).isEmpty();
        assertThat(after.caughtUp).isEmpty();
        assertThat(shared.mark("a").since()).isEqualTo(minute(10));
    }

    @Tag("S1")
    @Test
    void aTaskThatWasDisabledFromTheFirstIsNotKnownToTheCluster() {
        TestNode node = shared.node("one").with("a", "every minute", DISABLED);
        shared.live(Duration.ofMinutes(3), node);

        assertThat(shared.store.tasks().all()).isEmpty();
        assertThat(shared.rows("a")).isEmpty();
    }

    @Tag("S9")
    @Test
    void aNodeOfAnotherProfileLeavesATaskToThoseOfItsOwn() {
        TestNode before = shared.node("before").with("a", "every minute", ONE_SERVER);
        before.sweep();
        before.cluster.leave(Duration.ZERO);
        TestNode other =
                shared.node("other").with("a", Schedule.parse("every minute", ZoneOffset.UTC), ONE_SERVER, false);
        shared.live(Duration.ofMinutes(5), other);

        assertThat(shared.mark("a").schedule()).isEqualTo("every minute in Z");
        assertThat(shared.rows("a")).isEmpty();
    }

    @Tag("S7")
    @Test
    void aTaskThatWasRemovedAndCameBackHasMissedNothing() {
        TestNode node = shared.node("one").with("a", "every 2 seconds", ALL);
        node.sweep();
        for (int second = 2; second <= 10; second += 2) {
            shared.passSeconds(2);
            node.run("a", shared.now);
        }
        node.remove("a");
        shared.passSeconds(15);
        node.with("a", "every 2 seconds", ALL);
        Instant back = shared.now;
        shared.live(Duration.ofSeconds(50), node);
        shared.live(Duration.ofSeconds(20), node);

        assertThat(node.removals).isEmpty();
        assertThat(shared.mark("a").since()).isEqualTo(back);
        assertThat(node.caughtUp).isEmpty();
        assertThat(shared.rows("a")).allMatch(row -> row.state() == ExecutionState.SUCCEEDED);
    }

    @Test
    void aTaskThatItsLastNodeRemovedEndsThen() {
        TestNode node = shared.node("one").with("a", "every minute", ALL);
        node.sweep();
        shared.passSeconds(90);
        node.remove("a");
        Instant removed = shared.now;
        shared.live(Duration.ofMinutes(5), node);

        assertThat(shared.mark("a").schedule()).isEqualTo(TaskMark.NO_SCHEDULE);
        assertThat(shared.mark("a").since()).isEqualTo(removed);
        assertRecordedOnly(1, node);
        assertThat(node.removals).isEmpty();
    }

    /** That the first minutes of a task that was to catch up on all are recorded as missed, and nothing more. */
    private void assertRecordedOnly(int minutes, TestNode... nodes) {
        List<Execution> rows = shared.rows("a");
        assertThat(rows)
                .extracting(Execution::state, Execution::trigger, Execution::reason)
                .containsOnly(tuple(ExecutionState.MISSED, Trigger.SCHEDULE, Reason.NODE_DOWN));
        assertThat(rows.stream().mapToLong(Execution::count).sum()).isEqualTo(minutes);
        assertThat(rows.get(rows.size() - 1).firstScheduledTime()).isEqualTo(minute(1));
        assertThat(rows.get(0).scheduledTime()).isEqualTo(minute(minutes));
        assertThat(shared.store.tasks().ended()).isEmpty();
        assertThat(nodes).allSatisfy(node -> assertThat(node.caughtUp).isEmpty());
    }

    @Tag("S1")
    @Test
    void whatWasMissedBeforeANodeStartedWithTheTaskDisabledIsRecordedAndNotCaughtUpOn() {
        TestNode before = shared.node("before").with("a", "every minute", ALL);
        before.sweep();
        before.cluster.leave(Duration.ZERO);
        shared.passSeconds(210);
        TestNode disabled = shared.node("disabled").with("a", "every minute", DISABLED);
        Instant started = shared.now;
        shared.live(Duration.ofMinutes(6), disabled);
        assertThat(shared.mark("a").schedule()).isEqualTo(TaskMark.NO_SCHEDULE);
        assertThat(shared.mark("a").since()).isBetween(started, started.plus(TestCluster.SWEEP));
        TestNode after = shared.node("after").with("a", "every minute", ALL);
        shared.live(Duration.ofSeconds(50), after);

        assertRecordedOnly(3, disabled, after);
    }

    @Test
    void whatWasMissedBeforeAScheduleWasGivenByHandIsRecordedAndNotCaughtUpOn() {
        TestNode node = shared.node("one").with("a", "every minute", ALL);
        node.sweep();
        shared.passSeconds(150);
        node.node.operations().reschedule("a", NIGHTLY, ByHand.UNKNOWN);
        shared.live(Duration.ofMinutes(5), node);

        assertThat(shared.mark("a").since()).isEqualTo(NOON.plusSeconds(150));
        assertRecordedOnly(2, node);
    }

    @Test
    void whatWasMissedBeforeAScheduleGivenByHandWasTakenBackIsRecordedAndNotCaughtUpOn() {
        TestNode node = shared.node("one").with("a", NIGHTLY, ALL, true);
        node.sweep();
        node.node.operations().reschedule("a", Schedule.parse("every minute", ZoneOffset.UTC), ByHand.UNKNOWN);
        shared.passSeconds(210);
        node.node.operations().reset("a", ByHand.UNKNOWN);
        shared.live(Duration.ofMinutes(5), node);

        assertThat(shared.mark("a").since()).isEqualTo(NOON.plusSeconds(210));
        assertThat(node.task("a").definition().timing()).isEqualTo(NIGHTLY);
        assertRecordedOnly(3, node);
    }

    @Test
    void aTaskThatOneOfTwoNodesRemovedGoesOn() {
        TestNode one = shared.node("one").with("a", "every minute", ONE_SERVER);
        one.sweep();
        TestNode two = shared.node("two").with("a", "every minute", ONE_SERVER);
        two.sweep();
        one.remove("a");
        shared.live(Duration.ofMinutes(5), one, two);

        assertThat(shared.mark("a").setBy()).isEqualTo("two");
        assertThat(shared.mark("a").schedule()).isEqualTo("every minute in Z");
        assertThat(shared.mark("a").revision()).isEqualTo(1);
        one.with("a", "every minute", ONE_SERVER);
        shared.live(Duration.ofMinutes(2), one, two);
        assertThat(one.removals).isEmpty();
    }

    /** Whichever of the two looks first: what came due in between was another's to run. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTaskThatBothNodesRemovedEndsWithTheLaterRemoval(boolean firstRemovesFirst) {
        TestNode one = shared.node("one").with("a", "every 10 seconds", ONE_SERVER);
        TestNode two = shared.node("two").with("a", "every 10 seconds", ONE_SERVER);
        TestNode first = firstRemovesFirst ? one : two;
        TestNode last = firstRemovesFirst ? two : one;
        shared.passSeconds(5);
        shared.live(Duration.ofSeconds(10), one, two);
        first.remove("a");
        shared.live(Duration.ofSeconds(20), one, two);
        last.remove("a");
        Instant removed = shared.now;
        shared.live(Duration.ofMinutes(5), one, two);

        assertThat(shared.mark("a").since()).isEqualTo(removed);
        assertThat(shared.rows("a").stream().mapToLong(Execution::count).sum()).isEqualTo(3);
        assertThat(first.removals).isEmpty();
        assertThat(last.removals).isEmpty();
    }

    @Test
    void aTaskWhoseLastNodeDiedAfterItsRemovalEndsWhenThatNodeWasSeenLast() {
        TestNode one = shared.node("one").with("a", "every 10 seconds", ONE_SERVER);
        TestNode two = shared.node("two").with("a", "every 10 seconds", ONE_SERVER);
        shared.passSeconds(5);
        shared.live(Duration.ofSeconds(10), one, two);
        one.remove("a");
        shared.live(Duration.ofSeconds(20), one, two);
        Instant seen = shared.now;
        two.remove("a");
        two.sweep();
        shared.live(Duration.ofMinutes(5), one);

        assertThat(shared.mark("a").since()).isEqualTo(seen);
        assertThat(shared.rows("a").stream().mapToLong(Execution::count).sum()).isEqualTo(3);
    }

    @Tag("S4")
    @Test
    void aScheduleGivenByHandOutlivesTheNodeItWasGivenOn() {
        TestNode one = shared.node("one").with("a", "every minute", ONE_SERVER);
        one.sweep();
        TestNode two = shared.node("two").with("a", "every minute", ONE_SERVER);
        two.sweep();
        one.node.operations().reschedule("a", Schedule.parse("every 5 minutes", ZoneOffset.UTC), ByHand.UNKNOWN);
        one.cluster.leave(Duration.ZERO);
        shared.live(Duration.ofMinutes(5), two);

        assertThat(two.task("a").definition().timing()).hasToString("every 5 minutes");
        assertThat(shared.mark("a").setBy()).isEqualTo("two");
        assertThat(shared.mark("a").schedule()).isEqualTo("every 5 minutes in Z");
        assertThat(shared.mark("a").accountedUntil()).isAfter(shared.now.minusSeconds(80));
    }

    @Test
    void aTaskThatBecomesADelayEndsItsScheduleWhenNobodyElseHasIt() {
        TestNode before = shared.node("before").with("a", "every minute", TaskSettings.UNSET);
        before.sweep();
        before.cluster.leave(Duration.ZERO);
        TestNode after = shared.node("after").with("a", new Delay(Duration.ofSeconds(10)), TaskSettings.UNSET, true);
        shared.live(Duration.ofMinutes(2), after);

        assertThat(shared.mark("a").schedule()).isEqualTo(TaskMark.NO_SCHEDULE);
    }
}
