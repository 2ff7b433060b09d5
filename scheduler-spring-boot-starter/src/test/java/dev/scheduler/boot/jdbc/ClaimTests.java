package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ParameterizedClass
@EnumSource(Server.class)
class ClaimTests {

    private final Server server;

    private final Database database;

    ClaimTests(Server server) {
        this.server = server;
        database = server.fresh();
    }

    @Test
    void firstWinsAndLaterOnesLose() {
        Execution first = Executions.running("a", 1, "one");
        Execution second = Executions.running("a", 1, "two");
        Execution other = Executions.running("a", 2, "two");

        assertThat(new Claims(database).claim(List.of(first))).containsExactly(first.id());
        Claims claims = new Claims(database);
        assertThat(claims.claim(List.of(second, other))).containsExactly(other.id());
        assertThat(claims.isOpen(second.id())).isFalse();
        assertThat(claims.isOpen(other.id())).isTrue();
    }

    /** Nodes with threads each claim overlapping shuffled chunks of the same times, all at once. */
    @Test
    void everyScheduledTimeIsWonExactlyOnceWhoeverClaims() throws InterruptedException, ExecutionException {
        int times = 60;
        Map<String, List<String>> winners = new HashMap<>();
        for (Map<String, String> won : together(claimants(4, 3, times))) {
            won.forEach((id, key) ->
                    winners.computeIfAbsent(key, k -> new ArrayList<>()).add(id));
        }

        assertThat(winners).hasSize(10 * times);
        assertThat(winners.values()).allMatch(ids -> ids.size() == 1);
        Set<String> stored = new HashSet<>(database.call(connection -> database.query(
                connection,
                row -> row.getString(1),
                "SELECT id FROM " + database.tables().execution())));
        assertThat(stored).hasSize(10 * times);
        assertThat(winners.values()).allMatch(ids -> stored.contains(ids.get(0)));
        assertThat(Server.log()).doesNotContain("duplicate key").doesNotContain("deadlock");
    }

    private List<Callable<Map<String, String>>> claimants(int nodes, int threads, int times) {
        List<Callable<Map<String, String>>> claimants = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            Claims claims = new Claims(database);
            for (int thread = 0; thread < threads; thread++) {
                int seed = node * threads + thread;
                claimants.add(() -> claimAll(claims, "node-" + seed, times, new Random(seed)));
            }
        }
        return claimants;
    }

    private static Map<String, String> claimAll(Claims claims, String node, int times, Random random) {
        Map<String, String> won = new HashMap<>();
        List<Execution> all = new ArrayList<>();
        for (int task = 0; task < 10; task++) {
            for (int second = 1; second <= times; second++) {
                all.add(Executions.running("task-" + task, second, node));
            }
        }
        Collections.shuffle(all, random);
        for (int from = 0; from < all.size(); ) {
            List<Execution> chunk = all.subList(from, Math.min(all.size(), from + 1 + random.nextInt(40)));
            Set<String> ids = claims.claim(chunk);
            chunk.stream()
                    .filter(execution -> ids.contains(execution.id()))
                    .forEach(execution -> won.put(execution.id(), execution.task() + "@" + execution.scheduledTime()));
            from += chunk.size();
        }
        return won;
    }

    private static <T> List<T> together(List<Callable<T>> work) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void claimWhoseAnswerWasLostIsReadBack() {
        Execution mine = Executions.running("a", 1, "one");
        Execution theirs = Executions.running("b", 1, "two");
        Execution unsent = Executions.running("c", 1, "one");
        Execution late = Executions.running("b", 1, "one");
        new Claims(database).claim(List.of(mine));
        new Claims(database).claim(List.of(theirs));

        Claims claims = new Claims(database);
        assertThat(claims.claimAgain(List.of(mine, late, unsent))).containsExactlyInAnyOrder(mine.id(), unsent.id());
        assertThat(claims.claimAgain(List.of(mine, late, unsent))).containsExactlyInAnyOrder(mine.id(), unsent.id());
    }

    @Test
    void nothingThatIsAccountedForCanBeClaimed() {
        new TaskMarks(database).register(List.of(TaskMark.first("a", "every second", Executions.at(5))));
        Execution before = Executions.running("a", 4, "one");
        Execution at = Executions.running("a", 5, "one");
        Execution after = Executions.running("a", 6, "one");

        assertThat(new Claims(database).claim(List.of(before, at, after))).containsExactly(after.id());
    }

    @Test
    void manyClaimsGoThroughWhateverTheirNumber() {
        List<Execution> many = new ArrayList<>();
        for (int task = 0; task < 2 * Batch.MOST + 1; task++) {
            many.add(Executions.running("task-" + task, 1, "one"));
        }

        assertThat(new Claims(database).claim(many)).hasSize(many.size());
        assertThat(new Claims(database).claim(List.of())).isEmpty();
    }

    @Test
    void claimWaitsForAnotherOneNoLongerThanItsTimeout() throws SQLException {
        Database impatient = Database.open(server.pool(), database.tables(), Duration.ofSeconds(1));
        Execution mine = Executions.running("a", 1, "one");
        Claims claims = new Claims(impatient);
        try (Connection blocker = server.pool().getConnection()) {
            blocker.setAutoCommit(false);
            new ExecutionTable(database).insertClaims(blocker, List.of(Executions.running("a", 1, "two")));
            long start = System.nanoTime();
            assertThatThrownBy(() -> claims.claim(List.of(mine))).isInstanceOf(StoreException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            assertThat(claims.isOpen(mine.id())).as("may have won").isTrue();
            if (server == Server.POSTGRESQL) {
                assertThat(Server.log()).contains("due to lock timeout");
            }
            blocker.rollback();
            blocker.setAutoCommit(true);
        }

        assertThat(claims.claimAgain(List.of(mine))).containsExactly(mine.id());
    }
}
