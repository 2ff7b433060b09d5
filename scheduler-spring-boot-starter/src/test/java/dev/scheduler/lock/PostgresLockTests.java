package dev.scheduler.lock;

import dev.scheduler.thread.Threads;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Locks in PostgreSQL. */
class PostgresLockTests extends JdbcLockRulesTests {

    private static EmbeddedPostgres server;
    private static JdbcTemplate database;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
        database = connect(server.getJdbcUrl("postgres", "postgres"), "postgres", "TIMESTAMP");
    }

    @AfterAll
    static void stop() throws IOException {
        disconnect(database);
        server.close();
    }

    @Override
    JdbcTemplate database() {
        return database;
    }

    /** A statement on the table takes two seconds, as on a database that is overloaded. */
    @Tag("S20")
    @Test
    void s20SixtyLocksOutlastADatabaseThatTakesTwoSecondsForEachUpdate() {
        Lease lease = new Lease(Duration.ofSeconds(12));
        List<String> losses = new CopyOnWriteArrayList<>();
        OverlapLocks locks = OverlapLocks.start(rows("one"), Threads.system(), new Outage());
        List<Hold> holds = new ArrayList<>();
        for (int lock = 0; lock < 60; lock++) {
            holds.add(Objects.requireNonNull(locks.acquire("slow-" + lock, "one#" + lock, lease, losses::add)
                    .hold()));
        }
        database.execute("""
                CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_sleep(2); RETURN NULL; END $$;
                CREATE TRIGGER slow BEFORE UPDATE ON shedlock FOR EACH STATEMENT EXECUTE FUNCTION slow();
                """);
        try {
            long end = System.nanoTime()
                    + lease.length().multipliedBy(3).dividedBy(2).toNanos();
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> {
                        assertThat(losses).isEmpty();
                        assertThat(holds).allMatch(Hold::isHeld);
                        return System.nanoTime() - end >= 0;
                    });
        } finally {
            database.execute("DROP TRIGGER slow ON shedlock; DROP FUNCTION slow()");
            locks.close();
        }
    }

    @Tag("S21")
    @Test
    void s21ProcessThatWasFrozenForLongerThanTheLeaseKnowsAtTheFirstLook() {
        Lease lease = new Lease(Lease.SHORTEST);
        List<String> losses = new CopyOnWriteArrayList<>();
        FreezableThreads freezable = new FreezableThreads();
        OverlapLocks frozen = OverlapLocks.start(rows("one"), freezable, new Outage());
        OverlapLocks other = OverlapLocks.start(rows("two"), Threads.system(), new Outage());
        Hold hold = Objects.requireNonNull(
                frozen.acquire("frozen", "one#1", lease, losses::add).hold());
        freezable.freeze();
        AtomicReference<@Nullable Hold> next = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            next.set(other.acquire("frozen", "two#1", lease, losses::add).hold());
            return next.get() != null;
        });

        assertThat(hold.isHeld()).isFalse();
        freezable.thaw();
        await().until(() -> losses.size() == 1);
        hold.release();
        assertThat(Objects.requireNonNull(rows("two").holder("frozen")).node()).isEqualTo("two");
        assertThat(Objects.requireNonNull(next.get()).isHeld()).isTrue();
        frozen.close();
        other.close();
    }
}
