package dev.scheduler.boot.cluster.sim;

import dev.scheduler.boot.cluster.ClusterStoreContract;
import dev.scheduler.boot.cluster.StoreUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** The simulation's store does what the databases do. */
class MemoryStoreTests extends ClusterStoreContract {

    MemoryStoreTests() {
        super(store());
    }

    private static StoreUnderTest store() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        MemoryStore store = new MemoryStore(now::get);
        return new StoreUnderTest(
                store.tasks(),
                store.executions(),
                store.history(),
                store.nodes(),
                store.operations(),
                store.locks(),
                store.claimLocks(),
                (node, runs, age) -> store.purge(runs, age),
                (Duration step) -> now.updateAndGet(before -> before.plus(step)));
    }
}
