package dev.scheduler.boot.cluster;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Trigger;
import dev.scheduler.boot.jdbc.Claims;
import dev.scheduler.boot.jdbc.JdbcClaimStore;
import dev.scheduler.boot.jdbc.NodeBeats;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.ClaimStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Signs of life of nodes whose monotonic clocks the test moves. */
class NodeHeartbeatTests {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(NodeHeartbeat.class);

    private final SharedDatabase shared = new SharedDatabase();
    private final NodeBeats beats = new NodeBeats(shared.database);
    private final Claims claimsOfOne = new Claims(shared.database);
    private final Claims claimsOfTwo = new Claims(shared.database);
    private final ClusterClock clock = new ClusterClock(InstantSource.system());
    private final NodeHeartbeat one = heartbeat("one", claimsOfOne);
    private final NodeHeartbeat two = heartbeat("two", claimsOfTwo);
    private long nanos = 1_000_000_000;

    @AfterEach
    void close() {
        shared.close();
    }

    private NodeHeartbeat heartbeat(String node, Claims claims) {
        return new NodeHeartbeat(node, LEASE, beats, claims, clock, () -> nanos);
    }

    private void pass(int seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }

    private void beatAlone(int times) {
        for (int i = 0; i < times; i++) {
            pass(20);
            one.beat();
        }
    }

    @Test
    void whatRanOnANodeThatGivesNoSignOfLifeIsLost() {
        two.beat();
        one.beat();
        Execution running = shared.claim(claimsOfTwo, "two", "a", Instant.parse("2026-01-05T12:00:00Z"));
        beatAlone(2);
        assertThat(shared.rows("a").get(0).state()).isEqualTo(ExecutionState.RUNNING);
        beatAlone(1);

        Execution lost = shared.rows("a").get(0);
        assertThat(lost.id()).isEqualTo(running.id());
        assertThat(lost.state()).isEqualTo(ExecutionState.LOST);
        assertThat(lost.detail()).isEqualTo("its node died");
        assertThat(one.nodes()).isEqualTo(1);
    }

    @Test
    void theFirstOfTheLivingDoesWhatNeedBeDoneOnce() {
        two.beat();
        one.beat();
        two.beat();
        assertThat(one.isFirst()).isTrue();
        assertThat(two.isFirst()).isFalse();

        one.stop(Duration.ZERO);
        two.beat();
        assertThat(two.isFirst()).isTrue();
    }

    @Test
    void aNodeThatWasFrozenClaimsNothingBeforeItsNextSignOfLife() {
        LivingClaims claims = new LivingClaims(new JdbcClaimStore(shared.database, claimsOfOne, "one"), one);
        assertThat(ask(claims, "row1", "2026-01-05T12:00:00Z")).isEqualTo(Claim.Outcome.UNREACHABLE);
        one.beat();
        assertThat(ask(claims, "row2", "2026-01-05T12:00:01Z")).isEqualTo(Claim.Outcome.WON);
        pass(60);
        assertThat(ask(claims, "row3", "2026-01-05T12:00:02Z")).isEqualTo(Claim.Outcome.UNREACHABLE);
        one.beat();
        assertThat(ask(claims, "row4", "2026-01-05T12:00:03Z")).isEqualTo(Claim.Outcome.WON);
    }

    private static Claim.Outcome ask(ClaimStore claims, String id, String time) {
        Execution execution = running(id, Instant.parse(time));
        return claims.claim(List.of(
                        new ClaimStore.Request(execution, null, true, false, java.time.Duration.ofMinutes(1), 0)))
                .get(0)
                .outcome();
    }

    private static Execution running(String id, Instant time) {
        return new Execution(
                id,
                "a",
                time,
                time,
                1,
                Trigger.SCHEDULE,
                0,
                "one",
                ExecutionState.RUNNING,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void aNodeThatStartsAgainIsNotTakenForOneThatDied() {
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        LOG.addAppender(told);
        try {
            one.beat();
            one.stop(Duration.ZERO);
            assertThat(one.isAlive()).isFalse();
            one.beat();
            assertThat(one.isAlive()).isTrue();
            assertThat(told.list).isEmpty();
        } finally {
            LOG.detachAppender(told);
        }
    }

    @Test
    void aNodeThatStopsDoesNotAskADatabaseThatIsKnownToBeAway() throws SQLException {
        one.beat();
        shared.breakDown();
        one.beat();
        int before = shared.asked();
        one.stop(Duration.ZERO);

        assertThat(shared.asked()).isEqualTo(before);
    }

    @Test
    void aWrongClockIsSetRightByTheDatabases() {
        ClusterClock ahead = new ClusterClock(() -> Instant.now().plusSeconds(90));
        new NodeHeartbeat("ahead", LEASE, beats, claimsOfOne, ahead, () -> nanos).beat();

        assertThat(ahead.offset()).isCloseTo(Duration.ofSeconds(-90), Duration.ofSeconds(2));
        assertThat(Duration.between(ahead.instant(), Instant.now()).toMillis()).isCloseTo(0, within(2_000L));
    }

    @Test
    void aClockThatIsAboutRightIsLeftAlone() {
        clock.measured(Duration.ofMillis(200));
        assertThat(clock.offset()).isZero();
        clock.measured(Duration.ofMillis(-1_500));
        assertThat(clock.offset()).isEqualTo(Duration.ofMillis(-1_500));
        clock.measured(Duration.ofMillis(-1_300));
        assertThat(clock.offset()).isEqualTo(Duration.ofMillis(-1_500));
        clock.measured(Duration.ofMillis(100));
        assertThat(clock.offset()).isZero();
    }

    @Test
    void aDatabaseThatFailsEndsNothing() throws SQLException {
        one.beat();
        shared.breakDown();
        pass(61);
        one.beat();

        assertThat(one.isAlive()).isFalse();
        assertThat(one.wasCutOff(Instant.now())).isTrue();
        assertThat(one.wasCutOff(Instant.now().minusSeconds(60))).isFalse();
    }
}
