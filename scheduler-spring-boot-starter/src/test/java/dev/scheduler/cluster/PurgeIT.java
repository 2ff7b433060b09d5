package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** History is forgotten while a node that claims is frozen and its claim is under way. */
class PurgeIT {

    private static final int KEEP = 5;
    private static final Duration FROZEN = Duration.ofSeconds(20);
    private static final Duration OF_ITS_CLOCK = Duration.ofMinutes(3);

    private static final Tasks TICKS = Tasks.of("tick", 10, "every 1 second");

    @Test
    void forgetsNoClaimThatSomebodyMayStillMake() {
        Scenario.play("Purge with a node frozen for three minutes", List.of(TICKS), cluster -> {
            cluster.start(
                    3,
                    "--scheduler.history.keep=" + KEEP,
                    "--spring.datasource.hikari.data-source-properties.prepareThreshold=0");
            Purged purged = Purged.watch(cluster.database());
            Await.pass(Duration.ofSeconds(4));
            Node frozen = cluster.nodes().get(0);
            frozen.line().holdFrom("INSERT INTO scheduler_execution");
            Await.until(() -> "it claims nothing", Duration.ofSeconds(5), frozen.line()::isTripped);
            frozen.freeze();
            Await.pass(FROZEN);
            // What it claimed twenty seconds ago arrives now.
            frozen.line().pass();
            Await.pass(Duration.ofSeconds(2));
            frozen.shiftClock(OF_ITS_CLOCK.minus(FROZEN));
            frozen.thaw();
            Await.pass(Duration.ofSeconds(10));

            Instant until = Instant.now();
            cluster.settle(until, purged::rows);
            assertThat(purged.tooEarly()).isEmpty();
            assertThat(TICKS.names())
                    .allMatch(
                            task -> rowsOf(cluster.rows(), task)
                                    <= KEEP + Duration.ofSeconds(20).toSeconds(),
                            "is purged");
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    private static long rowsOf(List<Row> rows, String task) {
        return rows.stream().filter(row -> row.task().equals(task)).count();
    }
}
