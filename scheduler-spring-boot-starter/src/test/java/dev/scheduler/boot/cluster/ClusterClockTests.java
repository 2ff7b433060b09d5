package dev.scheduler.boot.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Wall clocks that the test steps, beside a monotonic one that nobody can. */
class ClusterClockTests {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private Instant wall = NOON;
    private final HandThreads threads = new HandThreads();
    private int alarms;
    private final ClusterClock clock = clock();

    private ClusterClock clock() {
        ClusterClock made = new ClusterClock(() -> wall, threads);
        made.whenStepped(() -> alarms++);
        made.measured(Duration.ZERO, Duration.ZERO);
        return made;
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        threads.pass(time);
    }

    @Test
    void aStepForwardIsNotBelievedBeforeTheDatabaseIsAsked() {
        wall = wall.plusSeconds(90);
        pass(Duration.ofSeconds(2));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
        assertThat(clock.isTrusted()).isFalse();
        assertThat(alarms).isEqualTo(1);

        clock.measured(Duration.ofSeconds(-90), Duration.ZERO);
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
        clock.measured(Duration.ZERO, Duration.ZERO);
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

    @Tag("S5")
    @Test
    void aClockThatWasNeverComparedIsNotTrustedHoweverSlowTheFirstComparisonIs() {
        ClusterClock fresh = new ClusterClock(() -> wall, threads);
        assertThat(fresh.isTrusted()).isFalse();

        fresh.measured(Duration.ofMinutes(-10), Duration.ofSeconds(3));
        assertThat(fresh.isTrusted()).isTrue();
        assertThat(fresh.instant()).isEqualTo(NOON.minusSeconds(600));
    }

    @Test
    void aClockThatIsAboutRightIsLeftAlone() {
        clock.measured(Duration.ofMillis(200), Duration.ZERO);
        assertThat(clock.offset()).isZero();
        clock.measured(Duration.ofMillis(-1_500), Duration.ZERO);
        assertThat(clock.offset()).isEqualTo(Duration.ofMillis(-1_500));
        clock.measured(Duration.ofMillis(-1_300), Duration.ZERO);
        assertThat(clock.offset()).isEqualTo(Duration.ofMillis(-1_500));
        clock.measured(Duration.ofMillis(100), Duration.ZERO);
        assertThat(clock.offset()).isZero();
    }

    @Test
    void aSlowAnswerThatSaysNothingNewChangesNothing() {
        clock.measured(Duration.ofSeconds(2), Duration.ofSeconds(2));
        assertThat(clock.offset()).isZero();
        clock.measured(Duration.ofSeconds(5), Duration.ofSeconds(2));
        assertThat(clock.offset()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatWasSaidBeforeTheFirstComparisonIsPutRight() {
        for (int offset : List.of(-600, 600)) {
            ClusterClock fresh = new ClusterClock(() -> wall, threads);
            Instant before = fresh.instant();
            fresh.measured(Duration.ofSeconds(offset), Duration.ZERO);
            pass(Duration.ofSeconds(1));
            Instant after = fresh.instant();
            pass(Duration.ofSeconds(1));

            Instant now = fresh.instant();
            assertThat(fresh.putRight(before, now)).isEqualTo(now.minusSeconds(2));
            assertThat(fresh.putRight(after, now)).isEqualTo(now.minusSeconds(1));
        }
    }
}
