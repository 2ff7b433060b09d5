package dev.scheduler.execution;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that stands at the desk. Only its own end ends it. */
final class ClaimThread extends Thread {

    private static final Logger log = LoggerFactory.getLogger(ClaimThread.class);

    /** What is due together comes to the desk within this. */
    private static final Duration GATHER = Duration.ofMillis(1);

    private static final Duration NO_ROOM = Duration.ofMillis(50);
    private static final Duration RETRY = Duration.ofMillis(250);

    private final ClaimDesk desk;
    private volatile boolean ended;

    ClaimThread(ClaimDesk desk) {
        super("scheduler-claims");
        this.desk = desk;
        setDaemon(true);
    }

    @Override
    public void run() {
        while (!ended) {
            try {
                desk.await();
                LockSupport.parkNanos(GATHER.toNanos());
                switch (desk.ask()) {
                    case ANSWERED -> {}
                    case NOT_YET -> desk.await(ClaimDesk.HEAD_START);
                    case NO_ROOM -> desk.await(NO_ROOM);
                    case UNREACHABLE -> desk.await(RETRY);
                }
            } catch (InterruptedException interrupted) {
                log.debug("Interrupted", interrupted);
            } catch (Throwable thrown) {
                log.error("The desk of claims stumbled and goes on", thrown);
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    /**
     * Ends the thread; a claim that is being asked for is waited for, but no longer than a limit. No interrupt, which a
     * store in a file would take for its end.
     */
    void end(Duration limit) {
        ended = true;
        desk.wake();
        try {
            join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
