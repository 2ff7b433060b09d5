package dev.scheduler.execution;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that keeps time. Only its own end ends it; it is no daemon, so an application that only has tasks stays up. */
final class TimelineThread extends Thread {

    private static final Logger log = LoggerFactory.getLogger(TimelineThread.class);
    private static final long BREATH = Duration.ofSeconds(1).toNanos();

    private final Engine engine;
    private volatile boolean ended;

    TimelineThread(Engine engine) {
        super("scheduler-timeline");
        this.engine = engine;
        setDaemon(false);
    }

    @Override
    public void run() {
        while (!ended) {
            try {
                engine.keepTime();
            } catch (InterruptedException interrupted) {
                log.debug("Interrupted", interrupted);
            } catch (Throwable thrown) {
                log.error("The timeline stumbled and goes on", thrown);
                LockSupport.parkNanos(BREATH);
            }
        }
    }

    /** Ends the thread and waits for it, so that nothing is accepted afterwards. */
    void end() {
        ended = true;
        interrupt();
        try {
            join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
