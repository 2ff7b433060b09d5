package dev.scheduler.lock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What an overlap lock does while time goes by; no thread and no waiting. */
class OverlapLocksTests {

    private final LockRig rig = new LockRig();

    @Test
    void isHeldForHoursAndFreeAtOnceAfterRelease() {
        Hold hold = rig.held("task");
        for (int minute = 0; minute < 180; minute++) {
            rig.seconds(60);
            assertThat(hold.isHeld()).isTrue();
            assertThat(rig.isFreeElsewhere("task")).isFalse();
        }

        hold.release();

        assertThat(hold.isHeld()).isFalse();
        assertThat(rig.isFreeElsewhere("task")).isTrue();
        assertThat(rig.losses).isEmpty();
    }

    @Test
    void isExtendedAtAThirdOfItsLease() {
        rig.held("task");
        rig.seconds(19);
        assertThat(rig.line.sent).isEqualTo(1);

        rig.seconds(2);
        assertThat(rig.line.sent).isEqualTo(2);

        rig.seconds(600);
        assertThat(rig.line.sent).isEqualTo(32);
    }

    @Test
    void keepsThreadsOfOneProcessApartAndFromPlainUsers() {
        Hold hold = rig.held("task");

        assertThat(rig.attempt("task").outcome()).isEqualTo(Attempt.Outcome.REFUSED);
        assertThat(rig.attempt("task").detail()).isEqualTo("this node holds the lock task for execution 1");
        assertThat(rig.held("other").isHeld()).isTrue();

        hold.release();
        assertThat(rig.isTakenElsewhere("task", Duration.ofSeconds(1))).isTrue();
        assertThat(rig.attempt("task").detail()).startsWith("plain holds the lock task until ");
        rig.seconds(1);
        assertThat(rig.attempt("task").outcome()).isEqualTo(Attempt.Outcome.HELD);
    }

    @Test
    void crashFreesWithinOneLease() {
        rig.held("task");
        rig.seconds(30);

        rig.freeze(49);
        assertThat(rig.isFreeElsewhere("task")).isFalse();
        rig.freeze(11);
        assertThat(rig.isFreeElsewhere("task")).isTrue();
    }

    @Test
    void survivesAnOutageOfNearlyTwoThirdsOfTheLease() {
        Hold hold = rig.held("task");
        rig.line.cut = true;
        rig.seconds(37);
        rig.line.cut = false;
        rig.seconds(120);

        assertThat(hold.isHeld()).isTrue();
        assertThat(rig.isFreeElsewhere("task")).isFalse();
        assertThat(rig.losses).isEmpty();
    }

    @Test
    void tellsTheHolderOnePeriodBeforeTheStoreForgetsTheLock() {
        Hold hold = rig.held("task");
        rig.line.cut = true;
        rig.seconds(39);
        assertThat(hold.isHeld()).isTrue();
        assertThat(rig.losses).isEmpty();

        rig.seconds(2);

        assertThat(hold.isHeld()).isFalse();
        assertThat(rig.losses)
                .containsExactly(
                        "the lock task could not be extended for 40 s: IllegalStateException: connection" + " refused");
        assertThat(hold.loss()).isEqualTo(rig.losses.get(0));
        assertThat(rig.isFreeElsewhere("task")).isFalse();
        rig.seconds(19);
        assertThat(rig.isFreeElsewhere("task")).isTrue();
        assertThat(rig.losses).hasSize(1);
    }

    @Test
    void tellsInTimeThoughTheStoreNeverAnswers() {
        Hold hold = rig.held("task");
        rig.threads.stall("scheduler-locks");
        rig.seconds(41);

        assertThat(rig.losses).containsExactly("the lock task could not be extended for 40 s: no answer");
        assertThat(hold.isHeld()).isFalse();
    }

    @Test
    void isKeptForAHolderThatNeedsTimeToEnd() {
        Hold hold = rig.held("task");
        rig.line.cut = true;
        rig.seconds(45);
        rig.line.cut = false;
        rig.seconds(300);

        assertThat(hold.isHeld()).isFalse();
        assertThat(rig.losses).hasSize(1);
        assertThat(rig.isFreeElsewhere("task")).isFalse();
        hold.release();
        assertThat(rig.isFreeElsewhere("task")).isTrue();
    }

    @Tag("S21")
    @Test
    void s21FrozenProcessKnowsAtTheFirstLookThatItsLeaseIsOver() {
        Hold hold = rig.held("task");
        rig.freeze(60);

        assertThat(hold.isHeld()).isFalse();
        rig.threads.settle();
        assertThat(rig.losses).hasSize(1);
    }

    @Test
    void nothingIsSentAfterTheLeaseSoANewHolderIsNotHit() {
        Hold hold = rig.held("task");
        rig.freeze(61);
        assertThat(rig.isTakenElsewhere("task", Duration.ofMinutes(1))).isTrue();

        rig.seconds(5);
        hold.release();
        rig.seconds(5);

        assertThat(rig.line.sent).isEqualTo(1);
        assertThat(rig.isFreeElsewhere("task")).isFalse();
        assertThat(rig.losses).hasSize(1);
    }

    @Test
    void heartbeatThatHungPastTheLeaseSendsNothing() {
        rig.held("task");
        rig.threads.stall("scheduler-locks");
        rig.seconds(61);
        rig.threads.resume("scheduler-locks");
        rig.seconds(1);

        assertThat(rig.line.sent).isEqualTo(1);
        assertThat(rig.losses).hasSize(1);
    }

    @Test
    void deadlineCountsFromBeforeTheExtensionWasSent() {
        Hold hold = rig.held("task");
        rig.seconds(19);
        rig.line.delay = Duration.ofSeconds(15);
        rig.seconds(2);
        rig.line.delay = Duration.ZERO;
        rig.line.cut = true;

        rig.freeze(43);
        assertThat(hold.isHeld()).isTrue();
        rig.freeze(2);
        assertThat(hold.isHeld()).isFalse();
    }

    @Test
    void isKeptOverAStoreThatTakesSecondsForEachAnswer() {
        rig.line.delay = Duration.ofSeconds(8);
        Hold hold = rig.held("task");
        rig.seconds(600);

        assertThat(hold.isHeld()).isTrue();
        assertThat(rig.losses).isEmpty();
    }

    @Test
    void lockThatWasGrantedTooLateIsGivenBack() {
        rig.line.delay = Duration.ofSeconds(45);
        Attempt attempt = rig.attempt("task");
        rig.line.delay = Duration.ZERO;

        assertThat(attempt.outcome()).isEqualTo(Attempt.Outcome.UNREACHABLE);
        assertThat(rig.isFreeElsewhere("task")).isTrue();
        assertThat(rig.attempt("task").outcome()).isEqualTo(Attempt.Outcome.HELD);
    }

    @Test
    void exceptionOfTheStoreIsAValueAndTheNameStaysUsable() {
        rig.line.cut = true;
        Attempt attempt = rig.attempt("task");
        rig.line.cut = false;

        assertThat(attempt).isEqualTo(Attempt.unreachable("IllegalStateException: connection refused"));
        assertThat(rig.attempt("task").outcome()).isEqualTo(Attempt.Outcome.HELD);
    }

    @Tag("S11")
    @Test
    void s11GrantWhoseAnswerWasLostIsRecognisedAsOurs() {
        rig.line.cutAnswers = true;
        assertThat(rig.attempt("task", "one#a").outcome()).isEqualTo(Attempt.Outcome.UNREACHABLE);
        rig.line.cutAnswers = false;

        assertThat(rig.attempt("task", "one#b").detail())
                .isEqualTo("node one holds the lock task for execution a until 2026-01-05T12:01:00Z");
        assertThat(rig.attempt("task", "one#a").outcome()).isEqualTo(Attempt.Outcome.HELD);
        assertThat(rig.attempt("task", "one#b").detail()).isEqualTo("this node holds the lock task for execution a");
    }

    @Test
    void grantWhoseAnswerWasLostIsFreeAfterOneLease() {
        rig.line.cutAnswers = true;
        assertThat(rig.attempt("task").outcome()).isEqualTo(Attempt.Outcome.UNREACHABLE);
        rig.line.cutAnswers = false;

        assertThat(rig.attempt("task").outcome()).isEqualTo(Attempt.Outcome.REFUSED);
        rig.seconds(60);
        assertThat(rig.attempt("task").outcome()).isEqualTo(Attempt.Outcome.HELD);
    }

    @Test
    void unlockIsTriedAgainUntilItSucceeds() {
        Hold hold = rig.held("task");
        rig.line.cut = true;
        hold.release();
        rig.seconds(10);
        assertThat(rig.isFreeElsewhere("task")).isFalse();
        assertThat(rig.attempt("task").outcome()).isEqualTo(Attempt.Outcome.REFUSED);

        rig.line.cut = false;
        rig.seconds(3);

        assertThat(rig.isFreeElsewhere("task")).isTrue();
        assertThat(rig.losses).isEmpty();
    }

    @Test
    void unlockIsGivenUpWhenTheLeaseEnds() {
        Hold hold = rig.held("task");
        rig.line.cut = true;
        hold.release();
        rig.seconds(61);
        int sent = rig.line.sent;

        rig.seconds(300);
        assertThat(rig.line.sent).isEqualTo(sent);
        rig.line.cut = false;
        assertThat(rig.attempt("task").outcome()).isEqualTo(Attempt.Outcome.HELD);
    }

    @Test
    void releaseDuringAnExtensionIsMadeUpForAtOnce() {
        Hold hold = rig.held("task");
        rig.line.during = hold::release;
        rig.seconds(20);

        assertThat(rig.line.sent).isEqualTo(3);
        assertThat(rig.isFreeElsewhere("task")).isTrue();
        assertThat(rig.attempt("task").outcome()).isEqualTo(Attempt.Outcome.HELD);
    }

    @Test
    void secondReleaseDoesNotHitTheNextHold() {
        Hold first = rig.held("task");
        first.release();
        Hold second = rig.held("task");
        first.release();

        assertThat(second.isHeld()).isTrue();
        assertThat(rig.isFreeElsewhere("task")).isFalse();
        assertThat(rig.attempt("task").outcome()).isEqualTo(Attempt.Outcome.REFUSED);
    }

    @Test
    void unlockByHandTellsTheHolder() {
        Hold hold = rig.held("task");
        assertThat(rig.ours.holder("task")).isNotNull();
        assertThat(rig.ours.expire("task")).isTrue();
        assertThat(rig.ours.expire("task")).isFalse();
        rig.seconds(21);

        assertThat(rig.losses).containsExactly("the lock task was taken away: unlocked by hand, or its row deleted");
        assertThat(hold.isHeld()).isFalse();
        hold.release();
        assertThat(rig.isFreeElsewhere("task")).isTrue();
    }

    @Test
    void whoHearsOfAnUnlockTellsTheHolderAtOnce() {
        Hold hold = rig.held("task");
        assertThat(rig.ours.expire("task")).isTrue();
        rig.ours.lookAt("task");
        rig.seconds(1);

        assertThat(rig.losses).hasSize(1);
        assertThat(hold.isHeld()).isFalse();
    }

    @Test
    void holderThatThrowsWhenToldStopsNothing() {
        OverlapLocks locks = rig.ours;
        locks.acquire("bad", "one#bad", LockRig.LEASE, why -> {
            throw new IllegalStateException("told " + why);
        });
        Hold good = rig.held("good");
        rig.line.cut = true;
        rig.seconds(41);

        assertThat(rig.losses).hasSize(1);
        assertThat(good.loss()).contains("the lock good");
    }

    @Test
    void interruptedHolderReleasesAndStaysInterrupted() {
        Hold hold = rig.held("task");
        Thread.currentThread().interrupt();
        hold.release();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(rig.isFreeElsewhere("task")).isTrue();
    }

    @Test
    void closingTriesOnceMoreAndLeavesWhatStillRuns() {
        Hold released = rig.held("released");
        rig.held("running");
        rig.line.cut = true;
        released.release();
        rig.line.cut = false;
        rig.seconds(1);
        rig.seconds(2);
        rig.ours.close();

        assertThat(rig.isFreeElsewhere("released")).isTrue();
        assertThat(rig.isFreeElsewhere("running")).isFalse();
    }

    @Test
    void refusesNamesThatNoStoreHoldsAndLeasesThatAreTooShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rig.attempt("x".repeat(65)))
                .withMessageContaining("has 65 characters, expected at most 64");
        assertThatIllegalArgumentException().isThrownBy(() -> rig.attempt(" ")).withMessageContaining("is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lease(Duration.ofMillis(4_999)))
                .withMessageContaining("is too short, expected 5 seconds or more");
        assertThat(new Lease(Duration.ofSeconds(5)).period()).isLessThan(Duration.ofSeconds(2));
        assertThat(rig.attempt("x".repeat(64)).outcome()).isEqualTo(Attempt.Outcome.HELD);
    }

    @Tag("S20")
    @Test
    void s20AllThatAreDueAreExtendedWithOneCall() {
        List<Hold> holds = new ArrayList<>();
        for (int lock = 0; lock < 60; lock++) {
            holds.add(rig.held("task-" + lock));
        }
        rig.line.delay = Duration.ofSeconds(2);
        rig.seconds(600);

        assertThat(rig.losses).isEmpty();
        assertThat(holds).allMatch(Hold::isHeld);
        assertThat(rig.line.sent).isLessThan(60 + 40);
    }

    @Test
    void rowThatSomebodyKeepsLockedCostsNoOtherLock() {
        for (int lock = 0; lock < 8; lock++) {
            rig.held("task-" + lock);
        }
        rig.line.locked.add("task-3");
        rig.seconds(300);

        assertThat(rig.losses)
                .containsExactly("the lock task-3 could not be extended for 40 s: IllegalStateException: lock timeout");
    }

    @Tag("S12")
    @Test
    void s12LockOfAClaimIsHeldAsLongAsItsBodyRuns() {
        rig.store.take(new LockRows.Key("task", "one#a"), Duration.ofSeconds(3));
        Hold hold = rig.kept("task", "one#a");
        for (int second = 0; second < 300; second++) {
            rig.seconds(1);
            assertThat(rig.isFreeElsewhere("task")).isFalse();
        }
        assertThat(hold.isHeld()).isTrue();
        hold.release();

        assertThat(rig.isFreeElsewhere("task")).isTrue();
        assertThat(rig.losses).isEmpty();
    }

    @Test
    void nothingIsSentForAClaimThatEndsSoon() {
        rig.store.take(new LockRows.Key("task", "one#a"), Duration.ofSeconds(3));
        rig.kept("task", "one#a").release();
        rig.seconds(60);

        assertThat(rig.line.sent).isZero();
    }

    @Test
    void claimThatMayHaveBeenExtendedIsGivenBack() {
        Hold hold = rig.kept("task", "one#a");
        rig.line.cutAnswers = true;
        rig.seconds(1);
        rig.line.cutAnswers = false;
        hold.release();

        assertThat(rig.isFreeElsewhere("task")).isTrue();
    }

    @Test
    void severalClaimsOfOneTaskTakeTheLockOverFromEachOther() {
        rig.store.take(new LockRows.Key("task", "one#a"), Duration.ofSeconds(3));
        Hold first = rig.kept("task", "one#a");
        Hold second = rig.kept("task", "one#b");
        rig.seconds(2);
        assertThat(rig.holder("task")).isEqualTo("one#a");

        first.release();
        rig.seconds(20);
        assertThat(rig.holder("task")).isEqualTo("one#b");
        assertThat(second.isHeld()).isTrue();
        second.release();
        assertThat(rig.isFreeElsewhere("task")).isTrue();
    }

    @Test
    void claimWhoseLockSomebodyElseTookGoesOnAndGetsItBack() {
        Hold hold = rig.kept("task", "one#a");
        assertThat(rig.isTakenElsewhere("task", Duration.ofSeconds(30))).isTrue();
        rig.seconds(20);
        assertThat(hold.loss()).isEqualTo("Somebody else took the lock task while one#a runs");

        rig.seconds(30);
        assertThat(rig.holder("task")).isEqualTo("one#a");
        assertThat(rig.losses).isEmpty();
    }

    @Test
    void claimIsKeptOnThroughAnOutageThatOutlastsTheLease() {
        Hold hold = rig.kept("task", "one#a");
        rig.seconds(5);
        rig.line.cut = true;
        rig.seconds(120);
        assertThat(hold.loss()).isNull();

        rig.line.cut = false;
        rig.seconds(3);
        assertThat(rig.holder("task")).isEqualTo("one#a");
    }

    @Test
    void manyShortClaimsWakeNobody() {
        rig.held("long");
        for (int claim = 0; claim < 100; claim++) {
            rig.kept("task", "one#" + claim).release();
            rig.threads.advance(Duration.ofMillis(10));
        }

        assertThat(rig.line.sent).isEqualTo(1);
        assertThat(rig.threads.failures()).isEmpty();
    }
}
