package dev.scheduler.boot.cluster;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.lock.Claim;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static dev.scheduler.boot.cluster.TestCluster.LEASE;
import static dev.scheduler.boot.cluster.TestCluster.NOON;
import static dev.scheduler.boot.cluster.TestCluster.ONE_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

/** Signs of life of nodes whose clocks the test moves, and what becomes of what ran on those that give none. */
class NodeHeartbeatTests {

    private final TestCluster shared = new TestCluster();
    private final TestNode one = shared.node("one").with("a", "every second", ONE_SERVER);
    private final TestNode two = shared.node("two").with("a", "every second", ONE_SERVER);

    private void begin() {
        two.sweep();
        one.sweep();
        two.beat();
        shared.passSeconds(5);
    }

    private Execution claimed(TestNode node, int second) {
        Execution execution = node.execution("a", NOON.plusSeconds(second));
        assertThat(node.claim(execution)).isEqualTo(Claim.Outcome.WON);
        return execution;
    }

    private void beat(int times, TestNode... nodes) {
        for (int i = 0; i < times; i++) {
            shared.passSeconds(20);
            for (TestNode each : nodes) {
                each.beat();
            }
        }
    }

    private ExecutionState state(Execution execution) {
        return shared.rows("a").stream()
                .filter(row -> row.id().equals(execution.id()))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Tag("S15")
    @Test
    void whatRanOnANodeThatGivesNoSignOfLifeIsLostAndToldOnce() {
        begin();
        Execution running = claimed(two, 3);
        beat(3, one);
        assertThat(state(running)).isEqualTo(ExecutionState.RUNNING);
        beat(2, one);

        assertThat(state(running)).isEqualTo(ExecutionState.LOST);
        assertThat(one.node.heartbeat().nodes()).isEqualTo(1);
        assertThat(one.told).extracting(Execution::id, Execution::detail).hasSize(1);
        assertThat(one.told.get(0).id()).isEqualTo(running.id());
        assertThat(one.told.get(0).detail()).isEqualTo("its node died");
    }

    @Test
    void aNodeThatHasNotTheTaskWaitsALeaseLongerForOneThatHas() {
        begin();
        TestNode three = shared.node("three");
        three.beat();
        Execution running = claimed(two, 3);
        beat(5, three);
        assertThat(state(running)).isEqualTo(ExecutionState.RUNNING);
        beat(3, three);

        assertThat(state(running)).isEqualTo(ExecutionState.LOST);
    }

    @Test
    void whatRunsOnANodeThatJoinedAfterTheListWasReadIsNotLost() {
        begin();
        TestNode three = shared.node("three").with("a", "every second", ONE_SERVER);
        LostRuns lost =
                new LostRuns(one, shared.store.executions(), new OpenRuns(shared.threads), shared.threads, LEASE);
        three.sweep();
        Execution running = claimed(three, 4);
        lost.look(Set.of("one", "two"), Set.of(), true);

        assertThat(state(running)).isEqualTo(ExecutionState.RUNNING);
    }

    @Test
    void whatANodeRunsByItsRowsAndDoesNotKnowIsLost() {
        begin();
        Execution stray = one.execution("stray", "a", NOON.plusSeconds(2), ExecutionState.RUNNING);
        shared.store.executions().record(stray);
        beat(1, one);

        assertThat(state(stray)).isEqualTo(ExecutionState.LOST);
        assertThat(one.told).extracting(Execution::detail).containsExactly("its node does not know it");
    }

    @Test
    void theFirstOfTheLivingDoesWhatNeedBeDoneOnce() {
        begin();
        assertThat(one.node.heartbeat().isFirst()).isTrue();
        assertThat(two.node.heartbeat().isFirst()).isFalse();

        one.cluster.leave(Duration.ZERO);
        two.beat();
        assertThat(two.node.heartbeat().isFirst()).isTrue();
    }

    @Test
    void aNodeThatStartsAgainIsNotTakenForOneThatDied() {
        List<String> said = saidBy(() -> {
            one.beat();
            one.cluster.leave(Duration.ZERO);
            assertThat(one.node.heartbeat().isAlive()).isFalse();
            one.beat();
            assertThat(one.node.heartbeat().isAlive()).isTrue();
        });
        assertThat(said).isEmpty();
    }

    @Test
    void aSignOfLifeThatIsStuckWhileTheNodeStartsAgainIsNotAnothersAndNotAnAnswer() {
        begin();
        one.line.before("beat", () -> {
            one.cluster.leave(Duration.ZERO);
            one.beat();
        });
        List<String> said = saidBy(() -> beat(3, one));
        assertThat(said).isEmpty();
        assertThat(one.node.heartbeat().isAlive()).isTrue();

        shared.store.nodes().beat("one", LEASE);
        one.beat();
        assertThat(one.node.heartbeat().isDoubled()).as("accounts for one only").isTrue();
    }

    @Test
    void aSignOfLifeThatIsStuckWhileTheNodeStopsDoesNotBringItBack() {
        begin();
        one.line.before("beat", () -> one.cluster.leave(Duration.ZERO));
        one.beat();

        assertThat(one.node.heartbeat().isAlive()).isFalse();
    }

    @Test
    void aFailureOfASignFromBeforeTheStopIsNoOutage() {
        begin();
        one.line.before("beat", () -> {
            one.cluster.leave(Duration.ZERO);
            one.beat();
            one.line.lostReplies.add("beat");
        });
        one.beat();

        assertThat(one.node.heartbeat().outages()).isEmpty();
    }

    @Test
    void aLookThatIsStuckWhileTheNodeStartsAgainIsTheOnlyOne() {
        begin();
        AtomicInteger looks = new AtomicInteger();
        one.node.heartbeat().tell((living, struck) -> looks.incrementAndGet(), () -> {});
        one.line.before("all", () -> {
            one.cluster.leave(Duration.ZERO);
            one.beat();
        });
        one.beat();
        assertThat(looks).hasValue(1);
        assertThat(one.node.heartbeat().isAlive()).isTrue();
        one.beat();

        assertThat(looks).hasValue(2);
    }

    @Test
    void aNodeThatWasStruckOffTheListSaysSo() {
        begin();
        List<String> said = saidBy(() -> {
            beat(4, one);
            two.beat();
        });
        assertThat(said).anyMatch(line -> line.contains("two, was judged dead"));
    }

    @Tag("S5")
    @Test
    void aWrongClockIsSetRightByTheDatabasesHoweverSlowItsAnswerIs() {
        TestNode ahead = shared.node("ahead", Duration.ofSeconds(90));
        ahead.line.meanwhile = () -> ahead.line.meanwhile = () -> shared.threads.pass(Duration.ofMillis(900));
        ahead.beat();

        assertThat(Duration.between(shared.now, ahead.node.clock().instant()).abs())
                .isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(ahead.node.clock().isTrusted()).isTrue();
    }

    @Tag("R7")
    @Test
    void beatsWhoseRepliesAreLostAreNotThoseOfAnother() {
        begin();
        one.line.lostReplies.add("beat");
        beat(2, one);
        one.line.lostReplies.clear();
        beat(1, one);

        assertThat(one.node.heartbeat().isDoubled()).isFalse();
        assertThat(one.node.heartbeat().isAlive()).isTrue();
    }

    @Tag("R7")
    @Test
    void aProcessThatWasRestoredTwiceClaimsNothingAnyMore() {
        begin();
        List<String> said = saidBy(() -> {
            shared.store.nodes().beat("one", LEASE);
            one.beat();
            one.beat();
        });

        assertThat(said).hasSize(1);
        assertThat(said.get(0)).contains("Another process gives signs of life as one");
        assertThat(one.claim(one.execution("a", NOON.plusSeconds(3)))).isEqualTo(Claim.Outcome.UNREACHABLE);
    }

    @Test
    void aDatabaseThatFailsEndsNothing() {
        begin();
        one.line.cut(true);
        shared.passSeconds(61);
        one.beat();

        assertThat(one.node.heartbeat().isAlive()).isFalse();
        assertThat(one.node.heartbeat().outages())
                .allMatch(each -> each.contains(shared.now) && !each.contains(NOON.minusSeconds(1)));
        one.line.cut(false);
        one.beat();
        assertThat(one.node.heartbeat().outages()).noneMatch(each -> each.contains(shared.now));
    }

    private static List<String> saidBy(Runnable work) {
        Logger logger = (Logger) LoggerFactory.getLogger(NodeHeartbeat.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        logger.addAppender(said);
        logger.setLevel(Level.INFO);
        try {
            work.run();
        } finally {
            logger.detachAppender(said);
        }
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
