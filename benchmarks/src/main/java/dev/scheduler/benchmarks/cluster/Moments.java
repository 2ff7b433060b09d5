package dev.scheduler.benchmarks.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Waiting for instants of the wall clock. */
final class Moments {

    private Moments() {}

    /** The first whole second after so long. */
    static Instant secondAfter(Duration wait) {
        return Instant.now().plus(wait).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }

    /** Returns at an instant; at once where it has passed. */
    static void await(Instant instant) throws InterruptedException {
        long millis = Instant.now().until(instant, ChronoUnit.MILLIS);
        if (millis > 0) {
            Thread.sleep(millis);
        }
    }
}
