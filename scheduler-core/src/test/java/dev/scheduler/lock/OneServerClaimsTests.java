package dev.scheduler.lock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import net.javacrumbs.shedlock.core.LockProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Claims of scheduled times on ShedLock's store in memory. */
class OneServerClaimsTests {

    private static final Instant NOON = LockRig.START;

    private final LockRig rig = new LockRig();
    private final OneServerClaims here = claims(rig.line);
    private final OneServerClaims there = claims(rig.store);

    @AfterEach
    void giveTheClockBack() {
        rig.close();
    }

    @Test
    void onlyOneNodeGetsAScheduledTimeForAnHour() {
        assertThat(here.claim("task", NOON)).isEqualTo(new Claim(Claim.Outcome.WON, "task@2026-01-05T12:00:00Z"));
        assertThat(here.claim("task", NOON).outcome()).isEqualTo(Claim.Outcome.REFUSED);
        rig.freeze(Duration.ofMinutes(59));
        assertThat(there.claim("task", NOON))
                .isEqualTo(new Claim(Claim.Outcome.REFUSED, "task@2026-01-05T12:00:00Z was claimed before"));
    }

    @Test
    void eachScheduledTimeAndEachTaskIsClaimedByItself() {
        here.claim("task", NOON);

        assertThat(there.claim("task", NOON.plusSeconds(1)).outcome()).isEqualTo(Claim.Outcome.WON);
        assertThat(there.claim("task", NOON.plusMillis(1)).outcome()).isEqualTo(Claim.Outcome.WON);
        assertThat(there.claim("other", NOON).outcome()).isEqualTo(Claim.Outcome.WON);
    }

    @Test
    void storeThatCannotBeReachedIsAValueAndMayBeAskedAgain() {
        rig.line.cut = true;
        assertThat(here.claim("task", NOON))
                .isEqualTo(new Claim(Claim.Outcome.UNREACHABLE, "IllegalStateException: connection refused"));
        rig.line.cut = false;
        assertThat(here.claim("task", NOON).outcome()).isEqualTo(Claim.Outcome.WON);
    }

    @Test
    void claimWhoseAnswerWasLostIsNeverMadeTwice() {
        rig.line.cutAnswers = true;
        assertThat(here.claim("task", NOON).outcome()).isEqualTo(Claim.Outcome.UNREACHABLE);
        rig.line.cutAnswers = false;

        assertThat(here.claim("task", NOON).outcome()).isEqualTo(Claim.Outcome.REFUSED);
        assertThat(there.claim("task", NOON).outcome()).isEqualTo(Claim.Outcome.REFUSED);
    }

    @Test
    void longestNameOfATaskFitsWithItsTime() {
        String task = "x".repeat(55);

        assertThat(LockNames.ofClaim("billing.sync", NOON)).isEqualTo("billing.sync@2026-01-05T12:00:00Z");
        assertThat(LockNames.ofClaim("x".repeat(43), NOON)).hasSize(64).endsWith("Z");
        assertThat(LockNames.ofClaim(task, NOON)).hasSize(64).startsWith(task + "@");
        assertThat(LockNames.ofClaim(task, NOON)).isNotEqualTo(LockNames.ofClaim(task, NOON.plusMillis(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> LockNames.ofClaim(task + "y", NOON));
    }

    private OneServerClaims claims(LockProvider provider) {
        InstantSource clock = rig.clock();
        return new OneServerClaims(provider, clock, rig::nanoTime);
    }
}
