package dev.scheduler.task;

import dev.scheduler.Missed;
import dev.scheduler.Overlap;
import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.Durations;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which settings of one task cannot be meant together, and which are of no use without another one. */
final class Combinations {

    private final TaskSettings own;
    private final TaskSettings all;
    private final Places places;
    private final Faults faults;

    /**
     * Checks for one task.
     *
     * @param own what is said of the task itself
     * @param all the settings that it is run with
     * @param places where a setting was written
     */
    Combinations(TaskSettings own, TaskSettings all, Places places, Faults faults) {
        this.own = own;
        this.all = all;
        this.places = places;
        this.faults = faults;
    }

    /** A layer over a lower one, of which is left out what does not fit the upper one, or the timing. */
    static TaskSettings lay(TaskSettings upper, TaskSettings lower, boolean besideDelay) {
        TaskSettings.Builder instead = TaskSettings.builder();
        if (isTrue(upper.withoutOverlapping()) && overlaps(lower.overlap())) {
            instead.overlap(Overlap.SKIP);
        }
        if (overlaps(upper.overlap()) && isTrue(lower.withoutOverlapping())) {
            instead.withoutOverlapping(false);
        }
        if (besideDelay && isTrue(lower.onOneServer())) {
            instead.onOneServer(false);
        }
        if (besideDelay && catchesUp(lower.missed())) {
            instead.missed(Missed.SKIP);
        }
        return upper.over(instead.build()).over(lower);
    }

    void check() {
        checkOverlap(own, places, faults);
        warnIf(
                own.backoff() != null && (all.maxTries() == null || all.maxTries() == 1),
                TaskSettings::backoff,
                "a backoff is of no use without maxTries, which is 1");
        warnIf(
                own.lease() != null && !isTrue(all.withoutOverlapping()),
                TaskSettings::lease,
                "a lease is of no use without withoutOverlapping, which is false");
        warnIf(
                own.missedWithin() != null && !catchesUp(all.missed()),
                TaskSettings::missedWithin,
                "missedWithin is of no use unless missed is ONCE or ALL");
        warnIf(
                own.maxMissed() != null && all.missed() != Missed.ALL,
                TaskSettings::maxMissed,
                "maxMissed is of no use unless missed is ALL");
    }

    /** Tells of settings of one layer that exclude each other; both of them are then at the same place. */
    static void checkOverlap(TaskSettings settings, Places places, Faults faults) {
        Overlap overlap = settings.overlap();
        if (isTrue(settings.withoutOverlapping()) && overlap != null && overlaps(overlap)) {
            faults.fault(Place.of(places.of(TaskSettings::overlap), "overlap", overlap.name())
                    + (overlap == Overlap.ALLOW
                            ? ": withoutOverlapping says the opposite; leave out one of them"
                            : ": an execution on another node cannot be replaced;"
                                    + " leave out withoutOverlapping, or use SKIP or QUEUE"));
        }
    }

    /** Tells of what only a schedule can have. */
    void checkBesideDelay() {
        if (own.deadline() != null) {
            refuse("deadline", Durations.words(own.deadline()), TaskSettings::deadline, "nothing is ever late");
        }
        if (isTrue(own.onOneServer())) {
            refuse("onOneServer", "true", TaskSettings::onOneServer, "each node has its own times");
        }
        Missed missed = own.missed();
        if (missed != null && catchesUp(missed)) {
            refuse("missed", missed.name(), TaskSettings::missed, "nothing is ever missed");
        }
    }

    private void refuse(
            String attribute, String given, Function<TaskSettings, @Nullable Object> setting, String consequence) {
        faults.fault(Place.of(places.of(setting), attribute, given)
                + ": a delay counts from the end of the last run, so " + consequence + "; leave out \"" + attribute
                + "\" or use \"every\" instead of \"delay\"");
    }

    private void warnIf(boolean useless, Function<TaskSettings, @Nullable Object> setting, String warning) {
        if (useless) {
            faults.warn(places.of(setting) + ": " + warning);
        }
    }

    private static boolean isTrue(@Nullable Boolean setting) {
        return Boolean.TRUE.equals(setting);
    }

    private static boolean overlaps(@Nullable Overlap overlap) {
        return overlap == Overlap.ALLOW || overlap == Overlap.REPLACE;
    }

    private static boolean catchesUp(@Nullable Missed missed) {
        return missed == Missed.ONCE || missed == Missed.ALL;
    }

    /** Knows where a setting was written. */
    interface Places {
        String of(Function<TaskSettings, @Nullable Object> setting);
    }
}
