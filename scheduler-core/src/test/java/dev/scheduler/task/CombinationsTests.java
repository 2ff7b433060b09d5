package dev.scheduler.task;

import dev.scheduler.Missed;
import dev.scheduler.Overlap;
import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.TimingAttribute;
import dev.scheduler.schedule.TimingSpec;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CombinationsTests {

    private static final TimingSpec DAILY = TimingSpec.UNSET.with(TimingAttribute.EVERY, "day");
    private static final TimingSpec DELAY = TimingSpec.UNSET.with(TimingAttribute.DELAY, "10 seconds");
    private static final TaskSettings NOTHING = TaskSettings.UNSET;

    private final Faults faults = new Faults();

    @Test
    void refusesADelayBesideWhatNeedsAScheduledTime() {
        assemble(NOTHING, DELAY, set(s -> s.onOneServer(true).missed(Missed.ONCE)), NOTHING);
        assertThat(faults.faults())
                .containsExactly(
                        "onOneServer = \"true\" on bean.sync: a delay counts from the end of the last run, so each node has"
                                + " its own times; leave out \"onOneServer\" or use \"every\" instead of \"delay\"",
                        "missed = \"ONCE\" on bean.sync: a delay counts from the end of the last run, so nothing is ever"
                                + " missed; leave out \"missed\" or use \"every\" instead of \"delay\"");
    }

    @Test
    void refusesADelayThatAPropertyPutsOnAOneServerTask() {
        assemble(NOTHING, DAILY, set(s -> s.onOneServer(true)), new TaskAttributes(null, DELAY, NOTHING));
        assertThat(faults.faults())
                .singleElement()
                .asString()
                .startsWith("onOneServer = \"true\" on bean.sync: a delay");
    }

    @Test
    void letsAPropertySwitchOffWhatTheCodeSwitchesOn() {
        TaskSettings sync = assemble(
                NOTHING,
                DAILY,
                set(s -> s.onOneServer(true).withoutOverlapping(true).missed(Missed.ALL)),
                new TaskAttributes(
                        null,
                        DELAY,
                        set(s -> s.onOneServer(false).withoutOverlapping(false).missed(Missed.SKIP))));
        assertThat(faults.faults()).isEmpty();
        assertThat(sync.onOneServer()).isFalse();
        assertThat(sync.withoutOverlapping()).isFalse();
        assertThat(sync.missed()).isEqualTo(Missed.SKIP);
    }

    @Test
    void leavesOutTheDefaultsThatDoNotFitADelay() {
        TaskSettings poll =
                assemble(set(s -> s.onOneServer(true).missed(Missed.ALL).maxTries(2)), DELAY, NOTHING, NOTHING);
        assertThat(faults.faults()).isEmpty();
        assertThat(poll.onOneServer()).isFalse();
        assertThat(poll.missed()).isEqualTo(Missed.SKIP);
        assertThat(poll.maxTries()).isEqualTo(2);
    }

    @Test
    void refusesToOverlapWithoutOverlapping() {
        assemble(NOTHING, DAILY, set(s -> s.withoutOverlapping(true).overlap(Overlap.ALLOW)), NOTHING);
        assemble(NOTHING, DAILY, set(s -> s.withoutOverlapping(true)), set(s -> s.overlap(Overlap.REPLACE)));
        assemble(set(s -> s.withoutOverlapping(true).overlap(Overlap.ALLOW)), DAILY, NOTHING, NOTHING);
        assertThat(faults.faults())
                .containsExactly(
                        "overlap = \"ALLOW\" on bean.sync: withoutOverlapping says the opposite; leave out one of them",
                        "scheduler.tasks.sync.overlap = \"REPLACE\": an execution on another node cannot be replaced;"
                                + " leave out withoutOverlapping, or use SKIP or QUEUE",
                        "scheduler.defaults.overlap = \"ALLOW\": withoutOverlapping says the opposite; leave out one of them");
    }

    @Test
    void allowsToQueueWithoutOverlapping() {
        TaskSettings sync =
                assemble(set(s -> s.overlap(Overlap.QUEUE)), DAILY, set(s -> s.withoutOverlapping(true)), NOTHING);
        assertThat(faults.faults()).isEmpty();
        assertThat(sync.overlap()).isEqualTo(Overlap.QUEUE);
    }

    @Test
    void leavesOutTheDefaultThatContradictsATask() {
        TaskSettings strict =
                assemble(set(s -> s.overlap(Overlap.REPLACE)), DAILY, set(s -> s.withoutOverlapping(true)), NOTHING);
        TaskSettings loose =
                assemble(set(s -> s.withoutOverlapping(true)), DAILY, set(s -> s.overlap(Overlap.ALLOW)), NOTHING);
        assertThat(faults.faults()).isEmpty();
        assertThat(strict.overlap()).isEqualTo(Overlap.SKIP);
        assertThat(loose.withoutOverlapping()).isFalse();
    }

    @Test
    void refusesALeaseThatIsTooShortAndCatchUpsOutOfRange() {
        assemble(
                set(s -> s.lease(Duration.ofMillis(4_999))),
                DAILY,
                set(s -> s.missed(Missed.ALL).maxMissed(0).missedWithin(Duration.ZERO)),
                NOTHING);
        assertThat(faults.faults())
                .containsExactly(
                        "scheduler.defaults.lease = \"4 seconds 999 ms\": expected 5 seconds or more, as a"
                                + " shorter one would be lost to one slow answer of the store",
                        "missedWithin = \"0 seconds\" on bean.sync: expected a duration longer than nothing, such as"
                                + " \"30 seconds\"",
                        "maxMissed = \"0\" on bean.sync: expected 1 or more; missed = SKIP catches up on nothing");
    }

    @Test
    void takesTheShortestLease() {
        assemble(NOTHING, DAILY, set(s -> s.withoutOverlapping(true).lease(Duration.ofSeconds(5))), NOTHING);
        assertThat(faults.faults()).isEmpty();
        assertThat(faults.warnings()).isEmpty();
    }

    @Test
    void warnsOfWhatHasNoEffect() {
        assemble(
                NOTHING,
                DAILY,
                set(s -> s.missed(Missed.ONCE).maxMissed(5)),
                set(s -> s.lease(Duration.ofSeconds(30))));
        assemble(NOTHING, DAILY, set(s -> s.missedWithin(Duration.ofHours(1))), NOTHING);
        assertThat(faults.warnings())
                .containsExactly(
                        "scheduler.tasks.sync: a lease is of no use without withoutOverlapping, which is false",
                        "bean.sync: maxMissed is of no use unless missed is ALL",
                        "bean.sync: missedWithin is of no use unless missed is ONCE or ALL");
        assertThat(faults.faults()).isEmpty();
    }

    @Test
    void doesNotWarnOfDefaultsNorOfWhatAnotherLayerUses() {
        TaskSettings defaults = set(s -> s.lease(Duration.ofSeconds(30)).missedWithin(Duration.ofHours(1)));
        assemble(defaults, DAILY, NOTHING, NOTHING);
        assemble(
                set(s -> s.missed(Missed.ALL).withoutOverlapping(true)),
                DAILY,
                set(s -> s.maxMissed(3).lease(Duration.ofSeconds(30))),
                NOTHING);
        assertThat(faults.warnings()).isEmpty();
    }

    private TaskSettings assemble(
            TaskSettings defaults, TimingSpec timing, TaskSettings code, TaskSettings properties) {
        return assemble(defaults, timing, code, new TaskAttributes(null, TimingSpec.UNSET, properties));
    }

    private TaskSettings assemble(
            TaskSettings defaults, TimingSpec timing, TaskSettings code, TaskAttributes properties) {
        TaskLayers layers = new TaskLayers(
                new TaskAttributes(null, TimingSpec.UNSET, defaults), Map.of(), Map.of("sync", properties));
        TaskDraft sync = new TaskDraft("sync", null, timing, code, List.of(), context -> {}, "bean.sync");
        return new TaskAssembler(layers, new TestConditions(), ZoneOffset.UTC, faults)
                .assemble(List.of(sync))
                .get(0)
                .settings();
    }

    private static TaskSettings set(UnaryOperator<TaskSettings.Builder> said) {
        return said.apply(TaskSettings.builder()).build();
    }
}
