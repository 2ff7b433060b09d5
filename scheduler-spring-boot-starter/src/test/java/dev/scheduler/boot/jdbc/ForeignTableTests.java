package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.ClaimLocks.Wanted;
import dev.scheduler.lock.LockRows;
import dev.scheduler.lock.LockRows.Extension;
import java.time.Duration;
import java.util.List;
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
        new JdbcTemplate(Server.MARIADB.pool())
                .execute("CREATE TABLE " + database.tables().shedLock() + " (name VARCHAR(64) NOT NULL PRIMARY KEY,"
                        + " lock_until TIMESTAMP(3) NOT NULL, locked_at TIMESTAMP(3) NOT NULL,"
                        + " locked_by VARCHAR(255) NOT NULL) " + kind);
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
}
