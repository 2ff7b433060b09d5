package dev.scheduler.execution;

import dev.scheduler.lock.ClaimStore;
import dev.scheduler.lock.OverlapLocks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives runs their threads and lets them out again: each that comes in here is told of, once. */
final class Dispatcher {

    private final Environment environment;
    private final Registry registry;
    private final ExecutionReporter reporter;
    private final Consumer<TaskEntry> whenEnded;
    private final Coordination coordination;
    private final RuleChains chains;
    private final RunStarter starter;
    private final @Nullable ClaimedRuns claims;
    private final Supplier<Workers> newWorkers;
    private final SaturationWatch saturation;
    private final UnstartedRuns unstarted;
    private volatile Workers workers;
    private volatile Stage stage = Stage.OPEN;

    /** How far a stop has come. */
    private enum Stage {
        OPEN,
        /** Nothing starts but what was won and no other node would serve. */
        STOPPING,
        /** Nothing starts. */
        OUT_OF_TIME
    }

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
        this.coordination = new Coordination(parts.claims(), parts.locks());
        this.chains = new RuleChains(environment, pauses, this::mayStart, reporter, coordination);
        this.starter = new RunStarter(environment, this, chains, coordination);
        this.unstarted = new UnstartedRuns(coordination, this);
        this.claims = parts.claims() == null ? null : new ClaimedRuns(environment, this, coordination, pauses);
        RunExecutor executor = new RunExecutor(environment, this, whenEnded);
        this.newWorkers = () ->
                new Workers(environment.threads().pool(parts.threads(), parts.threadFactory()), executor::execute);
        this.workers = newWorkers.get();
        this.saturation = new SaturationWatch(environment.threads()::nanoTime);
    }

    Coordination coordination() {
        return coordination;
    }

    RuleChains chains() {
        return chains;
    }

    /** The ways in. */
    RunStarter starter() {
        return starter;
    }

    /** Takes a stop back. */
    void restart() {
        if (isStopped()) {
            workers = newWorkers.get();
            stage = Stage.OPEN;
        }
        if (claims != null) {
            claims.open();
        }
    }

    /** Nothing is accepted any more; what waits for its claim is left to others. */
    void close(Duration patience) {
        stage = Stage.STOPPING;
        if (claims != null) {
            claims.close(patience);
        }
    }

    /** Nothing starts any more at all. */
    void outOfTime() {
        stage = Stage.OUT_OF_TIME;
    }

    boolean isStopped() {
        return stage != Stage.OPEN;
    }

    /** What was won and cannot be given back is served while there is time, as no other node would. */
    boolean mayStart(Run run) {
        return !run.hasEnded()
                && switch (stage) {
                    case OPEN -> true;
                    case STOPPING -> run.isClaimed() && !coordination.isAccountedFor(run.definition());
                    case OUT_OF_TIME -> false;
                };
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

    /** Lets runs wait for their claims. */
    void claim(List<Run> runs) {
        if (claims != null && !runs.isEmpty()) {
            runs.forEach(claims::add);
            claims.wake();
        }
    }

    /** There is room for more. */
    void wakeClaims() {
        if (claims != null) {
            claims.wake();
        }
    }

    /** A catch-up that was claimed waits for its turn. */
    void park(Run run) {
        if (run.entry().runs().move(run, Phase.PARKED)) {
            submit(run.entry().runs().nextTurn());
        }
    }

    /** Lets a run wait for a thread, or ends it where nothing starts any more. */
    void submit(@Nullable Run run) {
        if (run == null) {
            return;
        }
        if (isStopped()) {
            unstarted.end(run);
            return;
        }
        submit(List.of(run));
        if (isStopped()) {
            unstarted.end(run); // the threads may have been sent away since it was asked
        }
    }

    /** Lets runs wait for threads, in this order. */
    void submit(List<Run> runs) {
        workers.submit(runs);
    }

    /** Tells of a run that too many others of its task stand before. */
    void refuse(Run run) {
        reporter.ended(run, Outcome.CROWDED_OUT, environment.now());
        whenEnded.accept(run.entry());
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

    /** The runs that block their task's next one; most are running. */
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
