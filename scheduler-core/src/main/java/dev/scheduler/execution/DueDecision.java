package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.Pause;
import dev.scheduler.Reason;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import dev.scheduler.history.MissedTimes;
import dev.scheduler.schedule.Delay;
import dev.scheduler.schedule.Schedule;
import dev.scheduler.thread.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at the timeline: decides of each scheduled time that has come whether it is accepted or was missed. Outside a
 * gap everything due is accepted, if a little late. After a gap only the latest scheduled time of a task may start late,
 * and that only within the task's grace; of the others its policy says whether some are caught up on.
 *
 * <p>What needs no code of the user's is judged here: pauses, and the deadline. Of a one-server task whose claims are accounted
 * for, nothing is recorded that was not claimed: all nodes together judge that.
 */
final class DueDecision implements Timeline.Advance {

    static final Duration GRACE = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(DueDecision.class);

    private final Environment environment;
    private final RuleChains chains;
    private final Coordination coordination;
    private final PauseBook pauses;
    private final Instant now;
    private final ClockWatch.@Nullable Gap gap;
    private final List<Run> accepted = new ArrayList<>();
    private final List<Run> refused = new ArrayList<>();
    private final List<Run> catchUps = new ArrayList<>();
    private final List<Missed> missed = new ArrayList<>();
    private final List<Execution> judged = new ArrayList<>();
    private @Nullable Schedule askedSchedule;
    private @Nullable Instant askedAfter;
    private @Nullable Instant answer;

    DueDecision(
            Environment environment,
            RuleChains chains,
            Coordination coordination,
            PauseBook pauses,
            ClockWatch.Reading reading) {
        this.environment = environment;
        this.chains = chains;
        this.coordination = coordination;
        this.pauses = pauses;
        this.now = reading.now();
        this.gap = reading.gap();
    }

    /** Scheduled times that came in a gap, not counted yet. */
    private record Missed(TaskEntry entry, MissedSpan span, boolean withLatest, ClockWatch.Gap gap) {}

    /** What is to be run, the earliest first. */
    List<Run> accepted() {
        return accepted;
    }

    /** What is not to be run, as too much of its task waits already. */
    List<Run> refused() {
        return refused;
    }

    /** Counts what was missed. That may take long, so nothing is to wait for it: neither the timeline nor what is accepted. */
    void countMissed() {
        missed.forEach(this::count);
        missed.clear();
    }

    private void count(Missed times) {
        try {
            miss(times.entry(), times.span().missed(times.entry(), times.withLatest()), times.gap());
        } catch (Throwable unexpected) {
            log.error("What {} has missed could not be counted", times.entry().name(), Printable.of(unexpected));
        }
    }

    /** What was missed and is to be run after all. */
    List<Run> catchUps() {
        return catchUps;
    }

    /** What became of the times that no run is made for. */
    List<Execution> judged() {
        return judged;
    }

    @Override
    public @Nullable Instant next(TaskEntry entry, Instant due) {
        try {
            return entry.unsure ? NextTimes.after(entry, now, now) : decide(entry, due);
        } catch (Throwable unexpected) {
            log.error(
                    "{} of {} could not be judged; its timing goes on from now",
                    entry.name(),
                    due,
                    Printable.of(unexpected));
            return entry.definition().timing() instanceof Delay delay
                    ? now.plus(TaskSettings.bounded(delay.duration()))
                    : NextTimes.after(entry, now, now);
        }
    }

    private @Nullable Instant decide(TaskEntry entry, Instant due) {
        if (entry.definition().timing() instanceof Delay delay) {
            return accept(entry, due) ? null : now.plus(TaskSettings.bounded(delay.duration()));
        }
        if (!(entry.definition().timing() instanceof Schedule schedule)) {
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
        MissedSpan span = MissedSpan.of(entry, due, next, now);
        boolean late = Duration.between(span.latest(), now).compareTo(grace(entry.definition())) > 0;
        if (!coordination.isAccountedFor(entry.definition())) {
            missed.add(new Missed(entry, span, late, missedIn));
        }
        return late ? span.following() : acceptOne(entry, span.latest(), span.following());
    }

    /** Whether a run was made for it, which ends in time. */
    private boolean accept(TaskEntry entry, Instant due) {
        Pause pause = pauses.inForce(entry, now);
        if (pause != null) {
            skip(entry, due, Outcome.skipped(Reason.PAUSED, PauseBook.words(pause)));
            return false;
        }
        Rule chain = chains.of(entry.definition(), Trigger.SCHEDULE);
        Run run = new Run(environment, entry, chain, due, Trigger.SCHEDULE, now);
        boolean claims = coordination.isOneServer(entry.definition());
        Outcome tooLate = claims ? null : DeadlineRule.tooLate(run, now);
        if (tooLate != null) {
            skip(entry, due, tooLate);
            return false;
        }
        (entry.runs().accept(run, claims, entry.overlap()) ? accepted : refused).add(run);
        return true;
    }

    private void skip(TaskEntry entry, Instant due, Outcome why) {
        if (!coordination.isAccountedFor(entry.definition())) {
            judged.add(judged(entry, due, due, 1, why));
        }
    }

    private void miss(TaskEntry entry, MissedTimes times, ClockWatch.Gap missedIn) {
        if (times.isEmpty()) {
            return;
        }
        MissedTimes.Verdict verdict = times.verdict(now);
        if (verdict.first() != null && verdict.last() != null) {
            Outcome missed = Outcome.missed(missedIn.reason(), missedIn.toString());
            judged.add(judged(entry, verdict.first(), verdict.last(), verdict.count(), missed));
        }
        Rule chain = chains.of(entry.definition(), Trigger.MISSED);
        verdict.catchUps().forEach(time -> catchUps.add(new Run(environment, entry, chain, time, Trigger.MISSED, now)));
    }

    private Execution judged(TaskEntry entry, Instant first, Instant last, long count, Outcome outcome) {
        return new Execution(
                environment.ids().next(),
                entry.name(),
                last,
                first,
                count,
                Trigger.SCHEDULE,
                0,
                environment.node(),
                outcome.state(),
                outcome.reason(),
                outcome.detail(),
                null,
                now,
                null,
                null);
    }

    /** After how long a scheduled time that was not accepted counts as missed. */
    static Duration grace(TaskDefinition definition) {
        return TaskSettings.bounded(
                Objects.requireNonNullElse(definition.settings().grace(), GRACE));
    }
}
