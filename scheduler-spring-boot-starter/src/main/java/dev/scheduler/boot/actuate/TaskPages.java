package dev.scheduler.boot.actuate;

import dev.scheduler.Execution;
import dev.scheduler.Explanation;
import dev.scheduler.Scheduler;
import dev.scheduler.TaskView;
import dev.scheduler.schedule.Schedule;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.scheduling.ScheduledTasksEndpoint;

/** What can be read. */
final class TaskPages {

    static final int TIMES = 5;
    static final int EXECUTIONS = 20;

    private final Scheduler scheduler;
    private final ScheduledTasksEndpoint boots;
    private final InstantSource clock;
    private final ZoneId zone;
    private final UpcomingTimes upcoming;

    /**
     * Pages of a scheduler.
     *
     * @param boots knows the tasks that are not ours
     * @param zone the zone of local times that are asked about, for tasks without one of their own
     */
    TaskPages(Scheduler scheduler, ScheduledTasksEndpoint boots, InstantSource clock, ZoneId zone) {
        this.scheduler = scheduler;
        this.boots = boots;
        this.clock = clock;
        this.zone = zone;
        this.upcoming = new UpcomingTimes(clock);
    }

    ScheduledTasksDocument all() {
        return new BootDocument(boots.scheduledTasks(), upcoming).with(scheduler.tasks());
    }

    /**
     * One task.
     *
     * @param at the instant to explain, as somebody typed it; null for the last scheduled time
     */
    TaskPage one(String name, @Nullable String at) {
        TaskView view = scheduler.task(name);
        List<Execution> executions = scheduler.executions(view.name());
        return new TaskPage(
                TaskRow.of(view),
                upcoming.of(view, TIMES),
                executions.stream()
                        .limit(EXECUTIONS)
                        .map(ExecutionRow::withOutput)
                        .toList(),
                LockRow.of(scheduler.lockHolder(view.name())),
                at == null ? explainLast(view) : explain(view, AskedTime.parse(at, zone(view))));
    }

    private ZoneId zone(TaskView view) {
        return view.definition().timing() instanceof Schedule schedule ? schedule.zone() : zone;
    }

    private ExplanationRow explain(TaskView view, Instant at) {
        Explanation explanation = scheduler.explain(view.name(), at);
        return ExplanationRow.of(explanation, explanation.answer());
    }

    /** What became of the last scheduled time, and where that did run, why another one before it did not. */
    private ExplanationRow explainLast(TaskView view) {
        Explanation last = scheduler.explain(view.name(), lastDue(view));
        Execution skip = view.lastSkip();
        if (skip == null || isOf(last, skip)) {
            return ExplanationRow.of(last, last.answer());
        }
        Explanation skipped = scheduler.explain(view.name(), skip.scheduledTime());
        return ExplanationRow.of(
                last,
                isOf(skipped, skip) ? last.answer() + " Last time it did not run: " + skipped.answer() : last.answer());
    }

    private static boolean isOf(Explanation explanation, Execution execution) {
        Execution found = explanation.execution();
        return found != null && found.id().equals(execution.id());
    }

    /** Counted from the next scheduled time rather than from now: between the two a time may be due and not yet accepted. */
    private Instant lastDue(TaskView view) {
        Instant end = Objects.requireNonNullElseGet(view.next(), clock::instant);
        Instant last = view.definition().timing() instanceof Schedule schedule ? schedule.previous(end) : end;
        return Objects.requireNonNullElse(last, end);
    }
}
