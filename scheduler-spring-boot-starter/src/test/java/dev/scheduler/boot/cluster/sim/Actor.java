package dev.scheduler.boot.cluster.sim;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import dev.scheduler.TaskContext;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import dev.scheduler.execution.DefaultScheduler;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A node of a {@link Stage}: a process with the real engine and the real cluster, whose bodies take as long as is said. */
final class Actor {

    private final String id;
    private final SimProcess process;
    private final SimThreads threads;
    private final SimCluster cluster;
    private final List<Start> starts = new ArrayList<>();
    private final List<Execution> ended = new ArrayList<>();

    Actor(String id, SimWorld world, MemoryStore store) {
        this.id = id;
        this.process = world.process(id);
        this.threads = new SimThreads(process);
        Link link = new Link(process, new SplittableRandom(1), Settings.STATEMENT_TIMEOUT);
        link.weather(new Link.Weather(0, 0, 0, 0));
        ExecutionListener listener = new ExecutionListener() {
            @Override
            public void ended(Execution execution) {
                ended.add(execution);
            }
        };
        this.cluster = new SimCluster(
                id,
                process,
                threads,
                link,
                store,
                Misdeed.NONE,
                new SplittableRandom(id.hashCode()),
                List.of(listener));
    }

    /** A body that began. */
    record Start(String node, String task, Instant scheduledTime, Trigger trigger, String execution) {}

    DefaultScheduler scheduler() {
        return cluster.scheduler();
    }

    List<Start> starts() {
        return starts;
    }

    List<Execution> ended() {
        return ended;
    }

    /** Takes a task in whose bodies take no time. */
    Actor with(String task, String schedule, TaskSettings settings) {
        return with(task, schedule, settings, Duration.ZERO);
    }

    Actor with(String task, String schedule, TaskSettings settings, Duration body) {
        return with(definition(task, schedule, body).withSettings(settings));
    }

    Actor with(TaskDefinition definition) {
        scheduler().register(definition);
        return this;
    }

    TaskDefinition definition(String task, String schedule, Duration body) {
        return TaskDefinition.of(task, Schedule.parse(schedule, ZoneOffset.UTC), context -> run(context, body));
    }

    private void run(TaskContext context, Duration body) throws InterruptedException {
        starts.add(new Start(id, context.task(), context.scheduledTime(), context.trigger(), context.executionId()));
        threads.sleep(body);
    }

    /** Begins to wait for scheduled times. */
    Actor start() {
        cluster.start();
        return this;
    }

    /** Stops in good order. */
    void stop() {
        cluster.stop();
        process.kill();
    }

    /** Is no more, from one moment to the next. */
    void kill() {
        process.kill();
    }
}
