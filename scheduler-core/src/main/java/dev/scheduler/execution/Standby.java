package dev.scheduler.execution;

import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import dev.scheduler.lock.ClaimStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the runs that wait for what the cluster shares: at the desk until they are claimed, or aside until they ask for the
 * overlap lock again.
 */
final class Standby implements ClaimDesk.Clerk {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    /** How many runs may wait for each free thread: bodies are often shorter than a claim. */
    private static final int RUNS_PER_THREAD = 4;

    private final InstantSource clock;
    private final Alarms alarms;
    private final Exit exit;
    private final @Nullable ClaimDesk desk;
    private final boolean accounted;
    private final Set<Run> won = ConcurrentHashMap.newKeySet();
    private @Nullable ClaimThread thread;
    private volatile boolean closed = true;

    /**
     * @param claims who decides on one-server tasks; null where nothing is shared
     */
    Standby(Environment environment, Alarms alarms, Exit exit, @Nullable ClaimStore claims, LongSupplier nanoTime) {
        this.clock = environment.clock();
        this.alarms = alarms;
        this.exit = exit;
        this.accounted = claims != null && claims.isAccounted();
        this.desk = claims == null ? null : new ClaimDesk(claims, this, this::room, nanoTime, environment.node());
    }

    /** Where runs go from here. */
    interface Exit {

        /** The run passes the rest of its way. */
        void takeTurn(Run run);

        /** The run has ended without having started. */
        void end(Run run, Outcome outcome);

        /** The run is nobody's business here any more: another node answers for it. */
        void dismiss(Run run);

        /** How many threads there are. */
        int threads();

        /** How many threads are at work. */
        int busyThreads();
    }

    /** The rule behind which one-server runs wait; null where nothing is shared. */
    @Nullable
    OneServerRule rule() {
        return desk == null ? null : new OneServerRule(run -> toDesk(desk, run), accounted);
    }

    synchronized void open() {
        closed = false;
        if (desk != null && thread == null) {
            desk.open();
            thread = new ClaimThread(desk);
            thread.start();
        }
    }

    /** Asks for nothing more. What was not claimed is left to other nodes. */
    synchronized void close(Duration patience) {
        closed = true;
        if (desk != null && thread != null) {
            thread.end(patience);
            thread = null;
            desk.close();
        }
    }

    private void toDesk(ClaimDesk open, Run run) {
        run.entry().standBy(run);
        open.add(run);
    }

    /** A run that was refused the overlap lock, or not answered, asks again a little later, as long as it may. */
    void askAgain(Run run) {
        TaskEntry entry = run.entry();
        entry.standBy(run);
        if (closed) {
            leave(run, Outcome.missed(Reason.NODE_DOWN, "the scheduler was stopped before it had the lock"));
        } else if (makesWay(run) && (isOver(run) || entry.hasLater(run))) {
            giveWay(run);
        } else {
            alarms.after(ASK_AGAIN, () -> comeForward(run));
        }
    }

    /** Whether the store keeps the run waiting, and it is not one that is made up for, whenever that is. */
    private static boolean makesWay(Run run) {
        return run.waitsForStore() && run.trigger() != Trigger.MISSED;
    }

    /** Whether the store has been silent for longer than the task may be late. */
    private boolean isOver(Run run) {
        Run.Silence silence = run.silence();
        return silence != null && clock.instant().isAfter(silence.since().plus(Beat.grace(run.definition())));
    }

    /** Lets a run go on its way, if it still stands by. */
    boolean comeForward(Run run) {
        boolean comes = run.entry().comeForward(run);
        if (comes) {
            exit.takeTurn(run);
        }
        return comes;
    }

    /** A later scheduled time of a task has come: what the store has kept waiting makes way for it. */
    void giveWay(TaskEntry entry) {
        for (Run run : entry.standby()) {
            if (makesWay(run) && (desk == null || !desk.giveWay(run))) {
                giveWay(run);
            }
        }
    }

    private void giveWay(Run run) {
        Run.Silence silence = run.silence();
        leave(run, Outcome.skipped(Reason.NO_LOCK_STORE, silence == null ? "no answer" : silence.problem()));
    }

    private void leave(Run run, Outcome outcome) {
        if (run.entry().leaveStandby(run)) {
            exit.end(run, outcome);
        }
    }

    @Override
    public void won(Run run) {
        run.claimed();
        won.add(run);
        if (!comeForward(run)) {
            won.remove(run);
            exit.end(run, Outcome.missed(Reason.NODE_DOWN, "the scheduler was stopped before the time was claimed"));
        }
    }

    @Override
    public void lost(Run run) {
        exit.dismiss(run);
    }

    @Override
    public void leftToOthers(Run run) {
        if (accounted) {
            exit.dismiss(run);
        } else {
            exit.end(run, Outcome.missed(Reason.NODE_DOWN, "the scheduler was stopped before the time was claimed"));
        }
    }

    @Override
    public void ended(Run run, Outcome outcome) {
        exit.end(run, outcome);
    }

    @Override
    public boolean isTooLate(Run run) {
        return clock.instant().isAfter(run.scheduledTime().plus(Beat.grace(run.definition())));
    }

    @Override
    public boolean isAnybodys(Run run) {
        return !clock.instant().isBefore(run.scheduledTime().plus(ClaimDesk.HEAD_START));
    }

    @Override
    public boolean isUrgent(Run run) {
        Duration half = Beat.grace(run.definition()).dividedBy(2);
        return clock.instant().isAfter(run.scheduledTime().plus(half));
    }

    /** A run has ended: if it was claimed here, there is room for another. */
    void left(Run run) {
        if (won.remove(run) && desk != null) {
            desk.wake();
        }
    }

    private int room() {
        int busy = exit.busyThreads();
        return RUNS_PER_THREAD * (exit.threads() - busy) - Math.max(0, won.size() - busy);
    }
}
