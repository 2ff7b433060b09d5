package dev.scheduler.lock;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of a store that does not answer: one warning when it begins, one line when it is over, however many locks. */
final class Outage {

    private static final Logger log = LoggerFactory.getLogger(Outage.class);

    private final Set<String> failing = new HashSet<>();

    synchronized void failed(String lock, String problem) {
        if (failing.isEmpty()) {
            log.warn("The lock {} could not be extended or released, trying again: {}", lock, problem);
        }
        failing.add(lock);
    }

    synchronized void over(String lock) {
        if (failing.remove(lock) && failing.isEmpty()) {
            log.info("The lock store answers again");
        }
    }

    synchronized void forget(String lock) {
        failing.remove(lock);
    }
}
