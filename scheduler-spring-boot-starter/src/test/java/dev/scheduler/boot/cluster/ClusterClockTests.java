package dev.scheduler.boot.cluster;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Wall clocks that the test steps, beside a monotonic one that nobody can. */
class ClusterClockTests {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private Instant wall = NOON;
    private long nanos = 1_000_000_000;
    private int alarms;
    private final ClusterClock clock = clock();

    private ClusterClock clock() {
        ClusterClock made = new ClusterClock(() -> wall, () -> nanos);
        made.whenStepped(() -> alarms++);
        return made;
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void aStepForwardIsNotBelievedBeforeTheDatabaseIsAsked() {
        wall = wall.plusSeconds(90);
        pass(Duration.ofSeconds(2));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
        assertThat(clock.isTrusted()).isFalse();
        assertThat(alarms).isEqualTo(1);

        clock.measured(Duration.ofSeconds(-90));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
        assertThat(clock.isTrusted()).isTrue();
        pass(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(7));
        assertThat(alarms).isEqualTo(1);
    }

    @Test
    void aStepBackIsNotBelievedEither() {
        wall = wall.minusSeconds(90);
        pass(Duration.ofSeconds(2));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
        assertThat(alarms).isEqualTo(1);
    }

    @Test
    void whatTheDatabaseConfirmsIsBelieved() {
        assertThat(clock.instant()).isEqualTo(NOON);
        wall = wall.plusSeconds(3_600);
        assertThat(clock.instant()).isEqualTo(NOON);
        clock.measured(Duration.ZERO);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3_600));
        assertThat(clock.isTrusted()).isTrue();
    }

    @Test
    void withoutADatabaseTheClockIsTakenAtItsWordInTheEndButNotForClaims() {
        wall = wall.plusSeconds(3_600);
        assertThat(clock.instant()).isEqualTo(NOON);
        pass(Duration.ofSeconds(61));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3_661));
        assertThat(clock.isTrusted()).isFalse();
    }

    @Test
    void smallCorrectionsAreFollowedAndDoNotAddUpToAStep() {
        for (int i = 0; i < 100; i++) {
            wall = wall.plusMillis(20);
            pass(Duration.ofSeconds(1));
            assertThat(clock.instant()).isEqualTo(wall);
        }
        assertThat(alarms).isZero();
    }

    @Test
    void aProcessThatStoodStillKeepsItsClock() {
        pass(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3_600));
        assertThat(clock.isTrusted()).isTrue();
    }
}
