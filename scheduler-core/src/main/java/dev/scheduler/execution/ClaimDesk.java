package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.Reason;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.ClaimStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where runs of one-server tasks wait until the store has said which of them this node starts. They are claimed many at
 * once, the earliest first, as far as this node has room: the rest is left to other nodes. Each node asks for its own share
 * first, and for that of the others only a moment later, so that they seldom ask for the same ones, and no node does all
 * the work because its clock is a little ahead.
 *
 * <p>When the store does not answer, the same runs are asked for again, until their task's next scheduled time or its grace
 * is over. After such a gap only the latest scheduled time of a task may start late.
 */
final class ClaimDesk {

    private static final Logger log = LoggerFactory.getLogger(ClaimDesk.class);
    private static final Duration IDLE = Duration.ofMinutes(1);

    /** So long a scheduled time is left to the node whose share it is. */
    static final Duration HEAD_START = Duration.ofMillis(25);

    /** The most that one statement asks for. */
    private static final int MOST_AT_ONCE = 256;

    /** A store that takes longer than this was away, even if it answers in the end. */
    private static final long SLOW = Duration.ofSeconds(1).toNanos();

    private final ClaimStore store;
    private final Clerk clerk;
    private final IntSupplier room;
    private final LongSupplier nanoTime;
    private final NavigableSet<Run> waiting;
    private final Semaphore bell = new Semaphore(0);
    private final Set<Run> asked = new HashSet<>();
    private final Set<Run> givenWay = new HashSet<>();
    private boolean closed = true;

    /**
     * @param clerk hears what comes of each run
     * @param room how many more runs this node can take now
     */
    ClaimDesk(ClaimStore store, Clerk clerk, IntSupplier room, LongSupplier nanoTime, String node) {
        this.store = store;
        this.clerk = clerk;
        this.room = room;
        this.nanoTime = nanoTime;
        this.waiting = new TreeSet<>(order(node));
    }

    /** What came of asking. */
    enum Answer {
        ANSWERED,
        NOT_YET,
        NO_ROOM,
        UNREACHABLE
    }

    /** What comes of a run. Each is told of once. */
    interface Clerk {

        /** This node starts it. */
        void won(Run run);

        /** Another node of ours has it. */
        void lost(Run run);

        /** It was not asked for, and will not be. */
        void leftToOthers(Run run);

        /** It does not start here, and this node's record says why. */
        void ended(Run run, Outcome outcome);

        /** Whether it waited too long for the store. */
        boolean isTooLate(Run run);

        /** Whether the node whose share it is had its head start. */
        boolean isAnybodys(Run run);

        /** Whether it is to be claimed now, room or not: soon others would find that nobody accepted it. */
        boolean isUrgent(Run run);
    }

    private static Comparator<Run> order(String node) {
        int salt = node.hashCode();
        return Comparator.comparing(Run::scheduledTime)
                .thenComparing(run -> run.isShareOfOthers)
                .thenComparingInt(run -> (run.task().hashCode() ^ salt) * 0x9E3779B9)
                .thenComparing(Run::executionId);
    }

    /** From now on runs are taken in. */
    synchronized void open() {
        closed = false;
    }

    /** Takes in a run; once closed, leaves it to others. */
    void add(Run run) {
        run.isShareOfOthers = !store.isShare(run.task(), run.scheduledTime());
        boolean taken;
        synchronized (this) {
            taken = !closed && waiting.add(run);
        }
        if (taken) {
            wake();
        } else {
            clerk.leftToOthers(run);
        }
    }

    /**
     * A later scheduled time of the task has come: this one ends, at once or when the answer is there.
     *
     * @return whether the run is at this desk
     */
    boolean giveWay(Run earlier) {
        boolean waits;
        synchronized (this) {
            waits = waiting.remove(earlier);
            if (!waits && !asked.contains(earlier)) {
                return false;
            }
            if (!waits) {
                givenWay.add(earlier);
            }
        }
        if (waits) {
            drop(earlier);
        }
        return true;
    }

    /** Waits until there is something to ask for, or until it is woken. */
    void await() throws InterruptedException {
        if (isEmpty()) {
            await(IDLE);
        }
    }

    /** Waits until it is woken, or until a time is over. */
    void await(Duration most) throws InterruptedException {
        if (bell.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            bell.drainPermits();
        }
    }

    void wake() {
        bell.release();
    }

    private synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Asks for nothing more, of what waits and of what comes. */
    void close() {
        List<Run> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(waiting);
            waiting.clear();
        }
        for (Run run : all) {
            if (run.waitsForStore()) {
                drop(run);
            } else {
                clerk.leftToOthers(run);
            }
        }
    }

    /**
     * Asks the store once for as many as there is room for. Throws nothing that the store does.
     */
    Answer ask() {
        List<Run> chunk = take();
        if (chunk.isEmpty()) {
            return room.getAsInt() > 0 ? Answer.NOT_YET : Answer.NO_ROOM;
        }
        long sent = nanoTime.getAsLong();
        List<Claim> claims = claim(chunk);
        boolean slow = nanoTime.getAsLong() - sent > SLOW;
        boolean reached = true;
        for (int i = 0; i < chunk.size(); i++) {
            reached &= settle(chunk.get(i), claims.get(i), slow);
        }
        if (slow || !reached) {
            keepLatest();
        }
        return reached ? Answer.ANSWERED : Answer.UNREACHABLE;
    }

    private synchronized List<Run> take() {
        int most = waiting.isEmpty() ? 0 : room.getAsInt();
        List<Run> chunk = new ArrayList<>();
        Set<TaskEntry> tasks = new HashSet<>();
        for (Run run : waiting) {
            if (chunk.size() >= MOST_AT_ONCE || (chunk.size() >= most && !clerk.isUrgent(run))) {
                break;
            }
            if ((!run.isShareOfOthers || clerk.isAnybodys(run)) && tasks.add(run.entry())) {
                chunk.add(run);
            }
        }
        chunk.forEach(waiting::remove);
        asked.addAll(chunk);
        return chunk;
    }

    private List<Claim> claim(List<Run> chunk) {
        try {
            return store.claim(chunk.stream().map(ClaimDesk::request).toList());
        } catch (Throwable unexpected) {
            log.error("The store of claims failed", unexpected);
            Claim unknown = new Claim(Claim.Outcome.UNREACHABLE, unexpected.toString());
            return Collections.nCopies(chunk.size(), unknown);
        }
    }

    private static ClaimStore.Request request(Run run) {
        boolean locked = Boolean.TRUE.equals(run.definition().settings().withoutOverlapping());
        return new ClaimStore.Request(
                run.execution(),
                run.following(),
                !locked,
                Boolean.TRUE.equals(run.definition().settings().evenWhenPaused()),
                Beat.grace(run.definition()),
                0);
    }

    /** Whether the store answered. */
    private boolean settle(Run run, Claim claim, boolean slow) {
        if (claim.outcome() == Claim.Outcome.UNREACHABLE) {
            unanswered(run, claim.detail(), slow);
            return false;
        }
        boolean late = hasGivenWay(run) || (slow && hasLater(run));
        run.storeAnswered();
        switch (claim.outcome()) {
            case WON -> {
                if (late) {
                    clerk.ended(
                            run,
                            Outcome.skipped(
                                    Reason.NO_LOCK_STORE, "the store answered only after the next time was due"));
                } else {
                    clerk.won(run);
                }
            }
            case TAKEN -> clerk.lost(run);
            default -> clerk.ended(run, Outcome.skipped(Reason.OTHER_SERVER, claim.detail()));
        }
        return true;
    }

    /** It is asked for again, but not at once: nobody is woken. */
    private void unanswered(Run run, String problem, boolean slow) {
        run.storeFailed(problem);
        boolean late = clerk.isTooLate(run);
        synchronized (this) {
            late |= hasGivenWay(run) || (slow && hasLater(run)) || closed;
            if (!late) {
                waiting.add(run);
            }
        }
        if (late) {
            drop(run);
        }
    }

    private synchronized boolean hasGivenWay(Run run) {
        asked.remove(run);
        return givenWay.remove(run);
    }

    private synchronized boolean hasLater(Run run) {
        return waiting.stream().anyMatch(other -> isLater(other, run));
    }

    private static boolean isLater(Run other, Run run) {
        return other.entry() == run.entry() && other.scheduledTime().isAfter(run.scheduledTime());
    }

    /** After a gap nothing comes in a burst. */
    private void keepLatest() {
        List<Run> earlier = new ArrayList<>();
        synchronized (this) {
            Map<TaskEntry, Run> latest = new HashMap<>();
            for (Run run : waiting) {
                Run before = latest.put(run.entry(), run);
                if (before != null) {
                    earlier.add(before);
                }
            }
            earlier.forEach(waiting::remove);
        }
        earlier.forEach(this::drop);
    }

    private void drop(Run run) {
        Execution execution = run.execution();
        Run.Silence silence = run.silence();
        store.abandon(List.of(execution));
        clerk.ended(
                run,
                Outcome.skipped(
                        Reason.NO_LOCK_STORE,
                        silence == null ? "the store could not be reached when it was due" : silence.problem()));
    }
}
