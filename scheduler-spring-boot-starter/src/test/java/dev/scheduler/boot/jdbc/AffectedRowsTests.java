package dev.scheduler.boot.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.scheduler.boot.cluster.ClaimLocks.Wanted;
import dev.scheduler.boot.cluster.TaskMark;
import dev.scheduler.lock.LockRows;
import dev.scheduler.lock.LockRows.Extension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import net.javacrumbs.shedlock.core.LockConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** MariaDB by a URL with which rows that keep their values are not counted as changed. */
class AffectedRowsTests {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final Database counted = Server.MARIADB.fresh();
    private final HikariDataSource pool = pool();
    private final Database database = Database.open(pool, counted.tables(), Duration.ofSeconds(5));
    private final JdbcClaimLocks claims = new JdbcClaimLocks(database);
    private final JdbcLockRows rows = new JdbcLockRows(database);

    private static HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Server.MARIADB.pool().getJdbcUrl() + "&useAffectedRows=true");
        config.setUsername(Server.MARIADB.pool().getUsername());
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private static Wanted wanted(String task, String owner) {
        return new Wanted(task, owner, Instant.now().plusSeconds(20));
    }

    @Test
    void lockThatIsOursForLongerIsTakenWithTheOthers() {
        LockRows.Key key = new LockRows.Key("a", "one#1");
        rows.take(key, LONG);

        assertThat(claims.take(List.of(wanted("a", "two#2"), wanted("b", "two#3"))))
                .isEmpty();
        assertThat(Objects.requireNonNull(rows.holder("a")).by()).isEqualTo("one#1");
        assertThat(Objects.requireNonNull(rows.holder("b")).by()).isEqualTo("two#3");
    }

    @Test
    void lockThatEndedBeforeItWasTakenIsTakenBesideOneThatIsOursForLonger() {
        rows.take(new LockRows.Key("a", "one#1"), LONG);
        Wanted over = new Wanted("b", "two#3", Instant.now().minusSeconds(1));

        assertThat(claims.take(List.of(wanted("a", "two#2"), over))).isEmpty();
    }

    @Test
    void foreignersAreFoundBesideOneThatIsOursForLonger() {
        rows.take(new LockRows.Key("a", "one#1"), LONG);
        assertThat(new JdbcLocks(database, "foreign")
                        .lock(new LockConfiguration(Instant.now(), "b", LONG, Duration.ZERO)))
                .isPresent();

        assertThat(claims.take(List.of(wanted("a", "two#2"), wanted("b", "two#3"))))
                .containsOnlyKeys("b");
        assertThat(rows.extend(List.of(new Extension(new LockRows.Key("b", "two#3"), LONG, true))))
                .isEmpty();
    }

    @Test
    void lockIsKeptThoughItsEndStaysTheSame() {
        LockTable table = new LockTable(database);
        boolean kept = database.transaction(connection -> {
            database.update(connection, "SET @@timestamp = 1800000000");
            table.take(connection, "a", "one#1", LONG);
            boolean still = table.keep(connection, "a", "one#1", LONG) && !table.keep(connection, "a", "one#2", LONG);
            database.update(connection, "SET @@timestamp = DEFAULT");
            return still;
        });

        assertThat(kept).isTrue();
    }

    @Test
    void taskIsAdoptedByWhoHasItAlready() {
        JdbcTaskRows tasks = new JdbcTaskRows(database);
        tasks.register(List.of(TaskMark.first("a", "every second in UTC", "one", Executions.START)));
        TaskMark mark = Objects.requireNonNull(tasks.all().get("a"));

        assertThat(tasks.adopt(mark, "one")).isTrue();
        assertThat(tasks.adopt(mark, "two")).isTrue();
        assertThat(tasks.adopt(mark, "three")).as("no longer what was known").isFalse();
    }
}
