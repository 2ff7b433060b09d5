package dev.scheduler.boot.cluster;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.Claim.Outcome;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.lock.LockRows;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.scheduler.boot.cluster.TestCluster.NOON;
import static dev.scheduler.boot.cluster.TestCluster.ONE_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What a node is told of the scheduled times that it asks for, and what becomes of those of which it is not told. */
class SharedClaimsTests {

    private final TestCluster shared = new TestCluster();
    private final TestNode node = shared.node("one");
    private final TestNode other = shared.node("other");

    @BeforeEach
    void begin() {
        node.with("a", "every second", ONE_SERVER).sweep();
        other.with("a", "every second", ONE_SERVER).sweep();
        shared.passSeconds(10);
    }

    private static Instant second(int second) {
        return NOON.plusSeconds(second);
    }

    private void live(Duration time) {
        shared.live(time, node, other);
    }

    private void forgetTheHistory() {
        node.node.history().close();
    }

    @Test
    void oneOfTwoNodesWins() {
        assertThat(node.claim(node.execution("a", second(5)))).isEqualTo(Outcome.WON);
        assertThat(other.claim(other.execution("a", second(5)))).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void whatSomebodyElseHoldsTheLockOfIsOursAndRefused() {
        shared.store.locks().take(new LockRows.Key("a", "a foreigner"), Duration.ofMinutes(1));
        Execution execution = node.execution("a", second(5));

        assertThat(node.claim(execution)).isEqualTo(Outcome.REFUSED);
        assertThat(shared.store.executions().running(List.of(execution))).containsExactly(execution.id());
    }

    @Test
    void anOverlapLockThatFollowsIsNotTakenHere() {
        shared.store.locks().take(new LockRows.Key("a", "a foreigner"), Duration.ofMinutes(1));

        assertThat(node.claim(node.execution("a", second(5)), false)).isEqualTo(Outcome.WON);
    }

    @Test
    void aNodeThatTheOthersMayHaveGivenUpAsksForNothing() {
        shared.passSeconds(51);
        assertThat(node.claim(node.execution("a", second(5)))).isEqualTo(Outcome.UNREACHABLE);
        node.beat();
        assertThat(node.claim(node.execution("a", second(60)))).isEqualTo(Outcome.WON);
    }

    @Test
    void aClaimWhoseReplyWasLostIsReadBack() {
        Execution execution = node.execution("a", second(5));
        node.line.lostReplies.add("claim");
        assertThat(node.claim(execution)).isEqualTo(Outcome.UNREACHABLE);
        node.line.lostReplies.clear();

        assertThat(node.claim(execution)).isEqualTo(Outcome.WON);
        assertThat(other.claim(other.execution("a", second(5)))).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void aClaimWhoseLockWasNotAnsweredIsReadBackToo() {
        Execution execution = node.execution("a", second(5));
        node.line.lostCalls.add("take");
        assertThat(node.claim(execution)).isEqualTo(Outcome.UNLOCKED);
        node.line.lostCalls.clear();

        assertThat(node.claim(execution)).isEqualTo(Outcome.WON);
    }

    @Test
    void aClaimThatWasLostOnItsWayIsMadeAnew() {
        Execution execution = node.execution("a", second(5));
        node.line.lostCalls.add("claim");
        assertThat(node.claim(execution)).isEqualTo(Outcome.UNREACHABLE);
        node.line.lostCalls.clear();

        assertThat(node.claim(execution)).isEqualTo(Outcome.WON);
    }

    @Test
    void whatTheOthersJudgedLostMeanwhileIsNotOursAnyMore() {
        Execution execution = node.execution("a", second(5));
        node.line.lostReplies.add("claim");
        node.claim(execution);
        node.line.lostReplies.clear();
        shared.store.executions().lose(List.of(execution), "its node died");

        assertThat(node.claim(execution)).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void whatWasGivenUpAndWonAfterAllIsSkipped() {
        Execution execution = node.execution("a", second(5));
        node.line.lostReplies.add("claim");
        node.claim(execution);
        node.line.lostReplies.clear();
        node.node.claims().abandon(List.of(execution));
        node.beat();
        forgetTheHistory();

        assertThat(shared.rows("a"))
                .extracting(Execution::id, Execution::state, Execution::reason)
                .containsExactly(tuple(execution.id(), ExecutionState.SKIPPED, Reason.NO_LOCK_STORE));
        assertThat(node.told).extracting(Execution::id).containsExactly(execution.id());
    }

    @Test
    void whatWasGivenUpAndNeverWonIsLeftToTheSweep() {
        Execution execution = node.execution("a", second(5));
        node.line.lostCalls.add("claim");
        node.claim(execution);
        node.line.lostCalls.clear();
        node.node.claims().abandon(List.of(execution));
        live(Duration.ofMinutes(2));

        assertThat(shared.rows("a")).extracting(Execution::state).containsOnly(ExecutionState.MISSED);
    }

    @Test
    void whatWasWonAndLostOnTheWayToTheEngineIsSkippedInTheEnd() {
        Execution execution = node.execution("a", second(5));
        assertThat(node.claim(execution)).isEqualTo(Outcome.WON);
        live(Duration.ofSeconds(40));
        forgetTheHistory();

        assertThat(shared.rows("a"))
                .filteredOn(row -> row.id().equals(execution.id()))
                .extracting(Execution::state, Execution::reason)
                .containsExactly(tuple(ExecutionState.SKIPPED, Reason.NO_LOCK_STORE));
    }

    @Test
    void whatTheEngineHasInHandStaysItsOwn() {
        Execution execution = node.execution("a", second(5));
        node.known.add(execution.id());
        node.claim(execution);
        live(Duration.ofMinutes(10));

        assertThat(shared.store.executions().running(List.of(execution))).containsExactly(execution.id());
    }

    @Tag("R8")
    @Test
    void oneFailureInAChunkLeavesTheOthersWithTheirAnswers() {
        Execution mine = node.execution("a", second(5));
        Execution taken = node.execution("a", second(6));
        other.claim(other.execution("a", second(6)));
        node.line.lostCalls.add("take");
        List<Claim> claims = node.node
                .claims()
                .claim(List.of(
                        request(mine, true), request(taken, true), request(node.execution("a", second(7)), false)));

        assertThat(claims).extracting(Claim::outcome).containsExactly(Outcome.UNLOCKED, Outcome.TAKEN, Outcome.WON);
    }

    private ClaimStore.Request request(Execution execution, boolean locksTask) {
        return new ClaimStore.Request(execution, null, locksTask, false, Duration.ofMinutes(1), 1);
    }

    @Test
    void whatComesAfterItsGraceIsLeftToTheSweep() {
        shared.passSeconds(60);
        node.beat();

        assertThat(node.claim(node.execution("a", second(5)))).isEqualTo(Outcome.BEHIND);
        live(Duration.ofSeconds(20));
        assertThat(shared.rows("a"))
                .anyMatch(row -> !row.firstScheduledTime().isAfter(second(5))
                        && !row.scheduledTime().isBefore(second(5)));
    }

    @Test
    void whatTheMarkHasPassedIsRecordedByTheNodeAndNotCaughtUpOn() {
        node.with("b", "every hour", ONE_SERVER).sweep();
        shared.pass(Duration.ofMinutes(3));
        node.sweep();
        Execution late = node.execution("b", second(30));

        assertThat(node.claim(late)).isEqualTo(Outcome.RECORDED);
        assertThat(shared.rows("b"))
                .extracting(Execution::id, Execution::state, Execution::reason)
                .containsExactly(tuple(late.id(), ExecutionState.MISSED, Reason.NODE_DOWN));
        assertThat(node.told).extracting(Execution::id).contains(late.id());
        assertThat(node.claim(node.execution("b", second(30)))).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void aRecordWhoseReplyWasLostIsFoundWhenAskedAgain() {
        node.with("b", "every hour", ONE_SERVER).sweep();
        shared.pass(Duration.ofMinutes(3));
        node.sweep();
        Execution late = node.execution("b", second(30));
        node.line.lostReplies.add("record");
        assertThat(node.claim(late)).isEqualTo(Outcome.UNREACHABLE);
        node.line.lostReplies.clear();

        assertThat(node.claim(late)).isEqualTo(Outcome.RECORDED);
        assertThat(node.told).extracting(Execution::id).containsOnlyOnce(late.id());
    }

    @Test
    void aPauseThatANodeHasNotHeardOfIsHeardOfAtOnce() {
        other.node.operations().pause("a", null, ByHand.of("alice"));

        assertThat(node.paused).isEmpty();
        assertThat(node.claim(node.execution("a", second(10)))).isEqualTo(Outcome.CHANGED);
        assertThat(node.paused).hasSize(1);
    }

    @Test
    void aScheduleThatANodeHasNotHeardOfIsHeardOfAtOnce() {
        other.node.operations().reschedule("a", Schedule.parse("every minute", ZoneOffset.UTC), ByHand.UNKNOWN);

        assertThat(node.claim(node.execution("a", second(10)))).isEqualTo(Outcome.CHANGED);
        assertThat(node.task("a").definition().timing()).hasToString("every minute");
        assertThat(node.task("a").revision()).isEqualTo(shared.mark("a").revision());
    }

    @Tag("S18")
    @Test
    void aClockThatIsSetRightIsNoticedWithTheNextSignOfLifeAndTimesRunAgain() {
        shared.now = shared.now.plus(Duration.ofHours(2));
        live(Duration.ofMinutes(3));
        shared.now = shared.now.minus(Duration.ofHours(2));
        node.beat();
        node.cluster.tick();
        shared.passSeconds(3);

        assertThat(node.claim(node.execution("a", shared.now))).isEqualTo(Outcome.WON);
    }

    /** S18: the sweep's one warning is enough for an hour of such times. */
    @Test
    void whatMayHaveRunAndWasPurgedIsLeftToTheSweepWithoutAWarning() {
        shared.now = shared.now.plus(Duration.ofHours(2));
        node.run("a", shared.now);
        node.run("a", shared.now.plusSeconds(1));
        live(Duration.ofMinutes(3));
        shared.store.purge(1, Duration.ofDays(1)).inTurn(Duration.ofSeconds(1));
        shared.now = shared.now.minus(Duration.ofHours(2));
        node.beat();
        node.cluster.tick();
        shared.passSeconds(3);
        Instant time = shared.now;

        assertThat(node.claim(node.execution("a", time))).isEqualTo(Outcome.TAKEN);
        live(Duration.ofMinutes(2));
        assertThat(shared.rows("a"))
                .filteredOn(row -> !row.firstScheduledTime().isAfter(time)
                        && !row.scheduledTime().isBefore(time))
                .extracting(Execution::state, Execution::reason)
                .containsExactly(tuple(ExecutionState.SKIPPED, Reason.CLOCK_JUMP));
    }

    @Test
    void whatIsGivenBackInTimeOthersMayStart() {
        Execution execution = node.execution("a", second(5));
        Execution old = node.execution("a", second(1));
        node.known.addAll(List.of(execution.id(), old.id()));
        node.claim(execution);
        node.claim(old);
        shared.passSeconds(52);

        assertThat(node.node.claims().giveBack(List.of(execution, old))).isEqualTo(Set.of(execution.id()));
        other.beat();
        assertThat(other.claim(other.execution("a", second(5)))).isEqualTo(Outcome.WON);
    }

    @Test
    void whatMayHaveBeenGivenBackLeavesNoSecondRecord() {
        Execution execution = node.execution("a", second(5));
        node.claim(execution);
        node.line.lostReplies.add("giveBack");
        assertThat(node.node.claims().giveBack(List.of(execution))).isEmpty();
        node.line.lostReplies.clear();
        assertThat(other.claim(other.execution("a", second(5)))).isEqualTo(Outcome.WON);
        node.node.history().ended(Judged.as(execution, ExecutionState.MISSED, Reason.NODE_DOWN, "it stopped", null));
        forgetTheHistory();

        assertThat(shared.rows("a")).extracting(Execution::node).containsExactly("other");
    }
}
