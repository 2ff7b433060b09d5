package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.ClaimLocks.Wanted;
import dev.scheduler.lock.LockRows;
import dev.scheduler.lock.LockRows.Extension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** ShedLock's table as others may have made it, before our script came. */
class ForeignTableTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CHARACTER SET latin1",
                "CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
                "CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci"
            })
    void textsOfAnyKindInMariaDb(String kind) {
        Database database = Server.MARIADB.unprepared();
        create(database, kind);
        SchemaScript.run(database);
        JdbcLockRows rows = new JdbcLockRows(database);
        LockRows.Key key = new LockRows.Key("a", "one#1");

        for (int round = 1; round <= 2; round++) {
            assertThat(new JdbcClaimLocks(database).take(List.of(new Wanted("a", key.owner(), null))))
                    .isEmpty();
            assertThat(rows.extend(List.of(new Extension(key, Duration.ofMinutes(1), true))))
                    .containsExactly(key);
            rows.release(List.of(key));
            assertThat(rows.holder("a")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CHARACTER SET latin1",
                "CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
                "CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"
            })
    void lockWhoseNameDiffersInCaseOnlyIsTheSame(String kind) {
        Database database = Server.MARIADB.unprepared();
        create(database, kind);
        SchemaScript.run(database);
        SimpleLock theirs = new JdbcLocks(database, "foreign")
                .lock(new LockConfiguration(Instant.now(), "Mail", Duration.ofMinutes(5), Duration.ZERO))
                .orElseThrow();
        JdbcLockRows rows = new JdbcLockRows(database);
        LockRows.Key key = new LockRows.Key("mail", "one#1");
        List<Wanted> wanted = List.of(new Wanted("a", "one#0", null), new Wanted("mail", key.owner(), null));
        List<Extension> longer = List.of(new Extension(key, Duration.ofMinutes(1), true));

        assertThat(new JdbcClaimLocks(database).take(wanted)).containsOnlyKeys("mail");
        assertThat(rows.take(key, Duration.ofMinutes(1))).startsWith("foreign/1 holds the lock mail until ");
        assertThat(rows.extend(longer)).isEmpty();
        assertThat(Objects.requireNonNull(rows.holder("mail")).by()).isEqualTo("foreign/1");
        theirs.unlock();
        assertThat(new JdbcClaimLocks(database).take(wanted)).isEmpty();
        assertThat(rows.extend(longer)).containsExactly(key);
    }

    private static void create(Database database, String kind) {
        new JdbcTemplate(Server.MARIADB.pool())
                .execute("CREATE TABLE " + database.tables().shedLock() + " (name VARCHAR(64) NOT NULL PRIMARY KEY,"
                        + " lock_until TIMESTAMP(3) NOT NULL, locked_at TIMESTAMP(3) NOT NULL,"
                        + " locked_by VARCHAR(255) NOT NULL) " + kind);
    }
}
