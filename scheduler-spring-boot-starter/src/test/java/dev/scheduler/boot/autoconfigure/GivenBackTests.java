package dev.scheduler.boot.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import dev.scheduler.ExecutionState;
import dev.scheduler.TaskContext;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskHandler;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import dev.scheduler.boot.cluster.ClusterClock;
import dev.scheduler.boot.cluster.ClusterStore;
import dev.scheduler.execution.DefaultScheduler;
import dev.scheduler.execution.NodeId;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** Two applications on one PostgreSQL: what the one had claimed and cannot start any more, the other starts, once. */
class GivenBackTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final String url = Postgres.emptyDatabase();
    private final List<Node> nodes = new ArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        nodes.forEach(node -> node.context.close());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {}

    /** An application with one thread for tasks, and what was told and started in it. */
    private final class Node {

        private final List<Execution> told = new CopyOnWriteArrayList<>();
        private final List<String> started = new CopyOnWriteArrayList<>();
        private final ConfigurableApplicationContext context;

        Node(String id) {
            ExecutionListener listener = new ExecutionListener() {
                @Override
                public void ended(Execution execution) {
                    told.add(execution);
                }
            };
            context = new SpringApplicationBuilder(App.class)
                    .web(WebApplicationType.NONE)
                    .properties(
                            "spring.main.banner-mode=off",
                            "scheduler.executor.threads=1",
                            "scheduler.jdbc.initialize-schema=always",
                            "scheduler.shutdown.await=30s")
                    .initializers(starting -> {
                        var beans = (GenericApplicationContext) starting;
                        beans.registerBean("dataSource", HikariDataSource.class, () -> Postgres.pool(url, 5));
                        beans.registerBean("node", NodeId.class, () -> new NodeId(id));
                        beans.registerBean("listener", ExecutionListener.class, () -> listener);
                    })
                    .run();
            nodes.add(this);
        }

        DefaultScheduler scheduler() {
            return context.getBean(DefaultScheduler.class);
        }

        Instant now() {
            return context.getBean(ClusterClock.class).instant();
        }

        /** A body that lasts until it may end. */
        void hold(TaskContext run) throws InterruptedException {
            started.add(run.task());
            assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
        }

        void note(TaskContext run) {
            started.add(run.task());
        }
    }

    /** Due once, at the second that is given. */
    private static Schedule at(Instant time) {
        ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
        return Schedule.parse(
                "%d %d %d * * *".formatted(utc.getSecond(), utc.getMinute(), utc.getHour()), ZoneOffset.UTC);
    }

    @Test
    void whatANodeGivesBackAsItStopsIsStartedOnceByAnotherAndToldOfThereAlone() throws InterruptedException {
        Node stopping = new Node("stopping");
        Node other = new Node("other");
        other.scheduler().register(TaskDefinition.of("blocker", null, other::hold));
        other.scheduler().run("blocker");
        await().until(() -> other.started.equals(List.of("blocker")));
        Instant due = stopping.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3);
        for (String task : List.of("one", "two")) {
            stopping.scheduler().register(oneServer(task, due, stopping::hold));
            other.scheduler().register(oneServer(task, due, other::note));
        }
        await().atMost(LONG).until(() -> stopping.started.size() == 1 && running(stopping) >= 2);
        String held = stopping.started.get(0);
        String free = held.equals("one") ? "two" : "one";

        Thread stop = new Thread(stopping.context::close);
        stop.start();
        other.scheduler().cancel("blocker");
        await().atMost(LONG).until(() -> other.started.contains(free));
        release.countDown();
        stop.join();

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(other.scheduler().executions(free))
                        .extracting(Execution::node, Execution::state, Execution::trigger, Execution::scheduledTime)
                        .containsExactly(tuple("other", ExecutionState.SUCCEEDED, Trigger.SCHEDULE, due)));
        assertThat(other.started).containsExactly("blocker", free);
        assertThat(stopping.started).containsExactly(held);
        assertThat(stopping.told).extracting(Execution::task).containsExactly(held);
        assertThat(other.told).extracting(Execution::task).containsExactly("blocker", free);
    }

    private static TaskDefinition oneServer(String task, Instant due, TaskHandler body) {
        return TaskDefinition.of(task, at(due), body)
                .withSettings(TaskSettings.builder().onOneServer(true).build());
    }

    /** By their rows, on all nodes. */
    private static int running(Node asked) {
        return asked.context.getBean(ClusterStore.class).executions().running().size();
    }
}
