package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Trigger;
import dev.scheduler.history.HistoryStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the history keeps of a run: when it was started and ended, how, and what it said. As there may be very many, it holds
 * numbers where it can, and spells them out when asked.
 */
final class RunRecord implements HistoryStore.Ended {

    private static final long NEVER = Long.MIN_VALUE;

    private final Environment environment;
    private final String task;
    private final long number;
    private final Instant scheduledTime;
    private final Trigger trigger;
    private @Nullable String id;

    /** When it was started and ended, in nanoseconds since its scheduled time. */
    private volatile long started = NEVER;

    private volatile long ended = NEVER;

    /** How it ended, and how often it was tried; guarded by this, but the outcome may be read by anybody. */
    private volatile @Nullable Outcome outcome;

    private int attempts;
    private @Nullable OutputTail output;

    /**
     * @param number what its id is spelled out from
     * @param id its id, where it has one already; otherwise null
     */
    RunRecord(
            Environment environment,
            String task,
            long number,
            @Nullable String id,
            Instant scheduledTime,
            Trigger trigger) {
        this.environment = environment;
        this.task = task;
        this.number = number;
        this.id = id;
        this.scheduledTime = scheduledTime;
        this.trigger = trigger;
    }

    String id() {
        String known = id;
        if (known == null) {
            known = environment.ids().text(number);
            id = known;
        }
        return known;
    }

    Instant scheduledTime() {
        return scheduledTime;
    }

    Trigger trigger() {
        return trigger;
    }

    synchronized void add(String line) {
        if (output == null) {
            output = new OutputTail();
        }
        output.add(line);
    }

    /** Marks the start, once. */
    void start(Instant now) {
        started = sinceScheduled(now);
    }

    boolean isStarted() {
        return started != NEVER;
    }

    /** Marks when the body ended, before its locks are given back. */
    void finish(Instant now) {
        ended = sinceScheduled(now);
    }

    private long sinceScheduled(Instant now) {
        return (now.getEpochSecond() - scheduledTime.getEpochSecond()) * 1_000_000_000L
                + (now.getNano() - scheduledTime.getNano());
    }

    /** Sets the outcome; false if it has one already, and was told of. */
    synchronized boolean end(Outcome how, Instant now, int tries) {
        boolean first = outcome == null;
        if (first) {
            ended = how.isUndecided() ? NEVER : ended == NEVER ? sinceScheduled(now) : ended;
            attempts = tries;
            outcome = how;
        }
        return first;
    }

    boolean hasEnded() {
        return outcome != null;
    }

    @Override
    public ExecutionState state() {
        Outcome how = outcome;
        return how == null ? ExecutionState.RUNNING : how.state();
    }

    @Override
    public synchronized Execution execution() {
        return execution(attempts, null);
    }

    /**
     * The run as it stands.
     *
     * @param tries how often it was tried so far
     * @param asked what it was asked to do and has not done yet; otherwise null
     */
    synchronized Execution execution(int tries, @Nullable String asked) {
        Outcome how = outcome;
        return new Execution(
                id(),
                task,
                scheduledTime,
                scheduledTime,
                1,
                trigger,
                how == null ? tries : attempts,
                environment.node(),
                state(),
                how == null ? null : how.reason(),
                how == null ? asked : how.detail(),
                time(started),
                how == null ? null : time(ended),
                how == null || how.error() == null ? null : ErrorText.of(how.error()),
                output == null ? null : output.toString());
    }

    private @Nullable Instant time(long nanosSinceScheduled) {
        return nanosSinceScheduled == NEVER ? null : scheduledTime.plusNanos(nanosSinceScheduled);
    }
}
