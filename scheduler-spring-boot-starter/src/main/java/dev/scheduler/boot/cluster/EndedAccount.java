package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The account of schedules that a task had before: what was missed is recorded, and not caught up on. */
final class EndedAccount {

    private final TaskMark mark;
    private final Verdicts verdicts;
    private final TaskAccount.Limits limits;
    private final Supplier<String> ids;
    private final String node;

    EndedAccount(TaskMark mark, Verdicts verdicts, TaskAccount.Limits limits, Supplier<String> ids, String node) {
        this.mark = mark;
        this.verdicts = verdicts;
        this.limits = limits;
        this.ids = ids;
        this.node = node;
    }

    String task() {
        return mark.task();
    }

    /**
     * What has no record, of one of them.
     *
     * @param known what is known of the scheduled times after the mark, in order, and what other accounts are about to record:
     *     where the database's clock was put back, schedules counted at the same time, and no two records may meet
     */
    List<Execution> rows(EndedSchedule ended, Schedule schedule, List<Span> known) {
        Instant from = TaskAccount.later(mark.accountedUntil(), ended.since());
        Instant until = TaskAccount.earlier(until(ended), limits.settled());
        List<Execution> rows = new ArrayList<>();
        for (Unrecorded each : Unrecorded.of(schedule, from, until, known, verdicts)) {
            rows.add(Judged.times(ids.get(), node, mark.task(), each.gap(), each.verdict(), limits.now()));
        }
        return rows;
    }

    /** An end in the future was written when the clock was wrong. */
    private Instant until(EndedSchedule ended) {
        return ended.until().isAfter(limits.now()) ? TaskAccount.earlier(ended.until(), mark.since()) : ended.until();
    }
}
