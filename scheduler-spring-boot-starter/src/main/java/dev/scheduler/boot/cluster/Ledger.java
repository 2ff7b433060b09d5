package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.TaskDefinition;
import dev.scheduler.Trigger;
import dev.scheduler.boot.jdbc.Span;
import dev.scheduler.boot.jdbc.TaskMark;
import dev.scheduler.history.MissedTimes;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The account of one task at one instant. */
final class Ledger {

    private static final Duration GRACE = Duration.ofMinutes(1);

    private final LocalNode node;
    private final TaskDefinition task;
    private final TaskMark mark;
    private final Instant openSince;
    private final Instant now;
    private final Duration patience;
    private final Predicate<Instant> cutOff;

    /**
     * @param openSince since when this node waits for scheduled times
     * @param patience how long a claim, or the writing of a row, may be under way
     * @param cutOff whether this node lived at an instant, but could not reach the database
     */
    Ledger(
            LocalNode node,
            TaskDefinition task,
            TaskMark mark,
            Instant openSince,
            Instant now,
            Duration patience,
            Predicate<Instant> cutOff) {
        this.node = node;
        this.task = task;
        this.mark = mark;
        this.openSince = openSince;
        this.now = now;
        this.patience = patience;
        this.cutOff = cutOff;
    }

    String task() {
        return task.name();
    }

    TaskMark mark() {
        return mark;
    }

    /** Whether there is anything to account for yet. */
    boolean isDue() {
        return task.timing() instanceof Schedule && settled().isAfter(mark.accountedUntil());
    }

    private boolean isOneServer() {
        return Boolean.TRUE.equals(task.settings().onOneServer());
    }

    /** Up to here nothing can be accepted any more. */
    private Instant settled() {
        Duration grace = Objects.requireNonNullElse(task.settings().grace(), GRACE);
        return isOneServer() ? now.minus(grace).minus(patience) : now.minus(patience);
    }

    /** Up to here this node does not answer for the task by itself. */
    private Instant judged() {
        return isOneServer() || openSince.isAfter(now) ? now : openSince;
    }

    /** @param known what is known of the scheduled times after the mark, in order */
    Account account(Collection<Span> known) {
        Schedule schedule = (Schedule) Objects.requireNonNull(task.timing());
        MissedTimes missed = new MissedTimes(task.settings());
        List<Gap> gaps = new ArrayList<>();
        Instant until = settled();
        for (Gap gap : Gap.of(schedule, mark.accountedUntil(), judged(), known)) {
            Gap over = gap.last().isAfter(until) ? open(schedule, gap, missed) : gap;
            if (over != null) {
                gaps.add(over);
                add(schedule, over, missed);
            }
            if (!gap.equals(over)) {
                until = over == null ? earlier(until, gap.first().minusMillis(1)) : until;
                break;
            }
        }
        return new Account(until, rows(schedule, gaps, missed.verdict(now).catchUps()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Of a gap that may go on, what is missed for certain; nothing where it is to be caught up on as a whole. */
    private @Nullable Gap open(Schedule schedule, Gap gap, MissedTimes missed) {
        Instant until = settled();
        if (missed.remembers() > 0 || gap.first().isAfter(until)) {
            return null;
        }
        Instant last = schedule.previous(until.plusNanos(1));
        return last == null ? null : new Gap(gap.first(), last, schedule.count(gap.first(), last) + 1);
    }

    private static void add(Schedule schedule, Gap gap, MissedTimes missed) {
        List<Instant> latest = gap.latest(schedule, missed.remembers());
        long others = gap.count() - latest.size();
        if (others > 0) {
            Instant last = latest.isEmpty() ? gap.last() : schedule.previous(latest.get(0));
            missed.add(gap.first(), last == null ? gap.first() : last, others);
        }
        latest.forEach(missed::add);
    }

    private List<Execution> rows(Schedule schedule, List<Gap> gaps, List<Instant> catchUps) {
        List<Execution> rows = new ArrayList<>();
        for (Gap gap : gaps) {
            List<Instant> within = catchUps.stream()
                    .filter(time -> !time.isBefore(gap.first()) && !time.isAfter(gap.last()))
                    .toList();
            long count = gap.count() - within.size();
            Instant last = within.isEmpty() ? gap.last() : schedule.previous(within.get(0));
            if (count > 0 && last != null) {
                rows.add(missed(gap.first(), last, count));
            }
            within.forEach(time -> rows.add(catchUp(time)));
        }
        return rows;
    }

    private Execution missed(Instant first, Instant last, long count) {
        boolean away = cutOff.test(first);
        return new Execution(
                node.newExecutionId(),
                task.name(),
                last,
                first,
                count,
                Trigger.SCHEDULE,
                0,
                node.id(),
                ExecutionState.MISSED,
                away ? Reason.NO_LOCK_STORE : Reason.NODE_DOWN,
                away ? "the database could not be reached" : "no living node accepted it",
                null,
                now,
                null,
                null);
    }

    private Execution catchUp(Instant time) {
        return new Execution(
                node.newExecutionId(),
                task.name(),
                time,
                time,
                1,
                Trigger.MISSED,
                0,
                node.id(),
                ExecutionState.RUNNING,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
