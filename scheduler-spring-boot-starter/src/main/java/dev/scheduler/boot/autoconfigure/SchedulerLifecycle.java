package dev.scheduler.boot.autoconfigure;

import dev.scheduler.execution.DefaultScheduler;
import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops the scheduler with its application. {@link #start()} only arms it: no task shall run before the whole
 * application is ready, its runners included. Once that was so, a later start (a test context that was paused) starts it at
 * once.
 *
 * <p>The phase is the highest, so that this starts last and stops first: while tasks end, everything that they may use
 * (web server, message listeners, connections) is still there. It waits within {@link #stop()} rather than in a callback,
 * as a callback is given up after {@code spring.lifecycle.timeout-per-shutdown-phase}; data sources are closed only after
 * all phases.
 */
final class SchedulerLifecycle implements SmartLifecycle, ApplicationListener<ApplicationReadyEvent> {

    private final DefaultScheduler scheduler;
    private final boolean enabled;
    private final Duration await;
    private final Runnable report;
    private boolean armed;
    private boolean ready;

    /**
     * @param enabled whether tasks run by themselves at all
     * @param await how long running tasks may take when the application stops
     * @param report tells of the tasks, once they wait for their times
     */
    SchedulerLifecycle(DefaultScheduler scheduler, boolean enabled, Duration await, Runnable report) {
        this.scheduler = scheduler;
        this.enabled = enabled;
        this.await = await;
        this.report = report;
    }

    @Override
    public synchronized void start() {
        armed = true;
        scheduler.acceptRuns();
        if (ready) {
            open();
        }
    }

    @Override
    public synchronized void onApplicationEvent(ApplicationReadyEvent event) {
        if (ready) {
            return;
        }
        ready = true;
        if (armed) {
            open();
        }
        report.run();
    }

    private void open() {
        if (enabled) {
            scheduler.start();
        }
    }

    @Override
    public synchronized void stop() {
        armed = false;
        scheduler.stop(await);
    }

    @Override
    public synchronized boolean isRunning() {
        return armed;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
