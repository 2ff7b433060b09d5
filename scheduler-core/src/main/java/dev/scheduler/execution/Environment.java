package dev.scheduler.execution;

import dev.scheduler.history.HistoryStore;
import dev.scheduler.thread.Threads;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What every part of one engine shares. */
record Environment(
        InstantSource clock,
        String node,
        ExecutionIds ids,
        HistoryStore history,
        Threads threads,
        RandomGenerator random) {

    Instant now() {
        return clock.instant();
    }
}
