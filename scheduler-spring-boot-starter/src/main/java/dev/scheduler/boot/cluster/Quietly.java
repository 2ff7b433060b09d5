package dev.scheduler.boot.cluster;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done again soon, so that a database that does not answer is nothing to speak of. */
final class Quietly {

    private static final Logger log = LoggerFactory.getLogger(Quietly.class);

    private Quietly() {}

    static void run(Runnable work) {
        try {
            work.run();
        } catch (StoreException unreachable) {
            log.debug("The database could not be reached: {}", unreachable.getMessage());
        }
    }
}
