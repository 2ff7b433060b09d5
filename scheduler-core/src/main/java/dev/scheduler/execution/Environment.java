package dev.scheduler.execution;

import dev.scheduler.history.HistoryStore;
import java.time.Instant;
import java.time.InstantSource;

/** What every part of one engine shares. */
record Environment(InstantSource clock, String node, ExecutionIds ids, HistoryStore history) {

    Instant now() {
        return clock.instant();
    }
}
