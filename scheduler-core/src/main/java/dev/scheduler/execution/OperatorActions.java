package dev.scheduler.execution;

import dev.scheduler.ByHand;
import dev.scheduler.ExecutionState;
import dev.scheduler.LockHolder;
import dev.scheduler.Overlap;
import dev.scheduler.Pause;
import dev.scheduler.StoreUnavailableException;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.Trigger;
import dev.scheduler.lock.OverlapLocks;
import dev.scheduler.schedule.Timing;
import dev.scheduler.task.JitterLimit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people do by hand: for the whole cluster where its nodes share a history, else for this node until it ends. Each is one
 * log line.
 */
final class OperatorActions {

    private static final Logger log = LoggerFactory.getLogger(OperatorActions.class);

    private final Environment environment;
    private final Engine engine;
    private final PauseBook pauses;
    private final @Nullable Operations shared;
    private final @Nullable OverlapLocks locks;
    private final boolean alone;

    OperatorActions(
            Environment environment,
            Engine engine,
            PauseBook pauses,
            @Nullable Operations shared,
            @Nullable OverlapLocks locks,
            boolean alone) {
        this.environment = environment;
        this.engine = engine;
        this.pauses = pauses;
        this.shared = shared;
        this.locks = locks;
        this.alone = alone;
    }

    boolean isShared() {
        return shared != null;
    }

    /** For what it holds, in words. */
    String reach() {
        return shared == null || alone ? "node " + environment.node() : "cluster";
    }

    String run(TaskEntry entry, ByHand by) {
        if (engine.dispatcher().isStopped()) {
            throw TaskRefusedException.stopping(entry.name());
        }
        refuseWhereItDoesNotRun(entry.definition(), by);
        refuseUnderLock(entry);
        Run run = engine.dispatcher().starter().runNow(entry);
        log.info("{} was started{}", run, by);
        if (shared != null) {
            keep(entry, () -> shared.ran(entry.name(), run.executionId(), by));
        }
        return run.executionId();
    }

    private static void refuseWhereItDoesNotRun(TaskDefinition task, ByHand by) {
        if (by.force()) {
            return;
        }
        if (Boolean.FALSE.equals(task.settings().enabled())) {
            throw new TaskRefusedException(
                    "\"" + task.name() + "\" is disabled; force the run to run it all the same.");
        }
        if (!task.inProfile()) {
            throw new TaskRefusedException("\"" + task.name() + "\" is for the profiles \""
                    + task.settings().profiles()
                    + "\", which this node does not have; force the run to run it all the same.");
        }
    }

    /** Where the task may not overlap in the cluster, whoever holds its lock is in the way; a foreigner always is. */
    private void refuseUnderLock(TaskEntry entry) {
        Coordination coordination = engine.dispatcher().coordination();
        boolean alone = coordination.isLocked(entry.definition());
        boolean waits = entry.overlap() == Overlap.QUEUE;
        LockHolder holder = alone || coordination.locksClaims(entry.definition()) ? holderIfKnown(entry) : null;
        if (holder != null && (holder.execution() == null || (alone && !waits))) {
            throw new TaskRefusedException("\"" + entry.name() + "\" cannot run now: " + holder + ".");
        }
    }

    private @Nullable LockHolder holderIfKnown(TaskEntry entry) {
        try {
            return holder(entry);
        } catch (StoreUnavailableException away) {
            log.debug("{}: who holds its lock is not known: {}", entry.name(), away.getMessage());
            return null;
        }
    }

    @Nullable
    LockHolder holder(TaskEntry entry) {
        return locks == null || !locks.areOpen() ? null : locks.holder(entry.name());
    }

    int cancel(TaskEntry entry, ByHand by) {
        int asked = shared == null ? cancelHere(entry, Instant.MAX, by) : shared.cancel(entry.name(), by);
        log.info("{} {} asked to stop{}", executions(asked, entry), asked == 1 ? "was" : "were", by);
        return asked;
    }

    private static String executions(int count, TaskEntry entry) {
        return count + (count == 1 ? " execution of " : " executions of ") + entry.name();
    }

    /** @param until what was started by hand later goes on */
    int cancelHere(TaskEntry entry, Instant until, ByHand by) {
        List<Run> begun = entry.runs().all().stream()
                .filter(run ->
                        run.trigger() != Trigger.MANUAL || !run.scheduledTime().isAfter(until))
                .filter(run -> run.isClaimed() || (run.phase() != Phase.UNCLAIMED && run.phase() != Phase.CLAIMING))
                .toList();
        begun.forEach(run -> cancel(run, "cancelled" + by));
        return begun.size();
    }

    /** What waits ends at once; what a thread has in hand is interrupted, and does not start any more. */
    private void cancel(Run run, String detail) {
        Phase seen = run.phase();
        run.stop(ExecutionState.CANCELLED, detail);
        if (seen == Phase.QUEUED || seen == Phase.DELAYED || seen == Phase.PARKED || seen == Phase.LOCKING) {
            engine.dispatcher().endWaiting(run, seen, Outcome.stopped(ExecutionState.CANCELLED, detail, null));
        }
    }

    void pause(String scope, ByHand by) {
        if (shared != null) {
            shared.pause(scope, null, by);
        } else {
            Instant now = environment.now();
            pauses.add(new Pause(environment.ids().next(), scope, now, null, null, by));
        }
        log.info("{} paused{}", subject(scope), by);
    }

    void resume(String scope, ByHand by) {
        boolean paused = shared == null ? resumeHere(scope) : shared.resume(scope, by);
        log.info("{} resumed{}{}", subject(scope), by, paused ? "" : ", though no pause of its own was in force");
    }

    private boolean resumeHere(String scope) {
        List<TaskEntry> delays = engine.pausedDelays();
        boolean paused = pauses.end(scope, environment.now());
        engine.resumeDelays(delays);
        return paused;
    }

    private static String subject(String scope) {
        return scope.equals(Pause.ALL) ? "The scheduler was" : scope + " was";
    }

    void reschedule(TaskEntry entry, Timing timing, ByHand by) {
        JitterLimit.check(entry.definition().withTiming(timing), environment.now());
        if (shared == null) {
            engine.retime(entry, timing, environment.now(), entry.standing().revision());
        } else {
            shared.reschedule(entry.name(), timing, by);
        }
        log.info("{} was rescheduled to \"{}\"{}", entry.name(), timing, by);
    }

    boolean reset(TaskEntry entry, ByHand by) {
        boolean changed =
                shared == null ? entry.standing().own() != entry.definition().timing() : shared.reset(entry.name(), by);
        if (shared == null && changed) {
            engine.retime(entry, null, environment.now(), entry.standing().revision());
        }
        log.info("{} was reset to its own schedule{}{}", entry.name(), by, changed ? "" : ", which it had already");
        return changed;
    }

    boolean unlock(TaskEntry entry, ByHand by) {
        if (locks == null || !locks.areOpen()) {
            throw new TaskRefusedException("The lock of \"" + entry.name()
                    + "\" is not kept in a database of ours; it frees itself when its lease ends.");
        }
        boolean held = locks.expire(entry.name());
        unlockedHere(entry);
        log.info("The lock of {} was unlocked{}{}", entry.name(), by, held ? "" : ", though nobody held it");
        if (shared != null) {
            keep(entry, () -> shared.unlocked(entry.name(), by));
        }
        return held;
    }

    /** Whoever runs under a lock that was opened is to hear of it. */
    void unlockedHere(TaskEntry entry) {
        if (locks != null) {
            locks.lookAt(entry.name());
        }
    }

    /** What was done is done, whether it can be kept or not. */
    private static void keep(TaskEntry entry, Runnable write) {
        try {
            write.run();
        } catch (StoreUnavailableException away) {
            log.warn("{}: what was done by hand is not kept: {}", entry.name(), away.getMessage());
        }
    }
}
