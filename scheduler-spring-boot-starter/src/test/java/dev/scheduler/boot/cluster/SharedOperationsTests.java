package dev.scheduler.boot.cluster;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.Pause;
import dev.scheduler.TaskSettings;
import dev.scheduler.lock.Claim;
import dev.scheduler.schedule.Delay;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.scheduler.boot.cluster.TestCluster.NOON;
import static dev.scheduler.boot.cluster.TestCluster.ONE_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a person does on one node holds on the others. */
class SharedOperationsTests {

    private static final ByHand ALICE = ByHand.of("alice");
    private static final Schedule FIVE = Schedule.parse("every 5 minutes", ZoneOffset.UTC);

    private final TestCluster shared = new TestCluster();
    private final TestNode one = shared.node("one").with("a", "every minute", ONE_SERVER);
    private final TestNode two = shared.node("two").with("a", "every minute", ONE_SERVER);

    private SharedOperations of(TestNode node) {
        return (SharedOperations) node.node.operations();
    }

    private void begin() {
        one.sweep();
        two.sweep();
        shared.passSeconds(1);
    }

    @Tag("S14")
    @Test
    void aPauseHoldsAtOnceHereAndWithTheNextLookElsewhere() {
        begin();
        of(one).pause("a", null, ALICE);
        assertThat(one.paused).extracting(Pause::scope).containsExactly("a");
        assertThat(two.paused).isEmpty();
        of(two).refresh();
        assertThat(two.paused).extracting(Pause::by).containsExactly(ALICE);

        assertThat(of(two).resume("a", ALICE)).isTrue();
        of(one).refresh();
        assertThat(one.paused).isEmpty();
        assertThat(of(one).resume("a", ALICE)).isFalse();
    }

    @Test
    void whatWasDoneBeforeANodeStartedHoldsThereBeforeItOpens() {
        begin();
        of(one).pause(Pause.ALL, null, ALICE);
        of(one).reschedule("a", FIVE, ALICE);
        of(one).cancel("a", ALICE);
        shared.pass(Duration.ofHours(1));
        TestNode late = shared.node("late").with("a", "every minute", ONE_SERVER);
        late.cluster.start();

        assertThat(late.paused).hasSize(1);
        assertThat(late.task("a").definition().timing()).isEqualTo(FIVE);
        assertThat(late.task("a").since()).isEqualTo(shared.now);
        assertThat(late.cancelled).isEmpty();
    }

    @Tag("S14")
    @Test
    void aCancelReachesEveryNodeOnceAndSaysHowManyRun() {
        begin();
        two.claim(two.execution("a", NOON.plusMillis(1_000)));
        assertThat(of(one).cancel("a", ALICE)).isEqualTo(1);
        of(one).refresh();
        of(two).refresh();
        of(two).refresh();

        assertThat(one.cancelled).containsExactly("a by alice");
        assertThat(two.cancelled).containsExactly("a by alice");
    }

    @Test
    void aCancelOfLongAgoHitsNothingThatRunsNow() {
        begin();
        of(one).cancel("a", ALICE);
        shared.pass(Duration.ofMinutes(5));
        two.beat();
        of(two).refresh();

        assertThat(two.cancelled).isEmpty();
    }

    private List<String> readByTwo() {
        two.line.calls.clear();
        of(two).refresh();
        return List.copyOf(two.line.calls);
    }

    @Test
    void tablesAreReadOnlyWhenTheNumberHasMoved() {
        begin();
        of(two).refresh();
        assertThat(readByTwo()).containsExactly("number");
        giveBack(1);
        assertThat(readByTwo()).containsExactly("number", "after", "pauses", "overrides");
        assertThat(readByTwo()).containsExactly("number");

        of(one).pause("a", null, ALICE);
        assertThat(readByTwo()).containsExactly("number", "after", "pauses", "overrides");
        assertThat(readByTwo()).containsExactly("number");

        of(one).reschedule("a", FIVE, ALICE);
        assertThat(readByTwo()).containsExactly("number", "after", "pauses", "overrides", "all");
        assertThat(readByTwo()).containsExactly("number");
    }

    @Test
    void aScheduleGivenByHandHoldsFromItsCommitAndIsTakenBack() {
        begin();
        of(one).reschedule("a", FIVE, ALICE);
        Instant given = shared.now;
        assertThat(shared.mark("a").schedule()).isEqualTo("every 5 minutes in Z");
        shared.passSeconds(2);
        of(two).refresh();
        assertThat(two.task("a").definition().timing()).isEqualTo(FIVE);
        assertThat(two.task("a").since()).isEqualTo(given);
        assertThat(two.task("a").revision()).isEqualTo(shared.mark("a").revision());

        assertThat(of(two).reset("a", ALICE)).isTrue();
        of(one).refresh();
        assertThat(one.task("a").definition().timing()).hasToString("every minute");
        assertThat(shared.mark("a").schedule()).isEqualTo("every minute in Z");
        assertThat(of(one).reset("a", ALICE)).isFalse();
    }

    @Test
    void aTaskThatIsRegisteredLaterHasTheScheduleThatItWasGiven() {
        begin();
        of(one).reschedule("a", FIVE, ALICE);
        of(two).refresh();
        two.remove("a");
        two.with("a", "every minute", ONE_SERVER);
        of(two).refresh();

        assertThat(two.task("a").definition().timing()).isEqualTo(FIVE);
    }

    @Test
    void aDelayMayBeGivenToAPlainTaskOnly() {
        one.with("plain", "every minute", TaskSettings.UNSET);
        begin();
        Delay delay = new Delay(Duration.ofSeconds(10));
        of(one).reschedule("plain", delay, ALICE);
        assertThat(one.task("plain").definition().timing()).isEqualTo(delay);
        shared.live(Duration.ofMinutes(1), one, two);
        assertThat(one.task("plain").definition().timing()).isEqualTo(delay);

        assertThatThrownBy(() -> of(one).reschedule("a", delay, ALICE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a runs on one server");
    }

    @Test
    void whatCannotBeWrittenDownIsRefused() {
        begin();
        assertThatThrownBy(() -> of(one).reschedule("a", new Own(), ALICE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be written down");
        assertThat(shared.store.operations().overrides()).isEmpty();
    }

    @Test
    void whatTwoNodesCommitAtOnceIsLostOnNeither() {
        begin();
        of(one).refresh();
        one.line.meanwhile = () -> shared.store
                .operations()
                .write(new Operation(0, Operation.Kind.CANCEL, "a", null, "two", shared.now, ALICE));
        of(one).pause("a", null, ALICE);
        of(one).refresh();

        assertThat(one.cancelled).containsExactly("a by alice");
        assertThat(one.paused).hasSize(1);
    }

    @Test
    void aCancelThatComesBetweenTwoReadingsIsCarriedOutOnce() {
        begin();
        of(two).refresh();
        of(one).ran("a", "x1", ALICE);
        two.line.before("after", () -> of(one).cancel("a", ALICE));
        of(two).refresh();
        of(one).ran("a", "x2", ALICE);
        of(two).refresh();

        assertThat(two.cancelled).containsExactly("a by alice");
    }

    @Test
    void whatANodeGivesBackIsAskedForAgainByTheOthers() {
        begin();
        of(two).refresh();
        int before = two.askedAgain;
        of(two).refresh();
        assertThat(two.askedAgain).isEqualTo(before);
        Execution claimed = one.execution("a", NOON.plusSeconds(1));
        assertThat(one.claim(claimed)).isEqualTo(Claim.Outcome.WON);
        assertThat(one.node.claims().giveBack(List.of(claimed))).hasSize(1);
        of(two).refresh();

        assertThat(two.askedAgain).isEqualTo(before + 1);
    }

    private void giveBack(int second) {
        Execution claimed = one.execution("a", NOON.plusSeconds(second));
        assertThat(one.claim(claimed)).isEqualTo(Claim.Outcome.WON);
        assertThat(one.node.claims().giveBack(List.of(claimed))).hasSize(1);
    }

    @Test
    void whatPeopleDoMakesNoNodeAskAgain() {
        begin();
        of(two).refresh();
        int before = two.askedAgain;
        of(one).ran("a", "x1", ALICE);
        of(one).pause("a", null, ALICE);
        of(one).resume("a", ALICE);
        of(two).refresh();
        of(one).reschedule("a", FIVE, ALICE);
        of(one).cancel("a", ALICE);
        of(two).refresh();
        two.line.before("after", () -> of(one).ran("a", "x2", ALICE));
        of(one).unlocked("a", ALICE);
        of(two).refresh();
        of(two).refresh();

        assertThat(two.askedAgain).isEqualTo(before);
    }

    @Test
    void whatIsGivenBackAmongWhatPeopleDoIsAskedForAgain() {
        begin();
        of(two).refresh();
        int before = two.askedAgain;
        of(one).ran("a", "x1", ALICE);
        giveBack(1);
        of(one).ran("a", "x2", ALICE);
        of(two).refresh();

        assertThat(two.askedAgain).isEqualTo(before + 1);
    }

    @Test
    void whatIsGivenBackBetweenTwoReadingsIsAskedForAgain() {
        begin();
        of(two).refresh();
        int before = two.askedAgain;
        of(one).ran("a", "x1", ALICE);
        two.line.before("after", () -> {
            giveBack(1);
            of(one).ran("a", "x2", ALICE);
        });
        of(two).refresh();
        assertThat(two.askedAgain).isEqualTo(before + 1);
        of(one).ran("a", "x3", ALICE);
        two.line.before("pauses", () -> giveBack(2));
        of(two).refresh();
        of(two).refresh();

        assertThat(two.askedAgain).isEqualTo(before + 2);
    }

    @Test
    void aStoreThatDoesNotAnswerIsThePersonsToKnow() {
        begin();
        one.line.cut(true);
        assertThatThrownBy(() -> of(one).pause("a", null, ALICE)).isInstanceOf(StoreException.class);
    }

    @Test
    void runsAndOpenedLocksAreKept() {
        begin();
        of(one).ran("a", "x1", ALICE);
        of(one).unlocked("a", ALICE.because("stuck"));

        assertThat(shared.store.operations().after(0))
                .extracting(Operation::kind)
                .isEqualTo(List.of(Operation.Kind.RUN, Operation.Kind.UNLOCK));
    }

    /** A schedule of the user's own. */
    private static final class Own implements Schedule {

        @Override
        public @Nullable Instant next(Instant after) {
            return after.plusSeconds(7);
        }

        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Schedule withZone(ZoneId zone) {
            return this;
        }
    }
}
