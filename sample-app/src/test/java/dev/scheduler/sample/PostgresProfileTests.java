package dev.scheduler.sample;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Scheduler;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two nodes of the shop on one PostgreSQL. */
class PostgresProfileTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    static Path folder;

    @Test
    void nodesShareTheWorkAndWhatTheyKnowOfIt() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                ConfigurableApplicationContext one = node(postgres);
                ConfigurableApplicationContext other = node(postgres)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(deletions(one))
                            .filteredOn(execution -> execution.state() == ExecutionState.SUCCEEDED)
                            .hasSizeGreaterThan(2));

            List<Instant> times =
                    deletions(one).stream().map(Execution::scheduledTime).toList();
            assertThat(times).doesNotHaveDuplicates();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(deletions(other))
                            .extracting(Execution::scheduledTime)
                            .containsAll(times));
        }
    }

    private static List<Execution> deletions(ConfigurableApplicationContext node) {
        return node.getBean(Scheduler.class).executions("expired-carts.delete");
    }

    private static ConfigurableApplicationContext node(EmbeddedPostgres postgres) {
        return new SpringApplicationBuilder(SampleApplication.class)
                .profiles("postgres")
                .run(
                        "--server.port=0",
                        "--shop.folder=" + folder,
                        "--scheduler.tasks.expired-carts.delete.every=second",
                        "--POSTGRES_URL=" + postgres.getJdbcUrl("postgres", "postgres"),
                        "--POSTGRES_USER=postgres");
    }
}
