package dev.scheduler.execution;

import dev.scheduler.Pause;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import dev.scheduler.schedule.Schedule;
import dev.scheduler.schedule.Timing;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The runs of one-server tasks on this node: those that are to be claimed, and what comes of them. */
final class ClaimedRuns implements ClaimResults, ClaimGate {

    /** How many runs may wait for each free thread: bodies are often shorter than a claim. */
    private static final int RUNS_PER_THREAD = 4;

    private final Environment environment;
    private final Dispatcher dispatcher;
    private final Coordination coordination;
    private final PauseBook pauses;
    private final ClaimQueue queue;
    private final Set<Run> notEnded = ConcurrentHashMap.newKeySet();

    ClaimedRuns(Environment environment, Dispatcher dispatcher, Coordination coordination, PauseBook pauses) {
        this.environment = environment;
        this.dispatcher = dispatcher;
        this.coordination = coordination;
        this.pauses = pauses;
        this.queue = new ClaimQueue(coordination.claimStore(), this, this, environment);
    }

    void open() {
        queue.open();
    }

    void add(Run run) {
        queue.add(run);
    }

    /** What was added is asked for now. */
    void wake() {
        queue.wake();
    }

    void close(Duration patience) {
        queue.close(patience);
    }

    /** A run has ended: if it was claimed here, there is room for another. */
    void left(Run run) {
        if (run.isClaimed() && notEnded.remove(run)) {
            queue.wake();
        }
    }

    @Override
    public void won(Run run) {
        run.markClaimed();
        notEnded.add(run);
        keepLock(run);
        if (dispatcher.isStopped()) {
            dispatcher.unstarted().endInHand(run);
        } else if (run.trigger() == Trigger.MISSED) {
            dispatcher.park(run);
        } else if (run.entry().runs().hasClaimedWaiting(run, run.entry().overlap())) {
            dispatcher.end(run, Outcome.CROWDED_OUT);
        } else if (run.entry().runs().move(run, Phase.QUEUED)) {
            dispatcher.submit(run);
        }
    }

    private void keepLock(Run run) {
        if (coordination.keepsLockOfClaim(run.definition())) {
            run.keepsClaimLock(
                    coordination.overlapLocks().keep(run.task(), run.owner(), LockRule.lease(run.definition())));
        }
    }

    @Override
    public void taken(Run run) {
        dispatcher.settle(run);
    }

    @Override
    public void leftToOthers(Run run) {
        if (coordination.isAccountedFor(run.definition())) {
            dispatcher.settle(run);
        } else {
            ended(run, Outcome.missed(Reason.NODE_DOWN, "the scheduler was stopped before the time was claimed"));
        }
    }

    @Override
    public void ended(Run run, Outcome outcome) {
        dispatcher.end(run, outcome);
    }

    @Override
    public @Nullable Outcome notDue(Run run) {
        Pause pause = pauses.inForce(run.entry(), environment.now());
        if (pause != null) {
            return Outcome.skipped(Reason.PAUSED, PauseBook.words(pause));
        }
        return !run.entry().isCandidate() || !isOf(run.entry().definition().timing(), run)
                ? Outcome.missed(Reason.NODE_DOWN, "the task was removed or rescheduled before the time was claimed")
                : null;
    }

    /** Whether a scheduled time is one of a timing that the task may have been given since. */
    private static boolean isOf(@Nullable Timing timing, Run run) {
        return timing == run.definition().timing()
                || (timing instanceof Schedule
                        && run.scheduledTime().isAfter(run.entry().since())
                        && run.scheduledTime()
                                .equals(NextTimes.following(
                                        run.entry().definition(),
                                        run.scheduledTime().minusNanos(1))));
    }

    @Override
    public boolean locksClaim(Run run) {
        return coordination.locksClaims(run.definition());
    }

    /** What waits for no thread leaves room for others: jitter, its turn, or its lock. */
    @Override
    public int room() {
        int free = dispatcher.workers().threads() - dispatcher.workers().busy();
        long queued =
                notEnded.stream().filter(run -> run.phase() == Phase.QUEUED).count();
        return RUNS_PER_THREAD * free - (int) queued;
    }
}
