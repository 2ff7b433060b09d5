package dev.scheduler.execution;

import dev.scheduler.Reason;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.thread.Printable;
import dev.scheduler.thread.Threads;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where runs of one-server tasks wait until the store has said which of them this node starts. They are claimed many at
 * once, the earliest first, as far as this node has room: the rest is left to other nodes until half of the grace is over.
 * Each node asks for its own share first, and for that of the others only a moment later, so that they seldom ask for the
 * same ones, and no node does all the work because its clock is a little ahead.
 */
final class ClaimQueue {

    private static final Logger log = LoggerFactory.getLogger(ClaimQueue.class);

    /** What is due together comes within this. */
    private static final Duration GATHER = Duration.ofMillis(1);

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration NO_ROOM = Duration.ofMillis(50);
    private static final Duration RETRY = Duration.ofMillis(250);

    /** The most that one statement asks for. */
    private static final int MOST_AT_ONCE = 256;

    private final ClaimStore store;
    private final ClaimGate gate;
    private final ClaimWindow window;
    private final ClaimAnswers answers;
    private final Threads.Loop loop;
    private final NavigableSet<Run> waiting;

    /** Of each task the one that waits for a store which has not answered. */
    private final Map<TaskEntry, Run> silent = new HashMap<>();

    private boolean closed = true;
    private boolean gathered;

    ClaimQueue(ClaimStore store, ClaimGate gate, ClaimResults results, Environment environment) {
        this.store = store;
        this.gate = gate;
        this.window = new ClaimWindow(environment.clock());
        this.answers = new ClaimAnswers(store, results, window, this::takeBack);
        this.waiting = new TreeSet<>(order(environment.node()));
        this.loop = environment.threads().loop("scheduler-claims", this::step);
    }

    /** What is due together goes by a hash of task and node, so that nodes begin at different tasks. */
    private static Comparator<Run> order(String node) {
        int salt = node.hashCode();
        return Comparator.comparing(Run::scheduledTime)
                .thenComparing(run -> run.isShareOfOthers)
                .thenComparingInt(run -> (run.task().hashCode() ^ salt) * 0x9E3779B9)
                .thenComparing(Run::executionId);
    }

    /** From now on runs are taken in and asked for. */
    void open() {
        synchronized (this) {
            closed = false;
        }
        loop.start();
    }

    /** Takes in runs that were accepted; once closed, leaves them to others. */
    void add(Run run) {
        run.isShareOfOthers = !store.isShare(run.task(), run.scheduledTime());
        Run earlier;
        boolean taken;
        synchronized (this) {
            taken = !closed && waiting.add(run);
            earlier = taken ? takeSilent(run.entry()) : null;
        }
        if (!taken) {
            answers.notAskedAnyMore(run);
        }
        if (earlier != null) {
            answers.giveUp(earlier);
        }
    }

    private @Nullable Run takeSilent(TaskEntry entry) {
        Run earlier = silent.get(entry);
        if (earlier == null || earlier.isClaimed()) {
            return null;
        }
        leaveQueue(earlier);
        return earlier;
    }

    private synchronized boolean takeBack(Run run) {
        boolean taken = !closed && waiting.add(run);
        if (taken && run.waitsForStore()) {
            silent.put(run.entry(), run);
        }
        return taken;
    }

    /** What was added is asked for now. */
    void wake() {
        loop.wake();
    }

    private void leaveQueue(Run run) {
        waiting.remove(run);
        silent.remove(run.entry(), run);
    }

    /** Asks for nothing more, of what waits and of what comes. */
    void close(Duration patience) {
        List<Run> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(waiting);
            waiting.clear();
            silent.clear();
        }
        loop.end(patience);
        all.forEach(answers::notAskedAnyMore);
    }

    /** Asks once, after a moment in which what is due together comes together; how long to wait before the next time. */
    Duration step() {
        if (isEmpty()) {
            gathered = false;
            return IDLE;
        }
        if (!gathered) {
            gathered = true;
            return GATHER;
        }
        return ask();
    }

    private synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    private Duration ask() {
        List<Run> chunk = take();
        if (chunk.isEmpty()) {
            return gate.room() > 0 ? ClaimWindow.HEAD_START : NO_ROOM;
        }
        gathered = false;
        List<Claim> claims = claim(chunk);
        boolean again = false;
        boolean reached = true;
        for (int i = 0; i < chunk.size(); i++) {
            again |= answers.deliver(chunk.get(i), claims.get(i));
            reached &= claims.get(i).outcome() != Claim.Outcome.UNREACHABLE;
        }
        if (!reached) {
            keepLatest();
        }
        return again ? RETRY : Duration.ZERO;
    }

    /** While the store is away, of each task only the latest scheduled time goes on waiting for it, and what was won. */
    private void keepLatest() {
        List<Run> earlier = new ArrayList<>();
        synchronized (this) {
            Map<TaskEntry, Run> latest = new HashMap<>();
            for (Run run : waiting) {
                Run before = run.isClaimed() ? null : latest.put(run.entry(), run);
                if (before != null) {
                    earlier.add(before);
                }
            }
            earlier.forEach(this::leaveQueue);
        }
        earlier.forEach(answers::giveUp);
    }

    /** One of each task at the most: the next comes when it is known what became of this one. */
    private List<Run> take() {
        int room = gate.room();
        List<Run> chunk = new ArrayList<>();
        synchronized (this) {
            Set<TaskEntry> tasks = new HashSet<>();
            for (Run run : waiting) {
                if (chunk.size() >= MOST_AT_ONCE) {
                    break;
                }
                if (mayBeAsked(run, chunk.size() < room) && tasks.add(run.entry())) {
                    chunk.add(run);
                }
            }
            chunk.forEach(this::leaveQueue);
        }
        chunk.removeIf(run -> !beginClaim(run));
        return chunk;
    }

    private boolean mayBeAsked(Run run, boolean hasRoom) {
        return run.isClaimed()
                || window.isUrgent(run)
                || (hasRoom
                        && window.hasTurn(run)
                        && !run.entry()
                                .runs()
                                .hasClaimedWaiting(run, run.entry().overlap()));
    }

    /** What is not due any more is not asked for; what was asked for without an answer may have been won. */
    private boolean beginClaim(Run run) {
        Outcome notDue = run.isClaimed() ? null : gate.notDue(run);
        if (notDue == null && window.isOver(run) && !store.isAccounted()) {
            notDue = Outcome.missed(Reason.NODE_DOWN, "it waited for longer than its grace to be claimed");
        }
        if (notDue != null) {
            answers.notDue(run, notDue);
            return false;
        }
        boolean begins = run.entry().runs().move(run, Phase.UNCLAIMED, Phase.CLAIMING);
        if (!begins) {
            answers.abandon(run);
        }
        return begins;
    }

    private List<Claim> claim(List<Run> chunk) {
        try {
            return store.claim(chunk.stream().map(this::request).toList());
        } catch (Throwable unexpected) {
            Throwable printable = Printable.of(unexpected);
            log.error("The store of claims failed; continuing", printable);
            Claim unknown = new Claim(Claim.Outcome.UNREACHABLE, printable.toString());
            return Collections.nCopies(chunk.size(), unknown);
        }
    }

    private ClaimStore.Request request(Run run) {
        return new ClaimStore.Request(
                run.execution(),
                run.following(),
                gate.locksClaim(run),
                run.entry().isEvenWhenPaused(),
                DueDecision.grace(run.definition()),
                run.entry().standing().revision());
    }
}
