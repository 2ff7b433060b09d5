package dev.scheduler.boot.cluster.sim;

import dev.scheduler.Execution;
import dev.scheduler.Pause;
import dev.scheduler.boot.cluster.EndedSchedule;
import dev.scheduler.boot.cluster.TaskMark;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Hears what changes in a store, in the order of the commits. */
interface Journal {

    /** Hears nothing. */
    Journal NONE = new Journal() {};

    /** A claim was won. */
    default void claimed(Execution execution, Instant now) {}

    /** A row was added, or says something else. */
    default void changed(@Nullable Execution before, Execution after) {}

    /** A task's row came into being or is another now. */
    default void marked(@Nullable TaskMark before, TaskMark after, Instant now) {}

    /** A mark was moved on by an account. */
    default void advanced(TaskMark before, Instant until, Duration margin, Instant now) {}

    /** An account was refused, with its records. */
    default void refused(TaskMark known, Instant until, Collection<Execution> records, Instant now) {}

    /** A schedule ended that is to be judged still. */
    default void ended(EndedSchedule schedule, Instant now) {}

    /** An ended schedule is judged. */
    default void judged(EndedSchedule schedule, Instant now) {}

    /** A pause began, or it is another now: it was taken back. */
    default void paused(Pause pause, Instant now) {}

    /** Two records became one. */
    default void merged(Execution before, Execution row, Execution one) {}

    /** A record was purged; its times have none any more. */
    default void purged(Execution record) {}
}
