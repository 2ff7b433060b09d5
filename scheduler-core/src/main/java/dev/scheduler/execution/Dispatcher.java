package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.Reason;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.Trigger;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.lock.OverlapLocks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings what was accepted through its claim and its rules, on the threads; each run that comes in here is told of, once. */
final class Dispatcher {

    private final Environment environment;
    private final Registry registry;
    private final ExecutionReporter reporter;
    private final Consumer<TaskEntry> whenEnded;
    private final RuleChains chains;
    private final @Nullable ClaimedRuns claims;
    private final Supplier<Workers> newWorkers;
    private final SaturationWatch saturation;
    private final UnstartedRuns unstarted;
    private volatile Workers workers;
    private volatile boolean stopped;
    private volatile boolean outOfTime;

    /**
     * @param whenEnded called with the task when one of its executions has ended and no longer blocks the next
     */
    Dispatcher(
            Environment environment,
            Registry registry,
            ExecutionReporter reporter,
            PauseBook pauses,
            Consumer<TaskEntry> whenEnded,
            Parts parts) {
        this.environment = environment;
        this.registry = registry;
        this.reporter = reporter;
        this.whenEnded = whenEnded;
        this.chains = new RuleChains(environment, pauses, this::mayStart, reporter, parts.claims(), parts.locks());
        this.unstarted = new UnstartedRuns(chains, parts.claims(), this);
        this.claims = parts.claims() == null
                ? null
                : new ClaimedRuns(environment, this, chains, pauses, parts.claims(), parts.locks());
        this.newWorkers =
                () -> new Workers(environment.threads().pool(parts.threads(), parts.threadFactory()), this::execute);
        this.workers = newWorkers.get();
        this.saturation = new SaturationWatch(environment.threads()::nanoTime);
    }

    RuleChains chains() {
        return chains;
    }

    /** Takes a stop back. */
    void restart() {
        if (stopped) {
            workers = newWorkers.get();
            outOfTime = false;
            stopped = false;
        }
        if (claims != null) {
            claims.open();
        }
    }

    boolean isStopped() {
        return stopped;
    }

    /** Whether {@link #share()} is to be called in a moment. */
    boolean hasToShare() {
        return workers.hasToShare();
    }

    /** Lets nothing that was started wait for what was started before it, as far as there are threads. */
    void share() {
        workers.share();
    }

    /** Says so where the threads do not suffice. */
    void watch() {
        saturation.look(workers.isSaturated(), workers.threads(), this::blockers);
    }

    private String blockers() {
        return inside().map(Run::toString).limit(20).collect(Collectors.joining(", "));
    }

    /** Tells of a run that too many others of its task stand before. */
    void refuse(Run run) {
        reporter.ended(
                run,
                Outcome.skipped(Reason.OVERLAPPING, "an earlier execution still waits for a thread"),
                environment.now());
        whenEnded.accept(run.entry());
    }

    /** Starts what the timeline accepted, in this order. */
    void start(List<Run> accepted) {
        List<Run> ready = new ArrayList<>(accepted.size());
        boolean claiming = false;
        for (Run run : accepted) {
            if (run.phase() == Phase.ACCEPTED) {
                add(run);
                claiming = true;
            } else {
                giveWay(run);
                ready.add(run);
            }
        }
        if (claims != null && claiming) {
            claims.wake();
        }
        workers.submit(ready);
    }

    private void add(Run run) {
        if (claims != null) {
            claims.add(run);
        }
    }

    /** What the store has kept waiting for its lock makes way for a later scheduled time of its task. */
    private void giveWay(Run later) {
        for (Run run : later.entry().runs().in(Phase.LOCKING)) {
            Run.Silence silence = run.silence();
            if (silence != null && run.trigger() != Trigger.MISSED) {
                endWaiting(run, Phase.LOCKING, Outcome.skipped(Reason.NO_LOCK_STORE, silence.problem()));
            }
        }
    }

    /** Starts what was missed, behind what its task runs now. */
    void catchUp(Run run) {
        if (stopped) {
            unstarted.end(List.of(run));
            return;
        }
        boolean claims = !run.isClaimed() && chains.isOneServer(run.definition());
        run.entry().runs().acceptCatchUp(run, claims);
        if (claims) {
            start(List.of(run));
        } else {
            submit(run.entry().runs().nextTurn());
        }
    }

    /** A catch-up that was claimed waits for its turn. */
    void park(Run run) {
        if (run.entry().runs().move(run, Phase.PARKED)) {
            submit(run.entry().runs().nextTurn());
        }
    }

    /** Starts what was missed and has its row already. */
    void catchUp(TaskEntry entry, Execution claimed) {
        Rule chain = chains.of(entry.definition(), Trigger.MISSED);
        catchUp(new Run(environment, entry, claimed.id(), chain, claimed.scheduledTime(), Trigger.MISSED));
    }

    /** Accepts scheduled times of the last moments again that other nodes may have given back. */
    void askAgain(Collection<Run> runs) {
        List<Run> accepted = new ArrayList<>();
        for (Run run : runs) {
            if (run.entry().runs().accept(run, true, run.entry().overlap())) {
                accepted.add(run);
            }
        }
        start(accepted);
    }

    /**
     * Starts a task by hand.
     *
     * @throws TaskRefusedException where its overlap policy forbids it on this node
     */
    Run runNow(TaskEntry entry) {
        Rule chain = chains.of(entry.definition(), Trigger.MANUAL);
        Run run = new Run(environment, entry, chain, environment.now(), Trigger.MANUAL, environment.now());
        Run blocker = entry.runs().acceptByHand(run, entry.overlap());
        if (blocker != null) {
            throw new TaskRefusedException("\"" + entry.name() + "\" is already running, or about to, as execution "
                    + blocker.executionId() + " on " + blocker.node() + ".");
        }
        submit(run);
        return run;
    }

    /** Lets a run wait for a thread, or ends it where nothing starts any more. */
    void submit(@Nullable Run run) {
        if (run == null) {
            return;
        }
        if (stopped) {
            unstarted.end(List.of(run));
        } else {
            workers.submit(List.of(run));
        }
    }

    private void execute(Run run) {
        if (!run.entry().runs().move(run, Phase.QUEUED, Phase.PASSING)) {
            return;
        }
        Outcome outcome = pass(run);
        if (outcome.next() == null) {
            end(run, outcome);
        } else {
            goOn(run, outcome);
        }
    }

    private static Outcome pass(Run run) {
        try {
            return run.way().pass(run);
        } catch (Throwable thrown) {
            return Outcome.failed(thrown);
        }
    }

    private void goOn(Run run, Outcome outcome) {
        Phase next = outcome.next();
        Duration later = outcome.later();
        if (outcome.equals(Outcome.NOT_STARTED)) {
            unstarted.endInHand(run);
        } else if (next == Phase.LOCKING && later != null) {
            askAgain(run, later);
        } else if (next == Phase.DELAYED && later != null && run.entry().runs().move(run, Phase.DELAYED)) {
            environment.threads().after(later, () -> requeue(run, Phase.DELAYED));
            wakeClaims();
        }
        if (stopped) {
            unstarted.end(List.of(run)); // the stop may have looked for what waits before this did
        }
    }

    /** A run that was refused the lock, or not answered, asks again a little later, as long as it may. */
    private void askAgain(Run run, Duration later) {
        if (run.waitsForStore() && run.trigger() != Trigger.MISSED && (isOver(run) || hasLater(run))) {
            Run.Silence silence = run.silence();
            end(run, Outcome.skipped(Reason.NO_LOCK_STORE, silence == null ? "no answer" : silence.problem()));
        } else {
            run.entry().runs().move(run, Phase.LOCKING);
            submit(run.entry().runs().nextTurn());
            environment.threads().after(later, () -> requeue(run, Phase.LOCKING));
        }
        whenEnded.accept(run.entry());
    }

    private static boolean hasLater(Run run) {
        return run.trigger() == Trigger.SCHEDULE && run.entry().runs().hasLater(run);
    }

    /** Whether the store has been silent for longer than the task may be late. */
    private boolean isOver(Run run) {
        Run.Silence silence = run.silence();
        return silence != null && environment.now().isAfter(silence.since().plus(DueDecision.grace(run.definition())));
    }

    /** There is room for more. */
    private void wakeClaims() {
        if (claims != null) {
            claims.wake();
        }
    }

    private void requeue(Run run, Phase from) {
        if (run.entry().runs().move(run, from, Phase.QUEUED)) {
            submit(run);
        }
    }

    /** What has ended in the caller's hands is told of, and its task's next may start. */
    void end(Run run, Outcome outcome) {
        reporter.ended(run, outcome, environment.now());
        settle(run);
    }

    /** Ends a run that nobody has in hand, if it still stands where the caller thinks; whether it did. */
    boolean endWaiting(Run run, Phase from, Outcome outcome) {
        boolean stood = run.entry().runs().end(run, from);
        if (stood) {
            reporter.ended(run, outcome, environment.now());
            left(run);
        }
        return stood;
    }

    /** The run is nobody's business here any more: its task's next may start. */
    void settle(Run run) {
        if (run.entry().runs().end(run)) {
            left(run);
        }
    }

    private void left(Run run) {
        run.releaseClaimLock();
        if (claims != null) {
            claims.left(run);
        }
        submit(run.entry().runs().nextTurn());
        whenEnded.accept(run.entry());
    }

    /** Nothing is accepted any more; what waits for its claim is left to others. */
    void close(Duration patience) {
        stopped = true;
        if (claims != null) {
            claims.close(patience);
        }
    }

    /** Nothing starts any more at all. */
    void outOfTime() {
        outOfTime = true;
    }

    /** What was won and cannot be given back is served while there is time, as no other node would. */
    boolean mayStart(Run run) {
        return !run.hasEnded() && (!stopped || mayStartLate(run));
    }

    private boolean mayStartLate(Run run) {
        return !outOfTime && run.isClaimed() && !chains.isAccountedFor(run.definition());
    }

    Workers workers() {
        return workers;
    }

    UnstartedRuns unstarted() {
        return unstarted;
    }

    ExecutionReporter reporter() {
        return reporter;
    }

    /** What was accepted and has not ended. */
    Stream<Run> underWay() {
        return registry.withLeaving().flatMap(entry -> entry.runs().all().stream());
    }

    /** What is in the way of others, of which most runs. */
    Stream<Run> inside() {
        return registry.withLeaving().flatMap(entry -> entry.runs().inside().stream());
    }

    /** What the dispatcher is made of. */
    record Parts(
            int threads,
            ThreadFactory threadFactory,
            @Nullable ClaimStore claims,
            @Nullable OverlapLocks locks) {}
}
