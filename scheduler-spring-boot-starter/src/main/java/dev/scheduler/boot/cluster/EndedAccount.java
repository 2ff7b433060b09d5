package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The account of schedules that a task had before: what was missed is recorded, and not caught up on. */
final class EndedAccount {

    /** Where the schedule of today was in force already, so many of its times are held against it one by one. */
    private static final int MOST_COMPARED = 1_000;

    private final TaskMark mark;
    private final @Nullable Schedule current;
    private final Verdicts verdicts;
    private final TaskAccount.Limits limits;
    private final Supplier<String> ids;
    private final String node;

    /** @param current the schedule that the task has now, where this node knows it; its own account has its times */
    EndedAccount(
            TaskMark mark,
            @Nullable Schedule current,
            Verdicts verdicts,
            TaskAccount.Limits limits,
            Supplier<String> ids,
            String node) {
        this.mark = mark;
        this.current = current;
        this.verdicts = verdicts;
        this.limits = limits;
        this.ids = ids;
        this.node = node;
    }

    String task() {
        return mark.task();
    }

    /** What has no record, of one of them. */
    List<Execution> rows(EndedSchedule ended, Schedule schedule, List<Span> known) {
        Instant from = TaskAccount.later(mark.accountedUntil(), ended.since());
        Instant until = TaskAccount.earlier(until(ended), limits.settled());
        List<Execution> rows = new ArrayList<>();
        for (Unrecorded each : Unrecorded.of(schedule, from, until, known, verdicts)) {
            for (Gap gap : withoutCurrent(each.gap(), schedule)) {
                rows.add(Judged.times(ids.get(), node, mark.task(), gap, each.verdict(), limits.now()));
            }
        }
        return rows;
    }

    /** An end in the future was written when the clock was wrong. */
    private Instant until(EndedSchedule ended) {
        return ended.until().isAfter(limits.now()) ? TaskAccount.earlier(ended.until(), mark.since()) : ended.until();
    }

    /** What both schedules say is in the account of the one that the task has now. */
    private List<Gap> withoutCurrent(Gap gap, Schedule schedule) {
        if (current == null || gap.last().isBefore(mark.since())) {
            return List.of(gap);
        }
        List<Gap> left = new ArrayList<>();
        Instant first = null;
        Instant last = null;
        long count = 0;
        Instant time = gap.count() > MOST_COMPARED ? null : gap.first();
        while (time != null && !time.isAfter(gap.last())) {
            if (time.isAfter(mark.since()) && time.equals(current.next(time.minusNanos(1)))) {
                if (first != null && last != null) {
                    left.add(new Gap(first, last, count));
                }
                first = null;
                count = 0;
            } else {
                first = first == null ? time : first;
                last = time;
                count++;
            }
            time = schedule.next(time);
        }
        if (first != null && last != null) {
            left.add(new Gap(first, last, count));
        }
        return gap.count() > MOST_COMPARED ? List.of(gap) : left;
    }
}
