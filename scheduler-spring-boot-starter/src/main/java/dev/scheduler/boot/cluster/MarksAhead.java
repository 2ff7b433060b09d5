package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves marks back that are ahead of the database's clock, as that was wrong when they were set: otherwise nothing would run
 * until it is as late as they say. What was recorded as missed ahead of time is cut off at now.
 */
final class MarksAhead {

    private static final Logger log = LoggerFactory.getLogger(MarksAhead.class);

    /** What this node and the database may differ by: so much more than needed stays cut off. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private final TaskRows rows;
    private final ClusterClock clock;
    private final Supplier<String> ids;

    /** @param ids makes ids of executions */
    MarksAhead(TaskRows rows, ClusterClock clock, Supplier<String> ids) {
        this.rows = rows;
        this.clock = clock;
        this.ids = ids;
    }

    boolean isAhead(Agreement agreement) {
        TaskMark mark = agreement.mark();
        Instant later = TaskAccount.later(mark.accountedUntil(), mark.since());
        return later.isAfter(clock.instant().plus(agreement.grace()));
    }

    /** Whether it was moved, here and now. */
    boolean moveBack(Agreement agreement) {
        Instant cut = clock.instant().plus(SLACK);
        List<Execution> ahead = rows.missedAfter(agreement.task(), cut);
        List<Execution> parts = new ArrayList<>();
        for (Execution each : ahead) {
            Execution part = part(each, agreement.schedule(), cut);
            if (part != null) {
                parts.add(part);
            }
        }
        boolean moved = rows.moveBack(agreement.mark(), agreement.grace(), ahead, parts);
        if (moved) {
            log.warn(
                    "{} was accounted for until {}, as the database's clock was ahead; it is accounted for from now on",
                    agreement.task(),
                    agreement.mark().accountedUntil());
        }
        return moved;
    }

    private @Nullable Execution part(Execution ahead, Schedule schedule, Instant cut) {
        Instant first = ahead.firstScheduledTime();
        if (first.isAfter(cut)) {
            return null;
        }
        Gap gap = isOf(schedule, ahead) ? counted(ahead, schedule, cut) : estimated(ahead, cut);
        Verdict verdict = new Verdict(
                ahead.state(),
                ahead.reason() == null ? Verdict.DOWN.reason() : ahead.reason(),
                ahead.detail() == null ? Verdict.DOWN.detail() : ahead.detail());
        Instant end = ahead.end() == null ? clock.instant() : ahead.end();
        return Judged.times(ids.get(), ahead.node(), ahead.task(), gap, verdict, end);
    }

    private static boolean isOf(Schedule schedule, Execution ahead) {
        return ahead.firstScheduledTime()
                        .equals(schedule.next(ahead.firstScheduledTime().minusNanos(1)))
                && schedule.count(ahead.firstScheduledTime().minusNanos(1), ahead.scheduledTime()) == ahead.count();
    }

    private static Gap counted(Execution ahead, Schedule schedule, Instant cut) {
        Instant first = ahead.firstScheduledTime();
        Instant last = schedule.previous(cut.plusNanos(1));
        return last == null || !last.isAfter(first)
                ? new Gap(first, first, 1)
                : new Gap(first, last, 1 + schedule.count(first, last));
    }

    /** Of a schedule that the task had before, the share of its times that lies before the cut. */
    private static Gap estimated(Execution ahead, Instant cut) {
        Instant first = ahead.firstScheduledTime();
        double whole = Duration.between(first, ahead.scheduledTime()).toMillis();
        double part = Duration.between(first, cut).toMillis();
        return new Gap(first, cut, 1 + (long) ((ahead.count() - 1) * part / whole));
    }
}
