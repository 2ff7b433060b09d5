package dev.scheduler.benchmarks.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Who runs one-server tasks on a cluster. */
interface Contestant {

    List<String> NAMES = List.of("shedlock", "db-scheduler", "ours");

    /** The tables that somebody has made before the first node starts. */
    List<String> tables();

    /** Starts in this JVM as a user of it would; returns once it runs. */
    void start(NodeSettings settings, Ledger ledger);

    /**
     * Whether it keeps a record of what did not start and why.
     *
     * @param task the task's number
     */
    default boolean explains(Server scheduling, int task, Instant scheduled) {
        return false;
    }

    /** How long after a scheduled time {@link #explains} says why it did not start; zero where it never does. */
    default Duration noticesWithin() {
        return Duration.ZERO;
    }

    static Contestant named(String name) {
        return switch (name) {
            case "shedlock" -> new ShedLock();
            case "db-scheduler" -> new DbScheduler();
            case "ours" -> new Ours();
            default -> throw new IllegalArgumentException("\"" + name + "\" is none of " + NAMES);
        };
    }
}
