package dev.scheduler.execution;

import dev.scheduler.Reason;
import dev.scheduler.TaskSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Lets nothing start later after its scheduled time than the task's deadline allows. */
record DeadlineRule(InstantSource clock, Rule next) implements Rule {

    @Override
    public Outcome pass(Run run) throws Exception {
        Outcome tooLate = tooLate(run, clock.instant());
        return tooLate == null ? next.pass(run) : tooLate;
    }

    /** Why a run may not start any more; null where it may. */
    static @Nullable Outcome tooLate(Run run, Instant now) {
        Instant latest = latestStart(run);
        if (latest == null || !now.isAfter(latest)) {
            return null;
        }
        Duration late = Duration.between(run.scheduledTime(), now);
        return Outcome.skipped(
                Reason.DEADLINE,
                "it would have started " + DurationWords.of(late) + " late, the deadline is "
                        + DurationWords.of(Duration.between(run.scheduledTime(), latest)));
    }

    /** The last instant at which a try may begin; null where there is no limit. */
    static @Nullable Instant latestStart(Run run) {
        Duration deadline = run.definition().settings().deadline();
        return deadline == null ? null : run.scheduledTime().plus(TaskSettings.bounded(deadline));
    }
}
