package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.TaskDefinition;
import dev.scheduler.Trigger;
import dev.scheduler.history.MissedTimes;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One look at the timeline: decides of each scheduled time that has come whether it is accepted or was missed. Outside a
 * gap everything due is accepted, if a little late. After a gap only the latest scheduled time of a task may start late,
 * and that only within the task's grace; of the others its policy says whether some are caught up on.
 */
final class Beat implements Timeline.Advance {

    static final Duration GRACE = Duration.ofMinutes(1);

    private final Environment environment;
    private final Ways ways;
    private final Instant now;
    private final ClockWatch.@Nullable Gap gap;
    private final List<Run> accepted = new ArrayList<>();
    private final List<Run> refused = new ArrayList<>();
    private final List<Run> catchUps = new ArrayList<>();
    private final List<Execution> missed = new ArrayList<>();
    private @Nullable Schedule askedSchedule;
    private @Nullable Instant askedAfter;
    private @Nullable Instant answer;

    Beat(Environment environment, Ways ways, ClockWatch.Reading reading) {
        this.environment = environment;
        this.ways = ways;
        this.now = reading.now();
        this.gap = reading.gap();
    }

    /** What is to be run, the earliest first. */
    List<Run> accepted() {
        return accepted;
    }

    /** What is not to be run, as too much of its task waits already. */
    List<Run> refused() {
        return refused;
    }

    /** What was missed and is to be run after all. */
    List<Run> catchUps() {
        return catchUps;
    }

    /** What nobody accepted in time. */
    List<Execution> missed() {
        return missed;
    }

    @Override
    public @Nullable Instant next(TaskEntry entry, Instant due) {
        if (entry.unsure) {
            return NextTimes.after(entry, now, now);
        }
        if (!(entry.definition().timing() instanceof Schedule schedule)) {
            accept(entry, due);
            return null;
        }
        Instant next = following(entry, schedule, due);
        return gap == null ? acceptOne(entry, due, next) : acceptLatest(entry, due, next, gap);
    }

    /** Tasks that are due together often share their schedule: it is asked once for all of them. */
    private @Nullable Instant following(TaskEntry entry, Schedule schedule, Instant due) {
        if (schedule != askedSchedule || !due.equals(askedAfter)) {
            answer = NextTimes.after(entry, due, now);
            askedSchedule = entry.unsure ? null : schedule;
            askedAfter = due;
        }
        return answer;
    }

    private @Nullable Instant acceptOne(TaskEntry entry, Instant due, @Nullable Instant next) {
        accept(entry, due);
        return next;
    }

    private @Nullable Instant acceptLatest(
            TaskEntry entry, Instant due, @Nullable Instant next, ClockWatch.Gap missedIn) {
        MissedTimes times = new MissedTimes(entry.definition().settings());
        Instant latest = due;
        Instant following = next;
        while (following != null && !following.isAfter(now) && !entry.unsure) {
            times.add(latest);
            latest = following;
            following = NextTimes.after(entry, latest, now);
        }
        boolean late = Duration.between(latest, now).compareTo(grace(entry.definition())) > 0;
        if (late) {
            times.add(latest);
        }
        miss(entry, times, missedIn);
        return late ? following : acceptOne(entry, latest, following);
    }

    private void accept(TaskEntry entry, Instant due) {
        Run run = new Run(environment, entry, ways, due, Trigger.SCHEDULE, now);
        (entry.accept(run) ? accepted : refused).add(run);
    }

    /** Of one-server tasks whose claims are accounted for, all nodes together judge. */
    private void miss(TaskEntry entry, MissedTimes times, ClockWatch.Gap missedIn) {
        if (times.isEmpty() || ways.isAccountedFor(entry.definition())) {
            return;
        }
        MissedTimes.Verdict verdict = times.verdict(now);
        if (verdict.first() != null && verdict.last() != null) {
            missed.add(missed(entry, verdict.first(), verdict.last(), verdict.count(), missedIn));
        }
        verdict.catchUps().forEach(time -> catchUps.add(new Run(environment, entry, ways, time, Trigger.MISSED)));
    }

    private Execution missed(TaskEntry entry, Instant first, Instant last, long count, ClockWatch.Gap missedIn) {
        return new Execution(
                environment.ids().next(),
                entry.name(),
                last,
                first,
                count,
                Trigger.SCHEDULE,
                0,
                environment.node(),
                ExecutionState.MISSED,
                missedIn.reason(),
                missedIn.toString(),
                null,
                now,
                null,
                null);
    }

    /** After how long a scheduled time that was not accepted counts as missed. */
    static Duration grace(TaskDefinition definition) {
        return Objects.requireNonNullElse(definition.settings().grace(), GRACE);
    }
}
