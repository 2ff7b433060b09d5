package dev.scheduler.boot.cluster;

import dev.scheduler.thread.Threads;
import java.time.Duration;

/** Looks once a second whether anybody did anything by hand, on a thread of its own. */
final class OperationsChannel {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final SharedOperations operations;
    private final Threads.Loop loop;

    OperationsChannel(SharedOperations operations, Threads threads) {
        this.operations = operations;
        this.loop = threads.loop("scheduler-operations", () -> {
            Quietly.run(operations::refresh);
            return PERIOD;
        });
    }

    /** Has what holds now told to this node before it returns, if the database can be reached. */
    void start() {
        Quietly.run(operations::refresh);
        loop.start();
    }

    void end(Duration limit) {
        loop.end(limit);
    }
}
