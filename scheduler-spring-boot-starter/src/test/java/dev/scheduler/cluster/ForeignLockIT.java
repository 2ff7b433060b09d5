package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** A plain user of ShedLock holds the locks of some tasks for a while. */
class ForeignLockIT {

    private static final String FOREIGNER = "billing@elsewhere";
    private static final String SKIPPED_FOR_IT = "SKIPPED OTHER_SERVER " + FOREIGNER;
    private static final Duration HELD = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Tasks TICKS = Tasks.of("tick", 5, "every 1 second");
    private static final Tasks ALONE = Tasks.of("alone", 3, "every 1 second").with("without-overlapping", "true");
    private static final List<String> LOCKED = List.of("tick-0", "tick-1", "alone-0");

    @Test
    void keepsTasksFromRunningAlsoByHand() {
        Scenario.play("Run by hand under a foreign lock", List.of(TICKS, ALONE), cluster -> {
            List<Node> nodes = cluster.start(2);
            Await.pass(Duration.ofSeconds(3));
            LOCKED.forEach(task -> hold(cluster.database(), task));
            Instant held = Instant.now();
            LOCKED.forEach(task -> nodes.forEach(node -> assertRefused(node, task)));
            Await.pass(Duration.between(Instant.now(), held.plus(HELD)));
            Instant ended = Instant.now();
            List<String> byHand = new ArrayList<>();
            LOCKED.forEach(task -> nodes.forEach(node -> byHand.add(run(node, task))));
            Await.pass(Duration.ofSeconds(3));

            Accounts accounts = cluster.settle(Instant.now(), () -> skippedForIt(cluster.database()));
            assertThat(accounts.explained().keySet()).isSubsetOf(SKIPPED_FOR_IT, "SKIPPED OVERLAPPING");
            assertHolds(cluster, held, held.plus(HELD.minusSeconds(1)));
            assertThat(cluster.starts())
                    .filteredOn(start -> start.scheduledTime().isAfter(ended))
                    .filteredOn(start -> start.trigger().equals("SCHEDULE"))
                    .extracting(Start::task)
                    .containsAll(LOCKED);
            assertThat(cluster.starts())
                    .filteredOn(start -> start.trigger().equals("MANUAL"))
                    .extracting(Start::executionId)
                    .containsExactlyElementsOf(byHand);
            assertThat(byHand).extracting(cluster::row).extracting(Row::verdict).containsOnly("SUCCEEDED");
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    /** Takes the lock as ShedLock does: between two runs. */
    private static void hold(JdbcTemplate database, String task) {
        String sql = "UPDATE shedlock SET locked_by = ?, locked_at = timezone('utc', CURRENT_TIMESTAMP), lock_until ="
                + " timezone('utc', CURRENT_TIMESTAMP) + INTERVAL '" + HELD.toMillis() + " milliseconds'"
                + " WHERE name = ? AND lock_until <= timezone('utc', CURRENT_TIMESTAMP)";
        Await.until(() -> task + " is never free", SOON, () -> database.update(sql, FOREIGNER, task) == 1);
    }

    private static void assertRefused(Node node, String task) {
        assertThat(node.tryOrder("run " + task))
                .startsWith(Hands.REFUSED)
                .contains(FOREIGNER + " holds the lock " + task);
    }

    /** Whatever else is in the way is our own, and soon over. */
    private static String run(Node node, String task) {
        List<String> answers = new ArrayList<>(List.of("nothing"));
        Await.until(() -> node.name() + " says " + answers + " of " + task, SOON, () -> {
            String answer = node.tryOrder("run " + task);
            answers.add(answer);
            assertThat(answer).doesNotContain(FOREIGNER);
            return answer.startsWith(Hands.DONE);
        });
        return answers.get(answers.size() - 1).substring(Hands.DONE.length());
    }

    /** The records that name the foreigner, with him as their reason: that another server ran it would explain nothing. */
    private static List<Row> skippedForIt(JdbcTemplate database) {
        String sql =
                "SELECT id, task, scheduled_time, first_scheduled_time, scheduled_count, claim, triggered_by, node,"
                        + " state, ended_at, 'OTHER_SERVER " + FOREIGNER + "' AS reason FROM scheduler_execution"
                        + " WHERE state = 'SKIPPED' AND claim = '1' AND detail LIKE '" + FOREIGNER
                        + " holds the lock %'";
        return database.query(sql, (row, index) -> Row.read(row));
    }

    /** While it holds locks, times of their tasks are skipped for that, and no other's are. */
    private static void assertHolds(Cluster cluster, Instant from, Instant until) {
        assertThat(cluster.starts())
                .filteredOn(start -> LOCKED.contains(start.task()))
                .filteredOn(start ->
                        start.startedAt().isAfter(from) && start.startedAt().isBefore(until))
                .isEmpty();
        Set<String> named =
                skippedForIt(cluster.database()).stream().map(Row::id).collect(Collectors.toSet());
        // What comes due later may ask for its lock when that is free again.
        Instant last = until.minus(Cluster.GRACE);
        assertThat(cluster.rows())
                .filteredOn(row -> LOCKED.contains(row.task()))
                .filteredOn(
                        row -> row.scheduledTime().isAfter(from) && row.first().isBefore(last))
                .isNotEmpty()
                .allMatch(row -> named.contains(row.id()), "names the foreigner")
                .allMatch(row ->
                        row.task().startsWith(ALONE.group()) || row.verdict().equals("SKIPPED OTHER_SERVER"));
        assertThat(cluster.rows())
                .filteredOn(row -> named.contains(row.id()))
                .extracting(Row::task)
                .hasSameElementsAs(LOCKED);
    }
}
