package dev.scheduler.lock;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Trigger;
import dev.scheduler.lock.Claim.Outcome;
import dev.scheduler.lock.ClaimStore.Request;
import dev.scheduler.thread.HandThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.javacrumbs.shedlock.core.LockProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Claims of scheduled times on ShedLock's store in memory. */
class OneServerClaimsTests {

    private static final Instant NOON = LockRig.START;

    private final HandThreads threads = new HandThreads(NOON);
    private final ProviderLine line = new ProviderLine(threads);
    private final Outage outage = new Outage(threads);
    private final OneServerClaims here = claims(line);
    private final OneServerClaims there = claims(line.store);

    @AfterEach
    void giveTheClockBack() {
        line.close();
    }

    @Test
    void onlyOneNodeGetsAScheduledTimeForAnHour() {
        assertThat(here.claim("task", NOON)).isEqualTo(new Claim(Claim.Outcome.WON, "task@2026-01-05T12:00:00Z"));
        assertThat(here.claim("task", NOON).outcome()).isEqualTo(Claim.Outcome.REFUSED);
        threads.freeze(Duration.ofMinutes(59));
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
        line.cut = true;
        assertThat(here.claim("task", NOON))
                .isEqualTo(new Claim(Claim.Outcome.UNREACHABLE, "IllegalStateException: connection refused"));
        line.cut = false;
        assertThat(here.claim("task", NOON).outcome()).isEqualTo(Claim.Outcome.WON);
    }

    @Test
    void claimWhoseAnswerWasLostIsNeverMadeTwice() {
        line.cutAnswers = true;
        assertThat(here.claim("task", NOON).outcome()).isEqualTo(Claim.Outcome.UNREACHABLE);
        line.cutAnswers = false;

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

    @Tag("S10")
    @Test
    void s10WhatWasWonIsToldBeforeASlowStoreHasAnsweredForAll() {
        line.delay = Duration.ofMillis(100);
        List<Request> requests = requests(5);
        List<Claim> first = here.claim(requests);

        assertThat(first)
                .extracting(Claim::outcome)
                .containsExactly(Outcome.WON, Outcome.WON, Outcome.WON, Outcome.NOT_ASKED, Outcome.NOT_ASKED);
        assertThat(here.claim(requests.subList(3, 5)))
                .extracting(Claim::outcome)
                .containsOnly(Outcome.WON);
    }

    @Test
    void storeThatHasNotAnsweredOnceIsNotAskedForTheRest() {
        line.cut = true;

        assertThat(here.claim(requests(3))).extracting(Claim::outcome).containsOnly(Outcome.UNREACHABLE);
        assertThat(line.sent).isEqualTo(1);
        assertThat(outage.isOn()).isTrue();
        line.cut = false;
        here.claim(requests(1));
        assertThat(outage.isOn()).isFalse();
    }

    private static List<Request> requests(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        number -> new Request(execution("task-" + number), null, true, false, Duration.ofMinutes(1), 0))
                .toList();
    }

    private static Execution execution(String task) {
        return new Execution(
                task,
                task,
                NOON,
                NOON,
                1,
                Trigger.SCHEDULE,
                1,
                "one",
                ExecutionState.RUNNING,
                null,
                null,
                NOON,
                null,
                null,
                null);
    }

    private OneServerClaims claims(LockProvider provider) {
        return new OneServerClaims(provider, threads.clock(), threads, outage);
    }
}
