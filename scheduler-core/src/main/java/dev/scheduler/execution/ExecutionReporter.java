package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import dev.scheduler.ExecutionState;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.thread.Printable;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells history, log and listeners of every start and outcome. None of them can break a run. */
final class ExecutionReporter {

    private static final Logger log = LoggerFactory.getLogger(ExecutionReporter.class);

    private final HistoryStore history;
    private final List<ExecutionListener> listeners;
    private final Threads threads;
    private final CallQueue told;

    /** @param history does not block */
    ExecutionReporter(HistoryStore history, List<ExecutionListener> listeners, Threads threads) {
        this.history = history;
        this.listeners = List.copyOf(listeners);
        this.threads = threads;
        this.told = new CallQueue(threads, "scheduler-listeners", "The listeners");
    }

    void started(Run run) {
        log.debug("{} started, due at {}", run, run.scheduledTime());
        if (!listeners.isEmpty()) {
            Execution execution = run.execution();
            tell(() -> execution, ExecutionListener::started);
        }
    }

    /** Tells of a run's outcome, unless that was done already. */
    void ended(Run run, Outcome outcome, Instant now) {
        if (!run.end(outcome, now)) {
            return;
        }
        boolean toldLater = outcome.isUndecided() || isToldByHistory(run);
        if (outcome.state() == ExecutionState.SUCCEEDED) {
            keep(run);
        } else {
            keep(run.execution(), outcome.error());
        }
        if (!toldLater) {
            tell(run.record()::execution, ExecutionListener::ended);
        }
    }

    private boolean isToldByHistory(Run run) {
        try {
            return history.tellsOf(run.executionId());
        } catch (Throwable broken) {
            log.error("The history failed on {}; listeners are told now", run, Printable.of(broken));
            return false;
        }
    }

    /** Tells of an outcome that no run was made for. */
    void judged(Execution execution) {
        keep(execution, null);
        kept(execution);
    }

    /** Tells log and listeners of an outcome that a record says already; the log hears of what was missed otherwise. */
    void told(Execution execution) {
        if (execution.state() != ExecutionState.MISSED) {
            log(execution, null);
        }
        kept(execution);
    }

    /** Tells listeners of an outcome that the log heard of when it was given to the history. */
    void kept(Execution execution) {
        tell(() -> execution, ExecutionListener::ended);
    }

    /** Waits until history and listeners have heard of everything, but no longer than a limit. */
    void flush(Duration limit) {
        long until = threads.nanoTime() + limit.toNanos();
        history.flush(limit.dividedBy(2));
        told.flush(until);
    }

    /** The same, and lets their threads go. */
    void end(Duration limit) {
        long until = threads.nanoTime() + limit.toNanos();
        history.flush(limit.dividedBy(2));
        if (history instanceof HistoryQueue queue) {
            queue.end(until);
        }
        told.end(until);
    }

    /** Keeps a success: it needs no words before somebody asks. */
    private void keep(Run run) {
        write(run::toString, () -> run.entry().page(history).add(run.record()));
        if (log.isDebugEnabled()) {
            log(run.execution(), null);
        }
    }

    /**
     * Keeps an execution in a final state.
     *
     * @param error what is logged with its stack trace
     */
    private void keep(Execution execution, @Nullable Throwable error) {
        write(() -> named(execution), () -> history.ended(execution));
        try {
            log(execution, error);
        } catch (Throwable unprintable) {
            log.error("{} ({}) failed with {}", execution.task(), execution.id(), execution.error());
        }
    }

    /** @param about the execution, for the log */
    private static void write(Supplier<String> about, Runnable change) {
        try {
            change.run();
        } catch (Throwable broken) {
            log.error("The history failed on {}; this is not tried again", about.get(), Printable.of(broken));
        }
    }

    private static String named(Execution execution) {
        return execution.task() + " (" + execution.id() + ")";
    }

    private void tell(Supplier<Execution> execution, BiConsumer<ExecutionListener, Execution> what) {
        if (!listeners.isEmpty()) {
            told.call(() -> tellAll(execution.get(), what));
        }
    }

    private void tellAll(Execution execution, BiConsumer<ExecutionListener, Execution> what) {
        for (ExecutionListener listener : listeners) {
            try {
                what.accept(listener, execution);
            } catch (Throwable broken) {
                log.error("Listener {} failed on {}", listener, named(execution), Printable.of(broken));
            }
        }
    }

    private static void log(Execution execution, @Nullable Throwable error) {
        switch (execution.state()) {
            case SUCCEEDED ->
                log.debug("{} ({}) succeeded in {}", execution.task(), execution.id(), execution.duration());
            case FAILED ->
                log.error("{} ({}) failed, tries: {}", execution.task(), execution.id(), execution.attempts(), error);
            case TIMED_OUT -> log.warn("{} ({}) {}", execution.task(), execution.id(), execution.detail());
            case LOST ->
                log.warn(
                        "{} ({}) of {} was lost on {}: {}",
                        execution.task(),
                        execution.id(),
                        execution.scheduledTime(),
                        execution.node(),
                        execution.detail());
            case MISSED -> log.warn("{} missed {}: {}", execution.task(), times(execution), execution.detail());
            case SKIPPED ->
                log.debug("{} skipped at {}: {}", execution.task(), execution.scheduledTime(), execution.detail());
            case CANCELLED, RUNNING ->
                log.info("{} ({}) was stopped: {}", execution.task(), execution.id(), execution.detail());
        }
    }

    private static String times(Execution missed) {
        return missed.count() == 1
                ? missed.scheduledTime().toString()
                : missed.count() + " scheduled times from " + missed.firstScheduledTime() + " to "
                        + missed.scheduledTime();
    }
}
