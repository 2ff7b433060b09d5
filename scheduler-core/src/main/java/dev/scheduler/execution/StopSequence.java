package dev.scheduler.execution;

import dev.scheduler.ExecutionState;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends everything that is under way: at once what has not started, after a time what runs.
 *
 * @param await how long to wait before interrupting
 * @param patience how long to wait for what was interrupted, and for stores
 */
record StopSequence(Dispatcher dispatcher, Environment environment, Duration await, Duration patience) {

    private static final Logger log = LoggerFactory.getLogger(StopSequence.class);

    /** How long history and listeners have together for what is left, however little patience there is with what runs. */
    private static final Duration LAST_CALLS = Duration.ofSeconds(5);

    void run() {
        dispatcher.close(patience);
        endUnstarted();
        dispatcher.workers().shutdown();
        boolean ended = awaitAll();
        dispatcher.outOfTime();
        endUnstarted();
        if (!ended) {
            inHand().forEach(run -> run.stop(ExecutionState.CANCELLED, "its node was shut down"));
            ended(patience);
        }
        dispatcher.underWay().toList().forEach(this::abandon);
        dispatcher.reporter().end(LAST_CALLS);
    }

    /** What was won, waits for a thread and cannot be given back is served while there is time. */
    private void endUnstarted() {
        dispatcher
                .unstarted()
                .end(dispatcher
                        .underWay()
                        .filter(run -> run.phase() != Phase.QUEUED || !dispatcher.mayStart(run))
                        .toList());
    }

    private boolean awaitAll() {
        String running = dispatcher.inside().map(Run::toString).limit(20).collect(Collectors.joining(", "));
        if (running.isEmpty()) {
            return ended(await);
        }
        log.info("Stopping: waits up to {} for {}", DurationWords.of(await), running);
        long since = environment.threads().nanoTime();
        boolean ended = ended(await);
        Duration waited = Duration.ofNanos(environment.threads().nanoTime() - since);
        log.info(
                "Stopping: {} after {}",
                ended ? "all have ended" : "interrupts what still runs",
                DurationWords.of(waited));
        return ended;
    }

    private Stream<Run> inHand() {
        return dispatcher.underWay().filter(run -> run.phase().isInside() || run.phase() == Phase.PASSING);
    }

    private boolean ended(Duration limit) {
        try {
            return dispatcher.workers().await(limit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What ignores its interrupt still stands in the way of its task's next run, should the scheduler be started again. */
    private void abandon(Run run) {
        Interrupts.Stop stop = run.stopped();
        if (run.record().isStarted() && stop != null) {
            log.warn("{} ignores its interrupt and is left running", run);
            dispatcher
                    .reporter()
                    .ended(
                            run,
                            Outcome.stopped(stop.state(), stop.detail() + ", and it ignored its interrupt", null),
                            environment.now());
        } else if (run.phase().isInside() || run.phase() == Phase.PASSING) {
            dispatcher.reporter().ended(run, dispatcher.unstarted().outcome(run), environment.now());
        }
    }
}
