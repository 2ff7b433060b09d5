package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.LockHolder;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.Claim.Outcome;
import dev.scheduler.lock.ClaimStore.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(Server.class)
class JdbcClaimStoreTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Database database;
    private final JdbcTemplate sql;
    private final LockProvider plain;
    private final JdbcClaimStore one;
    private final JdbcClaimStore two;

    JdbcClaimStoreTests(Server server) {
        database = server.fresh();
        sql = new JdbcTemplate(server.pool());
        plain = provider("plain");
        one = new JdbcClaimStore(database, new Claims(database), "one");
        two = new JdbcClaimStore(database, new Claims(database), "two");
        new JdbcNodeRows(database).beat("one", HOUR);
        new JdbcNodeRows(database).beat("two", HOUR);
    }

    private LockProvider provider(String owner) {
        return new JdbcTemplateLockProvider(Configuration.builder()
                .withJdbcTemplate(sql)
                .withTableName(database.tables().shedLock())
                .usingDbTime()
                .withLockedByValue(owner)
                .build());
    }

    private static Optional<SimpleLock> lock(LockProvider provider, String name) {
        return provider.lock(new LockConfiguration(Instant.now(), name, HOUR, Duration.ZERO));
    }

    private static Request request(String task, int second, String node, @Nullable Instant following) {
        return new Request(
                Executions.running(task, second, node), following, true, false, java.time.Duration.ofMinutes(1), 0);
    }

    private static Request request(String task, int second, String node) {
        return request(task, second, node, null);
    }

    private static List<Outcome> outcomes(List<Claim> claims) {
        return claims.stream().map(Claim::outcome).toList();
    }

    private @Nullable String holder(String task) {
        return sql.queryForObject(
                "SELECT locked_by FROM " + database.tables().shedLock() + " WHERE name = ?", String.class, task);
    }

    @Test
    void ofTwoNodesOneIsClaimedAndTheOtherTaken() {
        assertThat(outcomes(one.claim(List.of(request("a", 1, "one"))))).containsExactly(Outcome.WON);
        assertThat(outcomes(two.claim(List.of(request("a", 1, "two"), request("b", 1, "two")))))
                .containsExactly(Outcome.TAKEN, Outcome.WON);
        assertThat(holder("a")).isEqualTo("one");
        assertThat(holder("b")).isEqualTo("two");
    }

    @Test
    void plainUserOfShedLockKeepsUsOutAndIsNamed() {
        SimpleLock theirs = lock(plain, "a").orElseThrow();
        List<Claim> claims = one.claim(List.of(request("a", 1, "one"), request("b", 1, "one"), request("c", 1, "one")));

        assertThat(outcomes(claims)).containsExactly(Outcome.REFUSED, Outcome.WON, Outcome.WON);
        assertThat(claims.get(0).detail()).startsWith("plain holds the lock a until ");
        theirs.unlock();
        assertThat(outcomes(one.claim(List.of(request("a", 2, "one"))))).containsExactly(Outcome.WON);
    }

    @Test
    void weKeepPlainUsersOfShedLockOutUntilTheFollowingTime() {
        Instant now = Instant.now();
        one.claim(List.of(
                request("long", 1, "one"),
                request("soon", 1, "one", now.plusSeconds(20)),
                request("over", 1, "one", now.minusSeconds(1))));

        assertThat(lock(plain, "long")).isEmpty();
        assertThat(lock(plain, "soon")).isEmpty();
        assertThat(lock(plain, "over")).isPresent();
    }

    @Test
    void lockOfOneOfOurNodesRefusesNobodyAndStaysItsHolders() {
        SimpleLock overlap = lock(provider("two"), "a").orElseThrow();

        assertThat(outcomes(one.claim(List.of(request("a", 1, "one"))))).containsExactly(Outcome.WON);
        assertThat(holder("a")).isEqualTo("two");
        assertThat(overlap.extend(HOUR, Duration.ZERO)).as("is still theirs").isPresent();
    }

    @Test
    void lockOfOneOfOurNodesRefusesNobodyOnceTheNodeIsGoneEither() {
        two.claim(List.of(request("a", 1, "two")));
        new JdbcNodeRows(database).leave("two");

        assertThat(outcomes(one.claim(List.of(request("a", 2, "one"), request("b", 2, "one")))))
                .containsExactly(Outcome.WON, Outcome.WON);
        assertThat(holder("b")).isEqualTo("one");
    }

    @Test
    void taskWithAnOverlapLockLeavesItsNameFree() {
        Execution execution = Executions.running("a", 1, "one");

        assertThat(outcomes(one.claim(
                        List.of(new Request(execution, null, false, false, java.time.Duration.ofMinutes(1), 0)))))
                .containsExactly(Outcome.WON);
        assertThat(lock(provider("one"), "a")).isPresent();
    }

    @Test
    void tellsWhoHoldsALockAndOpensItByHand() {
        LockRows locks = new LockRows(database);
        one.claim(List.of(request("a", 1, "one", Instant.now().plusSeconds(20))));
        LockHolder holder = Objects.requireNonNull(locks.holder("a"));

        assertThat(holder.by()).isEqualTo("one");
        assertThat(holder.since())
                .isBetween(Instant.now().minusSeconds(10), Instant.now().plusSeconds(10));
        assertThat(holder.until())
                .isAfter(holder.since())
                .isBefore(Instant.now().plusSeconds(30));
        assertThat(locks.holder("b")).isNull();
        assertThat(locks.expire("a")).isTrue();
        assertThat(locks.expire("a")).isFalse();
        assertThat(locks.holder("a")).isNull();
        assertThat(lock(plain, "a")).isPresent();
    }

    @Test
    void manyAtOnceAndSeveralTimesOfOneTask() {
        List<Request> requests = new ArrayList<>();
        for (int task = 0; task <= Batch.MOST; task++) {
            requests.add(request("task-" + task, 1, "one"));
            requests.add(request("task-" + task, 2, "one"));
        }

        assertThat(outcomes(one.claim(requests))).hasSize(requests.size()).containsOnly(Outcome.WON);
        assertThat(lock(plain, "task-" + Batch.MOST)).isEmpty();
    }

    @Test
    void whatWasWonIsOursAlthoughItsLockCouldNotBeTakenAtFirst() {
        Request mine = request("a", 1, "one");
        Request unlocked =
                new Request(Executions.running("b", 1, "one"), null, false, false, java.time.Duration.ofMinutes(1), 0);
        rename("shedlock", "away");
        List<Claim> claims = one.claim(List.of(mine, unlocked));

        assertThat(outcomes(claims)).containsExactly(Outcome.UNREACHABLE, Outcome.WON);
        assertThat(claims.get(0).detail()).contains(database.tables().shedLock());
        rename("away", "shedlock");
        assertThat(outcomes(two.claim(List.of(request("a", 1, "two"))))).containsExactly(Outcome.TAKEN);
        assertThat(outcomes(one.claim(List.of(mine)))).containsExactly(Outcome.WON);
        assertThat(holder("a")).isEqualTo("one");
    }

    @Test
    void claimsThatCouldNotBeSentAreMadeWhenAskedAgain() {
        Request mine = request("a", 1, "one");
        Request abandoned = request("b", 1, "one");
        rename("execution", "away");

        assertThat(outcomes(one.claim(List.of(mine, abandoned))))
                .containsExactly(Outcome.UNREACHABLE, Outcome.UNREACHABLE);
        one.abandon(List.of(abandoned.execution()));
        rename("away", "execution");
        assertThat(outcomes(one.claim(List.of(request("c", 1, "one"), mine))))
                .containsExactly(Outcome.WON, Outcome.WON);
    }

    private void rename(String from, String to) {
        String prefix = database.tables().prefix();
        sql.execute("ALTER TABLE " + prefix + from + " RENAME TO " + prefix + to);
    }
}
