package dev.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for something by hand, and why: kept with what was asked, and in its log line.
 *
 * @param actor who asks; null where that is not known
 * @param reason why, for people; null where nothing was said
 * @param force whether a run is to be started although the task is disabled or not in the active profiles; nothing but
 *     {@link Scheduler#run(String, ByHand)} heeds it
 */
public record ByHand(@Nullable String actor, @Nullable String reason, boolean force) {

    /** Somebody, for a reason that was not said. */
    public static final ByHand UNKNOWN = new ByHand(null, null, false);

    /** This person, with no reason given; null as {@link #UNKNOWN}. */
    public static ByHand of(@Nullable String actor) {
        return new ByHand(actor, null, false);
    }

    /** The same for a reason. */
    public ByHand because(@Nullable String why) {
        return new ByHand(actor, why, force);
    }

    /** The same, although the task is disabled or not in the active profiles. */
    public ByHand forced() {
        return new ByHand(actor, reason, true);
    }

    /** {@code " by alice: maintenance"}, as far as that is known; for the end of a log line. */
    @Override
    public String toString() {
        return (actor == null ? " by hand" : " by " + actor) + (reason == null ? "" : ": " + reason);
    }
}
