package dev.scheduler.benchmarks.cluster;

import java.util.List;

/** Who runs one-server tasks on a cluster. */
interface Contestant {

    List<String> NAMES = List.of("shedlock", "db-scheduler");

    /** The tables that somebody has made before the first node starts. */
    List<String> tables();

    /** Starts in this JVM as a user of it would; returns once it runs. */
    void start(NodeSettings settings, Ledger ledger);

    static Contestant named(String name) {
        return switch (name) {
            case "shedlock" -> new ShedLock();
            case "db-scheduler" -> new DbScheduler();
            default -> throw new IllegalArgumentException("\"" + name + "\" is none of " + NAMES);
        };
    }
}
