package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.ClusterStoreContract;
import dev.scheduler.boot.cluster.StoreUnderTest;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Server.class)
class JdbcClusterStoreTests extends ClusterStoreContract {

    private static final Map<Server, Shared> SHARED = new EnumMap<>(Server.class);

    JdbcClusterStoreTests(Server server) {
        super(SHARED.computeIfAbsent(server, Shared::of).store());
    }

    /** Tables that one test after another uses, as making them takes time. */
    private record Shared(Database database, AtomicReference<Duration> ahead) {

        static Shared of(Server server) {
            AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
            return new Shared(server.fresh(ahead::get), ahead);
        }

        StoreUnderTest store() {
            Server.empty(database);
            ahead.set(Duration.ZERO);
            return new StoreUnderTest(
                    new JdbcTaskRows(database),
                    new JdbcExecutionRows(database),
                    new ExecutionReader(database),
                    new JdbcNodeRows(database),
                    new JdbcOperationRows(database),
                    new JdbcLockRows(database),
                    new JdbcClaimLocks(database),
                    (node, runs, age) -> new JdbcPurge(database, node, runs, age),
                    step -> ahead.updateAndGet(step::plus));
        }
    }
}
