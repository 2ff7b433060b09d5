package dev.scheduler.benchmarks;

import dev.scheduler.TaskDefinition;
import dev.scheduler.execution.DefaultScheduler;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.CronTrigger;

/** A scheduler under test. Definitions are made first, so that registering measures the scheduler alone. */
interface Contestant {

    /** Makes what says when and what, outside of the scheduler. */
    void define(int tasks, Load load, Lateness lateness);

    void register();

    void start();

    void stop();

    static Contestant named(String name) {
        return switch (name) {
            case "ours" -> new Ours();
            case "spring" -> new Spring();
            case "floor" -> new Floor();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Ours, with everything at its default. */
    final class Ours implements Contestant {

        private final DefaultScheduler scheduler = DefaultScheduler.builder().build();
        private final List<TaskDefinition> definitions = new ArrayList<>();

        @Override
        public void define(int tasks, Load load, Lateness lateness) {
            for (int i = 0; i < tasks; i++) {
                long phase = load.phaseNanos(i);
                definitions.add(TaskDefinition.of(
                        "task-" + i,
                        Objects.requireNonNullElseGet(load.schedule(i), () -> new Grid(load.interval())),
                        context -> lateness.fired(load.intervalNanos(), phase)));
            }
        }

        @Override
        public void register() {
            definitions.forEach(scheduler::register);
        }

        @Override
        public void start() {
            scheduler.start();
        }

        @Override
        public void stop() {
            scheduler.stop(Duration.ofSeconds(10));
        }
    }

    /** Spring's own scheduler with two threads. */
    final class Spring implements Contestant {

        private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        private final List<Runnable> bodies = new ArrayList<>();
        private final List<Trigger> triggers = new ArrayList<>();

        @Override
        public void define(int tasks, Load load, Lateness lateness) {
            scheduler.setPoolSize(2);
            scheduler.initialize();
            Grid grid = new Grid(load.interval());
            for (int i = 0; i < tasks; i++) {
                long phase = load.phaseNanos(i);
                bodies.add(() -> lateness.fired(load.intervalNanos(), phase));
                String cron = load.cron(i);
                triggers.add(
                        cron == null
                                ? context -> grid.next(
                                        Objects.requireNonNullElseGet(context.lastScheduledExecution(), Instant::now))
                                : new CronTrigger(cron, ZoneOffset.UTC));
            }
        }

        @Override
        public void register() {
            for (int i = 0; i < bodies.size(); i++) {
                Objects.requireNonNull(scheduler.schedule(bodies.get(i), triggers.get(i)));
            }
        }

        @Override
        public void start() {}

        @Override
        public void stop() {
            scheduler.shutdown();
        }
    }

    /** The least there can be: one thread, a heap of plain numbers, bodies called in place. */
    final class Floor implements Contestant {

        private final PriorityQueue<Due> heap = new PriorityQueue<>(Comparator.comparingLong(due -> due.at));
        private final List<Due> defined = new ArrayList<>();
        private volatile boolean stopped;

        private static final class Due {
            private long at;
            private final long interval;
            private final Runnable body;

            Due(long at, long interval, Runnable body) {
                this.at = at;
                this.interval = interval;
                this.body = body;
            }
        }

        @Override
        public void define(int tasks, Load load, Lateness lateness) {
            long interval = load.interval().toMillis();
            long now = System.currentTimeMillis();
            for (int i = 0; i < tasks; i++) {
                long phase = load.phaseNanos(i);
                long first = now - Math.floorMod(now - phase / 1_000_000, interval) + interval;
                defined.add(new Due(first, interval, () -> lateness.fired(load.intervalNanos(), phase)));
            }
        }

        @Override
        public void register() {
            heap.addAll(defined);
        }

        @Override
        public void start() {
            new Thread(this::loop, "floor").start();
        }

        private void loop() {
            while (!stopped) {
                Due due = Objects.requireNonNull(heap.peek());
                long wait = due.at - System.currentTimeMillis();
                if (wait > 0) {
                    LockSupport.parkNanos(wait * 1_000_000);
                } else {
                    heap.poll();
                    due.body.run();
                    due.at += due.interval;
                    heap.add(due);
                }
            }
        }

        @Override
        public void stop() {
            stopped = true;
        }
    }

    /** Every so many milliseconds since the epoch, for intervals that no cron can say. */
    record Grid(Duration interval) implements Schedule {

        @Override
        public Instant next(Instant after) {
            long step = interval.toMillis();
            return Instant.ofEpochMilli((Math.floorDiv(after.toEpochMilli(), step) + 1) * step);
        }

        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Schedule withZone(ZoneId zone) {
            return this;
        }
    }
}
