package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.boot.cluster.ClaimRequest;
import dev.scheduler.boot.cluster.TaskMark;
import dev.scheduler.thread.Threads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever changes many rows locks them in the same order as everybody else: servers have no circle of waits to break. */
@Tag("R3")
class BatchOrderTests {

    private static final Duration AGES = Duration.ofDays(100_000);
    private static final int ROWS = 200;
    private static final int THREADS = 6;

    private final AtomicInteger collisions = new AtomicInteger();

    /** The threads of this process, of which a database asks for sleep only where its work has collided with another's. */
    private Threads threads() {
        return (Threads) Proxy.newProxyInstance(
                Threads.class.getClassLoader(), new Class<?>[] {Threads.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("sleep")) {
                        collisions.incrementAndGet();
                    }
                    try {
                        return method.invoke(Threads.system(), arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private static int together(List<Callable<Integer>> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(work.size());
        CyclicBarrier barrier = new CyclicBarrier(work.size());
        try {
            int sum = 0;
            for (Future<Integer> result : pool.invokeAll(work.stream()
                    .map(each -> (Callable<Integer>) () -> {
                        barrier.await();
                        return each.call();
                    })
                    .toList())) {
                sum += result.get();
            }
            return sum;
        } finally {
            pool.shutdown();
        }
    }

    private static <T> List<T> shuffled(List<T> values, int seed) {
        List<T> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    private static List<TaskMark> register(JdbcTaskRows tasks) {
        List<TaskMark> marks = new ArrayList<>();
        for (int task = 0; task < ROWS; task++) {
            marks.add(TaskMark.first("task-" + task, "every second in UTC", "one", Executions.START));
        }
        tasks.register(marks);
        return List.copyOf(tasks.all().values());
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void marksAreMovedInOneOrder(Server server) throws Exception {
        JdbcTaskRows tasks = new JdbcTaskRows(server.fresh(threads()));
        for (int round = 1; round <= 10; round++) {
            List<TaskMark> marks =
                    round == 1 ? register(tasks) : List.copyOf(tasks.all().values());
            List<Callable<Integer>> work = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                List<TaskMark> mine = shuffled(marks, thread);
                int second = round;
                work.add(() -> tasks.advance(mine, Executions.at(second), Duration.ZERO));
            }
            assertThat(together(work)).as("each mark is moved once").isEqualTo(ROWS);
        }
        assertThat(collisions).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void outcomesAreWrittenAndRunsLostInOneOrder(Server server) throws Exception {
        Database database = server.fresh(threads());
        register(new JdbcTaskRows(database));
        JdbcExecutionRows rows = new JdbcExecutionRows(database);
        for (int round = 1; round <= 10; round++) {
            List<Execution> running = new ArrayList<>();
            for (int task = 0; task < ROWS; task++) {
                running.add(Executions.running("task-" + task, round, "dead"));
            }
            rows.claim(running.stream()
                    .map(each -> new ClaimRequest(each, AGES, 1, false))
                    .toList());
            List<Callable<Integer>> work = new ArrayList<>();
            for (int thread = 0; thread < THREADS / 2; thread++) {
                List<Execution> mine = shuffled(running, thread);
                work.add(() -> rows.lose(mine, "its node died").size());
                work.add(() -> rows.complete(
                        "dead",
                        mine.stream()
                                .map(each -> Executions.ended(each, ExecutionState.SUCCEEDED, null, null))
                                .toList()));
            }
            assertThat(together(work)).as("each run ends once").isEqualTo(ROWS);
        }
        assertThat(collisions).hasValue(0);
    }
}
