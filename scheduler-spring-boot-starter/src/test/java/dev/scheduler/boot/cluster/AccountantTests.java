package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Missed;
import dev.scheduler.Reason;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What becomes of scheduled times that have no row, on nodes that share a database. */
class AccountantTests {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final TaskSettings ONE_SERVER = settings(builder -> builder.onOneServer(true));
    private static final TaskSettings ONCE =
            settings(builder -> builder.onOneServer(true).missed(Missed.ONCE));

    private final SharedDatabase shared = new SharedDatabase();
    private Instant now = NOON;

    @AfterEach
    void close() {
        shared.close();
    }

    private static TaskSettings settings(UnaryOperator<TaskSettings.Builder> said) {
        return said.apply(TaskSettings.builder()).build();
    }

    private TestNode node(String id) {
        return new TestNode(id, shared, () -> now);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    /** A node that knew the task at noon, and is gone. */
    private void knownAtNoon(String schedule, TaskSettings settings) {
        node("gone").with("a", schedule, settings).accountant.sweep();
    }

    @Test
    void whatNoNodeClaimedIsMissedWhenItsGraceIsOver() {
        TestNode node = node("one").with("a", "every hour", ONE_SERVER);
        node.accountant.sweep();
        pass(Duration.ofMinutes(61));
        node.accountant.sweep();
        assertThat(shared.rows("a")).isEmpty();

        pass(Duration.ofSeconds(6));
        node.accountant.sweep();
        node.accountant.sweep();
        assertThat(shared.rows("a"))
                .extracting(Execution::state, Execution::reason, Execution::scheduledTime, Execution::node)
                .containsExactly(tuple(ExecutionState.MISSED, Reason.NODE_DOWN, NOON.plus(Duration.ofHours(1)), "one"));
    }

    @Test
    void ofAWholeClusterThatWasDownTheGapIsOneRow() {
        knownAtNoon("every minute", ONE_SERVER);
        pass(Duration.ofHours(3));
        node("one").with("a", "every minute", ONE_SERVER).accountant.sweep();

        Execution row = shared.rows("a").get(0);
        assertThat(shared.rows("a")).hasSize(1);
        assertThat(row.reason()).isEqualTo(Reason.NODE_DOWN);
        assertThat(row.count()).isEqualTo(178);
        assertThat(row.firstScheduledTime()).isEqualTo(NOON.plusSeconds(60));
        assertThat(row.scheduledTime()).isEqualTo(NOON.plusSeconds(178 * 60));
        assertThat(shared.mark("a").accountedUntil()).isEqualTo(now.minusSeconds(65));
    }

    @Test
    void whatWasClaimedOrRefusedByARuleIsNotMissed() {
        TestNode node = node("one").with("a", "every minute", ONE_SERVER);
        node.accountant.sweep();
        shared.claim(node.claims, "one", "a", NOON.plusSeconds(60));
        shared.record("two", "a", NOON.plusSeconds(120), ExecutionState.SKIPPED, Reason.CONDITION);
        shared.record("one", "a", NOON.plusSeconds(120), ExecutionState.SKIPPED, Reason.CONDITION);
        pass(Duration.ofSeconds(190));
        node.accountant.sweep();

        assertThat(shared.rows("a")).noneMatch(row -> row.state() == ExecutionState.MISSED);
        assertThat(shared.mark("a").accountedUntil()).isEqualTo(now.minusSeconds(65));
    }

    @Test
    void whatNodesCouldNotClaimIsMissedAllTheSame() {
        TestNode node = node("one").with("a", "every hour", ONE_SERVER);
        node.accountant.sweep();
        pass(Duration.ofHours(1));
        shared.record("one", "a", now, ExecutionState.SKIPPED, Reason.NO_LOCK_STORE);
        pass(Duration.ofSeconds(70));
        node.cutOff = true;
        node.accountant.sweep();

        assertThat(shared.rows("a"))
                .extracting(Execution::state, Execution::reason)
                .containsExactlyInAnyOrder(
                        tuple(ExecutionState.SKIPPED, Reason.NO_LOCK_STORE),
                        tuple(ExecutionState.MISSED, Reason.NO_LOCK_STORE));
    }

    @Test
    void whatIsClaimedAtTheLastMomentIsNotCaughtUpOn() {
        knownAtNoon("every hour", ONCE);
        pass(Duration.ofMinutes(62));
        TestNode other = node("other");
        TestNode node = node("one").with("a", "every hour", ONCE);
        node.meanwhile = () -> shared.claim(other.claims, "other", "a", NOON.plus(Duration.ofHours(1)));
        node.accountant.sweep();

        assertThat(node.caughtUp).isEmpty();
        assertThat(shared.rows("a")).extracting(Execution::node).containsExactly("other");
        assertThat(shared.mark("a").accountedUntil()).isEqualTo(now.minusSeconds(65));
    }

    @Test
    void onceCatchesUpOnTheLatestInOneNodeOfFive() {
        knownAtNoon("every hour", ONCE);
        pass(Duration.ofMinutes(330));
        List<TestNode> nodes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            nodes.add(node("node" + i).with("a", "every hour", ONCE));
        }
        nodes.parallelStream().forEach(node -> node.accountant.sweep());

        assertThat(nodes.stream().flatMap(node -> node.caughtUp.stream()))
                .extracting(Execution::trigger, Execution::scheduledTime, Execution::state)
                .containsExactly(tuple(Trigger.MISSED, NOON.plus(Duration.ofHours(5)), ExecutionState.RUNNING));
        assertThat(shared.rows("a"))
                .extracting(Execution::state, Execution::count)
                .containsExactlyInAnyOrder(tuple(ExecutionState.RUNNING, 1L), tuple(ExecutionState.MISSED, 4L));
    }

    @Test
    void aGapThatMayGoOnIsCaughtUpOnAsAWhole() {
        knownAtNoon("every minute", ONCE);
        pass(Duration.ofMinutes(30));
        TestNode node = node("one").with("a", "every minute", ONCE);
        node.accountant.sweep();
        assertThat(node.caughtUp).isEmpty();

        shared.claim(node.claims, "one", "a", NOON.plus(Duration.ofMinutes(31)));
        pass(Duration.ofSeconds(66));
        node.accountant.sweep();
        assertThat(node.caughtUp)
                .extracting(Execution::scheduledTime)
                .containsExactly(NOON.plus(Duration.ofMinutes(30)));
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
        pass(Duration.ofMinutes(330));
        TestNode node = node("one").with("a", "every hour", all);
        node.accountant.sweep();

        assertThat(node.caughtUp)
                .extracting(execution ->
                        Duration.between(NOON, execution.scheduledTime()).toHours())
                .containsExactly(3L, 4L, 5L);
    }

    @Test
    void whatIsTooLongAgoIsNotCaughtUpOn() {
        knownAtNoon("every day at 13:00", ONCE);
        pass(Duration.ofHours(26));
        TestNode node = node("one").with("a", "every day at 13:00", ONCE);
        node.with(
                "a",
                "every day at 13:00",
                settings(
                        builder -> builder.onOneServer(true).missed(Missed.ONCE).missedWithin(Duration.ofMinutes(30))));
        node.accountant.sweep();

        assertThat(node.caughtUp).isEmpty();
        assertThat(shared.rows("a"))
                .extracting(Execution::state, Execution::count)
                .containsExactly(tuple(ExecutionState.MISSED, 2L));
    }

    @Test
    void beforeATaskExistedOrWasDifferentNothingIsMissed() {
        knownAtNoon("every minute", ONE_SERVER);
        pass(Duration.ofHours(3));
        TestNode node = node("one").with("a", "every 2 minutes", ONE_SERVER).with("b", "every minute", ONE_SERVER);
        node.accountant.sweep();
        node.accountant.sweep();

        assertThat(shared.rows("a")).isEmpty();
        assertThat(shared.rows("b")).isEmpty();
        assertThat(shared.mark("a").accountedUntil()).isEqualTo(now);
        assertThat(shared.mark("a").schedule()).isEqualTo("every 2 minutes in Z");
    }

    @Test
    void aNodeWithAnOlderScheduleJudgesNothing() {
        TestNode old = node("old").with("a", "every minute", ONE_SERVER);
        old.accountant.sweep();
        TestNode young = node("young").with("a", "every 7 minutes", ONE_SERVER);
        young.accountant.sweep();
        pass(Duration.ofMinutes(30));
        old.accountant.sweep();
        assertThat(shared.rows("a")).isEmpty();

        young.accountant.sweep();
        assertThat(shared.rows("a")).allMatch(row -> row.node().equals("young") && row.count() <= 5);
        assertThat(shared.rows("a")).isNotEmpty();
    }

    @Test
    void aTaskThatWasDisabledHasMissedNothingWhenItComesBack() {
        TestNode node = node("one")
                .with(
                        "a",
                        "every minute",
                        settings(builder -> builder.onOneServer(true).enabled(false)));
        node.accountant.sweep();
        pass(Duration.ofHours(1));
        node.with("a", "every minute", ONE_SERVER).accountant.sweep();
        node.accountant.sweep();

        assertThat(shared.rows("a")).isEmpty();
        assertThat(shared.mark("a").accountedUntil()).isEqualTo(now);
    }

    @Test
    void whilePausedNothingIsMissed() {
        TestNode node = node("one").with("a", "every minute", ONE_SERVER);
        node.accountant.sweep();
        shared.marks.pause("a", now);
        pass(Duration.ofHours(1));
        node.accountant.sweep();
        shared.marks.resume("a", now);
        node.accountant.sweep();

        assertThat(shared.rows("a")).isEmpty();
    }

    @Test
    void aPauseIsForAllNodes() {
        TestNode one = node("one").with("a", "every minute", ONE_SERVER).with("b", "every minute", ONE_SERVER);
        one.accountant.sweep();
        SharedPauses pauses = new SharedPauses(shared.marks, () -> now);
        List<String> here = new ArrayList<>();
        pauses.tell("a", true, () -> here.add("paused"));
        pauses.refresh(one::paused);
        assertThat(here).containsExactly("paused");
        assertThat(one.paused).containsExactly("a");

        pauses.tell("a", false, () -> here.add("resumed"));
        pauses.refresh(one::paused);
        assertThat(here).containsExactly("paused", "resumed");
        assertThat(one.paused).isEmpty();
    }

    @Test
    void ofPlainTasksOnlyWhatLiesBeforeTheStartIsJudged() {
        TaskSettings once = settings(builder -> builder.missed(Missed.ONCE));
        knownAtNoon("every hour", once);
        shared.record("gone", "a", NOON.plus(Duration.ofHours(1)), ExecutionState.SUCCEEDED, null);
        pass(Duration.ofMinutes(210));
        TestNode node = node("one").with("a", "every hour", once);
        pass(Duration.ofHours(2));
        node.accountant.sweep();

        assertThat(node.caughtUp).extracting(Execution::scheduledTime).containsExactly(NOON.plus(Duration.ofHours(3)));
        assertThat(shared.rows("a"))
                .filteredOn(row -> row.state() == ExecutionState.MISSED)
                .extracting(Execution::scheduledTime, Execution::count)
                .containsExactly(tuple(NOON.plus(Duration.ofHours(2)), 1L));
        assertThat(shared.mark("a").accountedUntil()).isEqualTo(now.minus(TestNode.PATIENCE));
    }

    @Test
    void twoYearsOfSecondsAreOneRow() {
        knownAtNoon("every second", ONE_SERVER);
        pass(Duration.ofDays(730));
        node("one").with("a", "every second", ONE_SERVER).accountant.sweep();

        assertThat(shared.rows("a"))
                .extracting(Execution::count)
                .containsExactly(Duration.ofDays(730).toSeconds() - 65);
    }

    @Test
    void aNodeThatDoesNotWaitForTimesJudgesNothing() {
        TestNode node = node("one").with("a", "every minute", ONE_SERVER);
        node.openSince = null;
        node.accountant.sweep();

        assertThat(shared.marks.all()).isEmpty();
    }
}
