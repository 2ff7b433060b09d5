package dev.scheduler.lock;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long a task's end waits for its lock to be given back: long enough for any healthy store, no burden otherwise. */
final class Patience {

    private static final Logger log = LoggerFactory.getLogger(Patience.class);
    private static final long SECONDS = 1;

    private Patience() {}

    /** False where the wait was interrupted. */
    static boolean await(CountDownLatch done) {
        try {
            if (!done.await(SECONDS, TimeUnit.SECONDS)) {
                log.debug("The lock store is slow to take a lock back");
            }
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }
}
