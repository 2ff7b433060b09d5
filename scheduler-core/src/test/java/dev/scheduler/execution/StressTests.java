package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.NoSuchTaskException;
import dev.scheduler.Overlap;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import dev.scheduler.schedule.Delay;
import dev.scheduler.schedule.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever several threads ask of the scheduler at once, what it promises holds. */
class StressTests {

    private static final List<Overlap> POLICIES = List.of(Overlap.values());
    private static final int BEATS = 400;
    private static final int ASKERS = 3;

    private final Rig rig = new Rig(3, List.of());
    private final Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
    private final Set<String> overlapped = ConcurrentHashMap.newKeySet();
    private final Set<String> byHand = ConcurrentHashMap.newKeySet();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyAcceptedTimeEndsOnceAndNothingIsLeftUnderWay(long seed) throws Exception {
        disturb(seed);
        while (!rig.underWay().isEmpty()) {
            Thread.onSpinWait();
        }
        int tasks = rig.scheduler.tasks().size();
        rig.close();

        check(rig.ended());
        assertThat(tasks).isGreaterThanOrEqualTo(POLICIES.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void whatIsUnderWayWhenTheSchedulerStopsEndsOnceToo(long seed) throws Exception {
        disturb(seed);
        rig.close();

        check(rig.ended());
        assertThat(rig.underWay()).isEmpty();
    }

    private void disturb(long seed) throws Exception {
        for (Overlap overlap : POLICIES) {
            rig.with(definition("steady-" + overlap, Ticks.every(1), overlap));
        }
        rig.open();
        ExecutorService threads = Executors.newFixedThreadPool(ASKERS + 1);
        try {
            List<Callable<Void>> calls = new ArrayList<>();
            for (int i = 0; i < ASKERS; i++) {
                Random random = new Random(seed * 31 + i);
                calls.add(() -> repeat(1_000, () -> ask(random)));
            }
            calls.add(() -> repeat(BEATS, () -> rig.advance(Duration.ofSeconds(1))));
            for (Future<Void> done : threads.invokeAll(calls)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static Void repeat(int times, Runnable call) {
        for (int i = 0; i < times; i++) {
            call.run();
        }
        return null;
    }

    private void ask(Random random) {
        Overlap overlap = POLICIES.get(random.nextInt(POLICIES.size()));
        String passing = "passing-" + overlap;
        String any = random.nextBoolean() ? passing : "steady-" + overlap;
        DefaultScheduler scheduler = rig.scheduler;
        try {
            switch (random.nextInt(9)) {
                case 0, 1 -> rig.with(definition(passing, timing(random), overlap));
                case 2 -> scheduler.remove(passing);
                case 3 -> scheduler.reschedule(passing, timing(random));
                case 4 -> byHand.add(scheduler.run(any));
                case 5 -> scheduler.cancel(any);
                case 6 -> scheduler.pause(any);
                case 7 -> scheduler.resume(any);
                default ->
                    assertThat(scheduler.explain(any, rig.clock.instant()).answer())
                            .isNotEmpty();
            }
        } catch (NoSuchTaskException | TaskRefusedException expected) {
            // the other threads are quicker now and then
        }
    }

    private static Timing timing(Random random) {
        return random.nextInt(3) == 0
                ? new Delay(Duration.ofSeconds(1 + random.nextInt(3)))
                : Ticks.every(1 + random.nextInt(3));
    }

    private TaskDefinition definition(String name, Timing timing, Overlap overlap) {
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger within = inside.computeIfAbsent(name, key -> new AtomicInteger());
        TaskSettings settings = TaskSettings.builder().overlap(overlap).build();
        return task(name, timing, settings, context -> {
            if (within.incrementAndGet() > 1) {
                overlapped.add(name);
            }
            try {
                int run = runs.incrementAndGet();
                if (run % 3 == 0) {
                    LockSupport.parkNanos(200_000);
                }
                if (run % 7 == 0) {
                    throw new IllegalStateException("the seventh");
                }
            } finally {
                within.decrementAndGet();
            }
        });
    }

    private void check(List<Execution> ended) {
        List<String> ids = ended.stream().map(Execution::id).toList();
        assertThat(ids).doesNotHaveDuplicates().containsAll(byHand);
        assertThat(ids).containsAll(rig.started.stream().map(Execution::id).toList());
        assertThat(overlapped).isSubsetOf("steady-ALLOW", "passing-ALLOW");
        assertThat(ended).noneMatch(each -> Objects.equals(each.detail(), "replaced by " + each.id()));
        Map<String, Long> times = ended.stream()
                .filter(each -> each.trigger() == Trigger.SCHEDULE)
                .collect(Collectors.groupingBy(Execution::task, Collectors.summingLong(Execution::count)));
        assertThat(POLICIES.stream().map(overlap -> times.get("steady-" + overlap)))
                .containsOnly((long) BEATS);
    }
}
