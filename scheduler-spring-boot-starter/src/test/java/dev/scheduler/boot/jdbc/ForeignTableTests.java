package dev.scheduler.boot.jdbc;

import dev.scheduler.lock.Claim;
import dev.scheduler.lock.Claim.Outcome;
import dev.scheduler.lock.ClaimStore.Request;
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
        JdbcClaimStore store = new JdbcClaimStore(database, new Claims(database), "one");

        for (int second = 1; second <= 2; second++) {
            Request request = new Request(
                    Executions.running("a", second, "one"), null, true, false, java.time.Duration.ofMinutes(1), 0);
            assertThat(store.claim(List.of(request))).extracting(Claim::outcome).containsExactly(Outcome.WON);
        }
    }
}
