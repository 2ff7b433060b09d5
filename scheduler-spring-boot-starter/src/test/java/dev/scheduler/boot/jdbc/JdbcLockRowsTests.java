package dev.scheduler.boot.jdbc;

import dev.scheduler.LockHolder;
import dev.scheduler.lock.LockRows;
import dev.scheduler.lock.LockRows.Extension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Locks as rows. */
@ParameterizedClass
@EnumSource(Server.class)
class JdbcLockRowsTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LockRows.Key MINE = new LockRows.Key("a", "one#1");
    private static final LockRows.Key OTHER = new LockRows.Key("a", "one#2");

    private final Database database;
    private final JdbcTemplate sql;
    private final JdbcLockRows rows;

    JdbcLockRowsTests(Server server) {
        database = server.fresh();
        sql = new JdbcTemplate(server.pool());
        rows = new JdbcLockRows(database);
    }

    private static Extension own(LockRows.Key key) {
        return new Extension(key, MINUTE, false);
    }

    private static Extension ofClaim(LockRows.Key key) {
        return new Extension(key, MINUTE, true);
    }

    private String ownerOf(String name) {
        return Objects.requireNonNull(sql.queryForObject(
                "SELECT locked_by FROM " + database.tables().shedLock() + " WHERE name = ?", String.class, name));
    }

    @Tag("S11")
    @Test
    void s11OwnerThatAsksAgainIsRecognisedAndAnotherIsToldWhoIsInTheWay() {
        assertThat(rows.take(MINE, MINUTE)).isNull();
        assertThat(rows.take(MINE, MINUTE)).isNull();
        assertThat(rows.take(OTHER, MINUTE)).startsWith("node one holds the lock a for execution 1 until 20");
    }

    @Test
    void onlyTheOwnerExtendsAndGivesBack() {
        rows.take(MINE, MINUTE);
        assertThat(rows.extend(List.of(own(OTHER)))).isEmpty();
        rows.release(List.of(OTHER));
        assertThat(rows.extend(List.of(own(MINE)))).containsExactly(MINE);

        rows.release(List.of(MINE));
        assertThat(rows.extend(List.of(own(MINE)))).isEmpty();
        assertThat(rows.take(OTHER, MINUTE)).isNull();
    }

    @Test
    void ofManyThoseAreExtendedThatAreHeldStill() {
        List<Extension> extensions = new ArrayList<>();
        Set<LockRows.Key> held = new HashSet<>();
        for (int lock = 0; lock <= Batch.MOST; lock++) {
            LockRows.Key key = new LockRows.Key("lock-" + lock, "one#" + lock);
            extensions.add(own(key));
            if (lock % 3 != 0) {
                rows.take(key, MINUTE);
                held.add(key);
            }
        }

        assertThat(rows.extend(extensions)).isEqualTo(held);
    }

    @Test
    void eachIsExtendedByItsOwnLength() {
        LockRows.Key hour = new LockRows.Key("hour", "one#1");
        rows.take(MINE, MINUTE);
        rows.take(hour, MINUTE);
        rows.extend(List.of(new Extension(hour, Duration.ofHours(1), false), own(MINE)));

        assertThat(left("hour")).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(left("a")).isLessThan(Duration.ofMinutes(2));
    }

    private Duration left(String name) {
        LockHolder holder = Objects.requireNonNull(rows.holder(name));
        return Duration.between(holder.since(), holder.until());
    }

    @Test
    void claimTakesOverWhatIsFreeOrMissingAndLengthensWhatAnotherOfOursHolds() {
        LockRows.Key missing = new LockRows.Key("missing", "one#3");
        rows.take(MINE, Duration.ofSeconds(20));
        assertThat(rows.extend(List.of(ofClaim(OTHER), ofClaim(MINE), ofClaim(missing))))
                .containsExactlyInAnyOrder(OTHER, MINE, missing);
        assertThat(ownerOf("a")).isEqualTo("one#1");
        assertThat(ownerOf("missing")).isEqualTo("one#3");
        assertThat(left("a")).isGreaterThanOrEqualTo(Duration.ofSeconds(59));

        rows.release(List.of(MINE));
        assertThat(rows.extend(List.of(ofClaim(OTHER)))).containsExactly(OTHER);
        assertThat(ownerOf("a")).isEqualTo("one#2");
    }

    @Test
    void claimShortensNothing() {
        rows.take(MINE, Duration.ofHours(1));
        rows.extend(List.of(ofClaim(OTHER)));

        assertThat(left("a")).isGreaterThan(Duration.ofMinutes(30));
    }

    @Test
    void claimIsToldThatAForeignerHasItsLock() {
        rows.take(new LockRows.Key("a", "plain"), MINUTE);

        assertThat(rows.extend(List.of(ofClaim(MINE)))).isEmpty();
        assertThat(rows.take(MINE, MINUTE)).startsWith("plain holds the lock a until 20");
    }

    @Test
    void tellsWhoHoldsALockAndOpensItByHand() {
        rows.take(MINE, Duration.ofSeconds(20));
        LockHolder holder = Objects.requireNonNull(rows.holder("a"));

        assertThat(holder.node()).isEqualTo("one");
        assertThat(holder.since())
                .isBetween(Instant.now().minusSeconds(10), Instant.now().plusSeconds(10));
        assertThat(holder.until())
                .isAfter(holder.since())
                .isBefore(Instant.now().plusSeconds(30));
        assertThat(rows.holder("b")).isNull();
        assertThat(rows.expire("a")).isTrue();
        assertThat(rows.expire("a")).isFalse();
        assertThat(rows.holder("a")).isNull();
        assertThat(rows.extend(List.of(own(MINE)))).isEmpty();
        assertThat(ownerOf("a")).as("the row stays").isEqualTo("one#1");
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
