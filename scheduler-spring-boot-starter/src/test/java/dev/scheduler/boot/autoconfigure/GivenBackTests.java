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

    private static final int TASKS = 24;
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
        await().until(() -> other.started.remove("blocker"));
        Instant due = stopping.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3);
        for (int task = 0; task < TASKS; task++) {
            stopping.scheduler().register(oneServer("task-" + task, due, stopping::hold));
            other.scheduler().register(oneServer("task-" + task, due, other::note));
        }
        await().atMost(LONG).until(() -> stopping.started.size() == 1);
        other.scheduler().cancel("blocker");
        await().atMost(LONG)
                .until(() -> other.started.size() + runningOn(stopping).size() == TASKS);
        assertThat(runningOn(stopping))
                .as("one runs, and some wait for its thread")
                .hasSizeBetween(2, 4);
        // the node that stays hears that these are taken
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        String held = stopping.started.get(0);

        Thread stop = new Thread(stopping.context::close);
        stop.start();
        await().atMost(LONG).until(() -> other.started.size() == TASKS - 1);
        release.countDown();
        stop.join();

        assertThat(other.started).doesNotHaveDuplicates().doesNotContain(held);
        assertThat(stopping.started).containsExactly(held);
        assertThat(stopping.told).extracting(Execution::task).containsExactly(held);
        await().atMost(LONG).until(() -> other.told.size() == TASKS);
        for (int task = 0; task < TASKS; task++) {
            String name = "task-" + task;
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(other.scheduler().executions(name))
                            .extracting(Execution::node, Execution::state, Execution::trigger, Execution::scheduledTime)
                            .containsExactly(tuple(
                                    name.equals(held) ? "stopping" : "other",
                                    ExecutionState.SUCCEEDED,
                                    Trigger.SCHEDULE,
                                    due)));
        }
    }

    private static TaskDefinition oneServer(String task, Instant due, TaskHandler body) {
        return TaskDefinition.of(task, at(due), body)
                .withSettings(TaskSettings.builder().onOneServer(true).build());
    }

    /** The tasks that run on a node by their rows. */
    private static List<String> runningOn(Node node) {
        String id = node.context.getBean(NodeId.class).value();
        return node.context.getBean(ClusterStore.class).executions().running().stream()
                .filter(each -> each.node().equals(id))
                .map(Execution::task)
                .toList();
    }
}
