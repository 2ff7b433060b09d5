package dev.scheduler.benchmarks.cluster;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** What these JVMs log. */
final class Logs {

    private Logs() {}

    /** Nothing but what went wrong, by whomever. */
    static void onlyWarnings() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }
}
