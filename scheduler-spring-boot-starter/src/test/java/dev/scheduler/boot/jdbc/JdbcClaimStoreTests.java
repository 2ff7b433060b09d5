package dev.scheduler.boot.jdbc;

import dev.scheduler.lock.Claim;
import dev.scheduler.lock.Claim.Outcome;
import dev.scheduler.lock.ClaimStore.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        new NodeBeats(database).beat("one", HOUR, Instant.now());
        new NodeBeats(database).beat("two", HOUR, Instant.now());
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
        assertThat(holder("a")).startsWith("one#");
        assertThat(holder("b")).startsWith("two#");
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
        assertThat(holder("a")).startsWith("one#");
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
