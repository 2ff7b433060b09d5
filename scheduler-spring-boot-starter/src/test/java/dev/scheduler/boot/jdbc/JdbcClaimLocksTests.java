package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.ClaimLocks.Wanted;
import dev.scheduler.lock.LockRows;
import dev.scheduler.lock.LockRows.Extension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The locks of claims beside plain users of ShedLock, and beside what the application locks through our provider. */
@ParameterizedClass
@EnumSource(Server.class)
class JdbcClaimLocksTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Database database;
    private final JdbcTemplate sql;
    private final LockProvider plain;
    private final JdbcClaimLocks claims;
    private final JdbcLockRows rows;

    JdbcClaimLocksTests(Server server) {
        database = server.fresh();
        sql = new JdbcTemplate(server.pool());
        plain = new JdbcTemplateLockProvider(Configuration.builder()
                .withJdbcTemplate(sql)
                .withTableName(database.tables().shedLock())
                .usingDbTime()
                .withLockedByValue("plain")
                .build());
        claims = new JdbcClaimLocks(database);
        rows = new JdbcLockRows(database);
    }

    private static Optional<SimpleLock> lock(LockProvider provider, String name) {
        return provider.lock(new LockConfiguration(Instant.now(), name, HOUR, Duration.ZERO));
    }

    private static Wanted wanted(String task, String owner, @Nullable Instant following) {
        return new Wanted(task, owner, following);
    }

    private Map<String, String> take(String task, String owner) {
        return claims.take(List.of(wanted(task, owner, null)));
    }

    private @Nullable String holder(String task) {
        return sql.queryForObject(
                "SELECT locked_by FROM " + database.tables().shedLock() + " WHERE name = ?", String.class, task);
    }

    @Tag("S12")
    @Test
    void plainUserOfShedLockKeepsUsOutAndIsNamed() {
        SimpleLock theirs = lock(plain, "a").orElseThrow();
        Map<String, String> refused = claims.take(
                List.of(wanted("b", "one#1", null), wanted("a", "one#2", null), wanted("c", "one#3", null)));

        assertThat(refused).containsOnlyKeys("a");
        assertThat(refused.get("a")).startsWith("plain holds the lock a until ");
        assertThat(holder("b")).isEqualTo("one#1");
        assertThat(holder("c")).isEqualTo("one#3");
        theirs.unlock();
        assertThat(take("a", "one#4")).isEmpty();
    }

    @Test
    void weKeepPlainUsersOfShedLockOutUntilTheFollowingTime() {
        Instant now = Instant.now();
        claims.take(List.of(
                wanted("long", "one#1", null),
                wanted("soon", "one#2", now.plusSeconds(20)),
                wanted("over", "one#3", now.minusSeconds(1))));

        assertThat(lock(plain, "long")).isEmpty();
        assertThat(lock(plain, "soon")).isEmpty();
        assertThat(lock(plain, "over")).isPresent();
    }

    @Test
    void whatTheApplicationLocksThroughOurProviderIsAForeigners() {
        SimpleLock theirs = lock(new JdbcLocks(database, "one"), "a").orElseThrow();

        assertThat(take("a", "one#1").get("a")).startsWith("one/1 holds the lock a until ");
        assertThat(rows.take(new LockRows.Key("a", "one#1"), HOUR)).startsWith("one/1 holds the lock a until ");
        theirs.unlock();
        assertThat(take("a", "one#1")).isEmpty();
        assertThat(lock(new JdbcLocks(database, "two"), "a")).isEmpty();
    }

    @Test
    void staleUnlockOfTheApplicationHitsNoLaterLockOfTheSameNode() {
        JdbcLocks provider = new JdbcLocks(database, "one");
        SimpleLock stale = lock(provider, "a").orElseThrow();
        rows.expire("a");
        assertThat(lock(provider, "a")).isPresent();
        stale.unlock();

        assertThat(holder("a")).isEqualTo("one/2");
        assertThat(lock(plain, "a")).isEmpty();
    }

    @Test
    void providerKeepsALockAsLongAsItWasToBeHeldAtLeast() {
        JdbcLocks provider = new JdbcLocks(database, "one");
        SimpleLock lock = provider.lock(new LockConfiguration(Instant.now(), "a", HOUR, Duration.ofMinutes(1)))
                .orElseThrow();
        lock.unlock();

        assertThat(lock(plain, "a")).isEmpty();
    }

    @Tag("S12")
    @Test
    void s12LockOfAClaimIsHeldAsLongAsItIsExtendedAndThenGivenBack() {
        claims.take(List.of(wanted("a", "one#1", Instant.now().plusMillis(1_300))));
        LockRows.Key key = new LockRows.Key("a", "one#1");
        Extension longer = new Extension(key, HOUR, true);
        assertThat(rows.extend(List.of(longer))).containsExactly(key);

        await().during(Duration.ofMillis(1_200))
                .atMost(Duration.ofSeconds(10))
                .until(() -> lock(plain, "a").isEmpty());
        rows.release(List.of(key));
        assertThat(lock(plain, "a")).isPresent();
        assertThat(rows.extend(List.of(longer))).as("a foreigner has it").isEmpty();
    }
}
