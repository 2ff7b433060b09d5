package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.time.InstantSource;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where runs of one-server tasks wait until the store has said which of them this node starts. They are claimed many at
 * once, the earliest first, as far as this node has room: the rest is left to other nodes until half of the grace is over.
 * Each node asks for its own share first, and for that of the others only a moment later, so that they seldom ask for the
 * same ones, and no node does all the work because its clock is a little ahead.
 *
 * <p>When the store does not answer, the same runs are asked for again, until their task's next scheduled time or their grace
 * is over: after a gap only the latest scheduled time of a task may start late. What is won, runs.
 */
final class ClaimQueue {

    private static final Logger log = LoggerFactory.getLogger(ClaimQueue.class);

    /** So long a scheduled time is left to the node whose share it is. */
    static final Duration HEAD_START = Duration.ofMillis(25);

    /** What is due together comes within this. */
    private static final Duration GATHER = Duration.ofMillis(1);

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration NO_ROOM = Duration.ofMillis(50);
    private static final Duration RETRY = Duration.ofMillis(250);

    /** The most that one statement asks for. */
    private static final int MOST_AT_ONCE = 256;

    private final ClaimStore store;
    private final ClaimResults results;
    private final InstantSource clock;
    private final Threads.Loop loop;
    private final NavigableSet<Run> waiting;

    /** Of each task the one that waits for a store which has not answered. */
    private final Map<TaskEntry, Run> silent = new HashMap<>();

    private boolean closed = true;
    private boolean gathered;

    ClaimQueue(ClaimStore store, ClaimResults results, Environment environment) {
        this.store = store;
        this.results = results;
        this.clock = environment.clock();
        this.waiting = new TreeSet<>(order(environment.node()));
        this.loop = environment.threads().loop("scheduler-claims", this::step);
    }

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
            earlier = taken ? silent.remove(run.entry()) : null;
            earlier = earlier != null && waiting.remove(earlier) ? earlier : null;
        }
        if (!taken) {
            results.leftToOthers(run);
        }
        if (earlier != null) {
            giveUp(earlier);
        }
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
        for (Run run : all) {
            if (run.isClaimed()) {
                results.won(run);
            } else if (run.waitsForStore()) {
                giveUp(run);
            } else {
                results.leftToOthers(run);
            }
        }
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
            return results.room() > 0 ? HEAD_START : NO_ROOM;
        }
        gathered = false;
        List<Claim> claims = claim(chunk);
        boolean again = false;
        boolean reached = true;
        for (int i = 0; i < chunk.size(); i++) {
            again |= isToBeAskedAgain(chunk.get(i), claims.get(i));
            reached &= claims.get(i).outcome() != Claim.Outcome.UNREACHABLE;
        }
        if (!reached) {
            keepLatest();
        }
        return again ? RETRY : Duration.ZERO;
    }

    /** While the store is away, of each task only the latest scheduled time goes on waiting for it. */
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
            earlier.forEach(this::leaveQueue);
        }
        earlier.forEach(this::giveUp);
    }

    /** One of each task at the most: the next comes when it is known what became of this one. */
    private List<Run> take() {
        int room = results.room();
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
        chunk.removeIf(run -> !begins(run));
        return chunk;
    }

    private boolean mayBeAsked(Run run, boolean hasRoom) {
        boolean hasTurn = !run.isShareOfOthers || isAnybodys(run);
        return (hasTurn
                        && hasRoom
                        && !run.entry()
                                .runs()
                                .hasClaimedWaiting(run, run.entry().overlap()))
                || isUrgent(run)
                || run.isClaimed();
    }

    /** What is not due any more is not asked for; what was asked for without an answer may have been won. */
    private boolean begins(Run run) {
        Outcome notDue = run.isClaimed() ? null : results.notDue(run);
        if (notDue == null && isTooLate(run) && !store.isAccounted()) {
            notDue = Outcome.missed(Reason.NODE_DOWN, "it waited for longer than its grace to be claimed");
        }
        boolean begins = notDue == null && run.entry().runs().move(run, Phase.ACCEPTED, Phase.CLAIMING);
        if (!begins && run.waitsForStore()) {
            store.abandon(List.of(run.execution()));
        }
        if (notDue != null) {
            leave(run, notDue);
        }
        return begins;
    }

    /** Where all nodes together account for it, no record of this node alone says what became of it. */
    private void leave(Run run, Outcome outcome) {
        if (store.isAccounted()) {
            results.leftToOthers(run);
        } else {
            results.ended(run, outcome);
        }
    }

    /** Whether the node whose share it is had its head start. */
    private boolean isAnybodys(Run run) {
        return !clock.instant().isBefore(run.scheduledTime().plus(HEAD_START));
    }

    /** Whether it is to be claimed now, room or not: soon others would find that nobody accepted it. */
    private boolean isUrgent(Run run) {
        Duration half = DueDecision.grace(run.definition()).dividedBy(2);
        return clock.instant().isAfter(run.scheduledTime().plus(half));
    }

    /** Whether it waited too long for the store. */
    private boolean isTooLate(Run run) {
        return run.trigger() == Trigger.SCHEDULE
                && !run.isClaimed()
                && clock.instant().isAfter(run.scheduledTime().plus(DueDecision.grace(run.definition())));
    }

    private List<Claim> claim(List<Run> chunk) {
        try {
            return store.claim(chunk.stream().map(this::request).toList());
        } catch (Throwable unexpected) {
            log.error("The store of claims failed; continuing", unexpected);
            Claim unknown = new Claim(Claim.Outcome.UNREACHABLE, unexpected.toString());
            return Collections.nCopies(chunk.size(), unknown);
        }
    }

    private ClaimStore.Request request(Run run) {
        return new ClaimStore.Request(
                run.execution(),
                run.following(),
                results.locksClaim(run),
                run.entry().isEvenWhenPaused(),
                DueDecision.grace(run.definition()),
                run.entry().standing().revision());
    }

    /** Tells what came of a run; whether it is to be asked for again, but not at once. */
    private boolean isToBeAskedAgain(Run run, Claim claim) {
        try {
            if (claim.isAnswer()) {
                run.storeAnswered();
            }
            switch (claim.outcome()) {
                case WON -> results.won(run);
                case TAKEN -> results.taken(run);
                case BEHIND -> behind(run, claim.detail());
                case RECORDED -> recorded(run, claim.detail());
                case REFUSED -> results.ended(run, Outcome.skipped(Reason.OTHER_SERVER, claim.detail()));
                case UNLOCKED -> {
                    run.claimed();
                    return putBack(run);
                }
                case CHANGED -> {
                    return putBackInTime(run);
                }
                case NOT_ASKED -> putBackInTime(run);
                case UNREACHABLE -> {
                    return unanswered(run, claim.detail());
                }
            }
            return false;
        } catch (Throwable unexpected) {
            log.error("{} failed after its claim came to {}; continuing", run, claim.outcome(), unexpected);
            return false;
        }
    }

    private void recorded(Run run, String detail) {
        log.warn("{} of {} was claimed too late, and is missed: {}", run, run.scheduledTime(), detail);
        results.recorded(run, Outcome.missed(Reason.NODE_DOWN, detail));
    }

    private void behind(Run run, String detail) {
        log.warn("{} of {} was claimed too late: {}", run, run.scheduledTime(), detail);
        results.leftToOthers(run);
    }

    private boolean unanswered(Run run, String problem) {
        run.storeFailed(problem);
        if (isTooLate(run) || (!run.isClaimed() && run.entry().runs().hasLater(run))) {
            giveUp(run);
            return false;
        }
        return putBack(run);
    }

    private boolean putBackInTime(Run run) {
        if (isTooLate(run)) {
            giveUp(run);
            return false;
        }
        return putBack(run);
    }

    private boolean putBack(Run run) {
        boolean back = run.entry().runs().move(run, Phase.CLAIMING, Phase.ACCEPTED);
        boolean taken;
        synchronized (this) {
            taken = back && !closed && waiting.add(run);
            if (taken && run.waitsForStore()) {
                silent.put(run.entry(), run);
            }
        }
        if (!taken && run.isClaimed()) {
            results.won(run);
        } else if (!taken) {
            giveUp(run);
        }
        return taken;
    }

    /** The store has not answered in time: it does not start here. */
    private void giveUp(Run run) {
        Execution execution = run.execution();
        Run.Silence silence = run.silence();
        store.abandon(List.of(execution));
        leave(
                run,
                Outcome.skipped(
                        Reason.NO_LOCK_STORE,
                        silence == null ? "the store could not be reached when it was due" : silence.problem()));
    }
}
