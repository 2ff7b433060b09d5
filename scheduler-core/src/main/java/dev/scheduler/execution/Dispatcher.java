package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what was accepted through its rules, on the threads; each run that comes in here is told of, once. */
final class Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Environment environment;
    private final Registry registry;
    private final Teller teller;
    private final Consumer<TaskEntry> whenEnded;
    private final Alarms alarms = new Alarms();
    private final Standby standby;
    private final Ways ways;
    private final Supplier<Workers> newWorkers;
    private final SaturationWatch saturation;
    private final Set<Run> putOff = ConcurrentHashMap.newKeySet();
    private volatile Workers workers;
    private volatile boolean stopped;
    private volatile boolean outOfTime;

    /**
     * @param allPaused whether the whole scheduler is paused
     * @param whenEnded hears which task an execution of has ended, and no longer stands in the way of the next
     */
    Dispatcher(
            Environment environment,
            Registry registry,
            Teller teller,
            BooleanSupplier allPaused,
            Consumer<TaskEntry> whenEnded,
            SchedulerBuilder parts) {
        this.environment = environment;
        this.registry = registry;
        this.teller = teller;
        this.whenEnded = whenEnded;
        this.standby = new Standby(environment, alarms, new Gate(), parts.claims, parts.nanoTime);
        this.ways = new Ways(environment, teller, alarms, allPaused, this::takeTurn, standby.rule(), parts.locks);
        this.newWorkers = () -> new Workers(parts.threads, parts.threadFactory, this::execute);
        this.workers = newWorkers.get();
        this.saturation = new SaturationWatch(parts.nanoTime);
    }

    Ways ways() {
        return ways;
    }

    /** Takes a stop back. */
    void restart() {
        if (stopped) {
            workers = newWorkers.get();
            outOfTime = false;
            stopped = false;
        }
        standby.open();
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

    /** Tells of a run that too many others of its task stand before. */
    void refuse(Run run) {
        Outcome outcome = Outcome.skipped(Reason.OVERLAPPING, "an earlier execution still waits for a thread");
        run.end(outcome, environment.now());
        teller.judged(run.execution());
        whenEnded.accept(run.entry());
    }

    /** Starts what the timeline accepted, in this order. */
    void start(List<Run> accepted) {
        List<Run> ready = new ArrayList<>(accepted.size());
        for (Run run : accepted) {
            if (startsNow(run)) {
                ready.add(run);
            }
        }
        workers.submit(ready);
    }

    private boolean startsNow(Run run) {
        if (ways.asksStore(run.definition())) {
            standby.giveWay(run.entry());
        }
        Duration jitter = run.definition().settings().jitter();
        if (jitter != null) {
            putOff(run, jitter);
        }
        return jitter == null;
    }

    private void putOff(Run run, Duration jitter) {
        putOff.add(run);
        long share = ThreadLocalRandom.current().nextLong(1_000);
        alarms.after(jitter.multipliedBy(share).dividedBy(1_000), () -> resume(run));
    }

    private void resume(Run run) {
        if (putOff.remove(run)) {
            submit(run);
        }
    }

    /** Starts what was missed, behind what its task runs now. */
    void catchUp(Run run) {
        if (stopped) {
            end(run, Outcome.missed(Reason.NODE_DOWN, "the scheduler was stopped before it could make up for it"));
            return;
        }
        Run turn = run.entry().acceptCatchUp(run);
        if (turn != null) {
            submit(turn);
        }
    }

    /** Starts what was missed and has its row already. */
    void catchUp(TaskEntry entry, Execution claimed) {
        Rule way = ways.ofClaimed(entry.definition());
        Run run = new Run(environment, entry, claimed.id(), way, claimed.scheduledTime(), claimed.trigger());
        run.claimed();
        catchUp(run);
    }

    /** Starts a task by hand. */
    Run runNow(TaskEntry entry) {
        if (stopped) {
            throw new TaskRefusedException("The scheduler is stopping; \"" + entry.name() + "\" was not started.");
        }
        Run run = new Run(environment, entry, ways, environment.now(), Trigger.MANUAL);
        Run blocker = entry.acceptByHand(run);
        if (blocker != null) {
            throw new TaskRefusedException("\"" + entry.name() + "\" is already running, or about to, as execution "
                    + blocker.executionId() + ".");
        }
        submit(run);
        return run;
    }

    private void submit(Run run) {
        workers.submit(List.of(run));
    }

    /** The turn of a parked run has come; what it has passed already is not asked again. */
    private void takeTurn(Run run) {
        if (run.hasBegun()) {
            run.reroute(ways.ofParked(run.definition(), run.trigger()));
        }
        submit(run);
    }

    private void execute(Run run) {
        if (stopped && isForOthers(run)) {
            settle(run);
            return;
        }
        Outcome outcome = isTooLateFor(run)
                ? Outcome.missed(Reason.NODE_DOWN, "the scheduler was stopped before a thread was free")
                : pass(run);
        if (outcome.equals(Outcome.STANDS_BY)) {
            standby.askAgain(run);
        } else if (!outcome.isParked()) {
            end(run, outcome);
        }
    }

    /** What was not claimed here, other nodes claim, or find that nobody did. */
    private boolean isForOthers(Run run) {
        return ways.isAccountedFor(run.definition()) && !run.isClaimed() && run.trigger() != Trigger.MANUAL;
    }

    /** What this node has claimed is served while there is time, as no other node would. */
    private boolean isTooLateFor(Run run) {
        return outOfTime || (stopped && !run.isClaimed());
    }

    private static Outcome pass(Run run) {
        try {
            run.begin();
            return run.way().pass(run);
        } catch (Throwable thrown) {
            return Outcome.failed(thrown);
        }
    }

    /** What has ended on its way is told of, and its task's next may start. */
    private void end(Run run, Outcome outcome) {
        boolean told = run.hasEnded();
        if (!told) {
            teller.ended(run, outcome, environment.now());
        }
        standby.left(run);
        if (told) {
            whenEnded.accept(run.entry());
        } else {
            settle(run);
        }
    }

    private void settle(Run run) {
        Run next = run.entry().settle(run);
        if (next != null) {
            takeTurn(next);
        }
        whenEnded.accept(run.entry());
    }

    /** Where runs go that have stood by. */
    private final class Gate implements Standby.Exit {

        @Override
        public void takeTurn(Run run) {
            Dispatcher.this.takeTurn(run);
        }

        @Override
        public void end(Run run, Outcome outcome) {
            Dispatcher.this.end(run, outcome);
        }

        @Override
        public void dismiss(Run run) {
            settle(run);
        }

        @Override
        public int threads() {
            return workers.threads();
        }

        @Override
        public int busyThreads() {
            return workers.busy();
        }
    }

    /**
     * Ends everything that runs: waits, then interrupts, then waits once more and gives up.
     *
     * @param await how long to wait before interrupting
     * @param patience how long to wait for what was interrupted
     */
    void stop(Duration await, Duration patience) {
        stopped = true;
        standby.close(patience);
        putOff.forEach(this::resume);
        registry.withLeaving()
                .flatMap(entry -> entry.standby().stream())
                .toList()
                .forEach(standby::comeForward);
        workers.shutdown();
        boolean ended = ended(await);
        outOfTime = true;
        if (!ended) {
            workers.dismiss();
            underWay().forEach(run -> run.stop(ExecutionState.CANCELLED, "its node was shut down"));
            ended(patience);
        }
        underWay().toList().forEach(this::abandon);
        teller.flush(patience);
    }

    private boolean ended(Duration limit) {
        try {
            return workers.await(limit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void abandon(Run run) {
        if (isForOthers(run)) {
            settle(run);
            return;
        }
        Run.Stop stop = run.stopped();
        if (stop == null || !run.isStarted()) {
            end(run, Outcome.missed(Reason.NODE_DOWN, "the scheduler was stopped before it could start"));
            return;
        }
        log.warn("{} ignores its interrupt and is left running", run);
        end(run, Outcome.stopped(stop.state(), stop.detail() + ", and it ignored its interrupt", null));
    }

    private Stream<Run> running() {
        return registry.withLeaving().flatMap(entry -> entry.running().stream());
    }

    /** What was accepted and has not ended. */
    Stream<Run> underWay() {
        return Stream.concat(registry.withLeaving().flatMap(entry -> entry.pending().stream()), running());
    }

    private String blockers() {
        return running().map(Run::toString).limit(20).collect(Collectors.joining(", "));
    }
}
