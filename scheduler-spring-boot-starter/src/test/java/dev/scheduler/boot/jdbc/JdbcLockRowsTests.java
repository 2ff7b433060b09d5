package dev.scheduler.boot.jdbc;

import dev.scheduler.lock.LockRows;
import dev.scheduler.lock.LockRows.Extension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** What is peculiar to locks as rows of a table. */
@ParameterizedClass
@EnumSource(Server.class)
class JdbcLockRowsTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Database database;
    private final JdbcTemplate sql;
    private final JdbcLockRows rows;

    JdbcLockRowsTests(Server server) {
        database = server.fresh();
        sql = new JdbcTemplate(server.pool());
        rows = new JdbcLockRows(database);
    }

    private static Extension ofClaim(LockRows.Key key) {
        return new Extension(key, MINUTE, true);
    }

    private String ownerOf(String name) {
        return Objects.requireNonNull(sql.queryForObject(
                "SELECT locked_by FROM " + database.tables().shedLock() + " WHERE name = ?", String.class, name));
    }

    @Test
    void rowOfALockThatWasOpenedByHandStays() {
        rows.take(new LockRows.Key("a", "one#1"), MINUTE);

        assertThat(rows.expire("a")).isTrue();
        assertThat(ownerOf("a")).isEqualTo("one#1");
    }

    @Test
    void nodesThatExtendTheSameLocksInOtherOrdersDoNotStopEachOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> all = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            List<Extension> extensions = new ArrayList<>();
            for (int lock = 0; lock < 50; lock++) {
                int number = node % 2 == 0 ? lock : 49 - lock;
                extensions.add(ofClaim(new LockRows.Key("lock-" + number, "node-" + node + "#" + lock)));
            }
            all.add(threads.submit(() -> {
                for (int round = 0; round < 20; round++) {
                    assertThat(rows.extend(extensions)).hasSize(50);
                }
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();
    }
}
