package dev.scheduler.boot.cluster.sim;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import dev.scheduler.NoSuchTaskException;
import dev.scheduler.Scheduler;
import dev.scheduler.StoreUnavailableException;
import dev.scheduler.TaskContext;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.TaskSettings;
import dev.scheduler.boot.cluster.sim.Variant.Kind;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node of the simulation, from its start to its end: the real engine and the real cluster, in a process of its own. */
final class SimNode {

    private static final Logger log = LoggerFactory.getLogger(SimNode.class);

    private final String id;
    private final Variant variant;
    private final Facts facts;
    private final RandomGenerator random;
    private final SimProcess process;
    private final SimThreads threads;
    private final Link link;
    private final SimCluster cluster;
    private boolean busy;
    private boolean started;
    private boolean stopping;

    SimNode(
            SimWorld world,
            String id,
            Variant variant,
            MemoryStore store,
            Facts facts,
            Misdeed misdeed,
            RandomGenerator random) {
        this.id = id;
        this.variant = variant;
        this.facts = facts;
        this.random = random;
        this.process = world.process(id);
        this.threads = new SimThreads(process);
        this.link = new Link(process, new SplittableRandom(random.nextLong()), Settings.STATEMENT_TIMEOUT);
        this.cluster = new SimCluster(
                id,
                process,
                threads,
                link,
                store,
                misdeed,
                new SplittableRandom(random.nextLong()),
                List.of(new ExecutionListener() {
                    @Override
                    public void ended(Execution execution) {
                        facts.told.add(new Facts.Told(id, execution));
                    }
                }));
    }

    String id() {
        return id;
    }

    Variant variant() {
        return variant;
    }

    SimProcess process() {
        return process;
    }

    Link link() {
        return link;
    }

    void busy(boolean now) {
        busy = now;
    }

    /** Whether nothing can happen to it any more. */
    boolean isOver() {
        return process.isDead() || stopping;
    }

    void start() {
        for (Tasks.Kind kind : Tasks.all()) {
            if (!variant.is(Kind.WITHOUT, index(kind))) {
                cluster.scheduler().register(definition(kind));
            }
        }
        cluster.start();
        started = true;
    }

    /** What was removed comes back. */
    void registerAll() {
        for (Tasks.Kind kind : Tasks.all()) {
            byHand(new Step(0, Step.Kind.REGISTER, 0, index(kind), 0));
        }
    }

    private static int index(Tasks.Kind kind) {
        return Tasks.all().indexOf(kind);
    }

    private TaskDefinition definition(Tasks.Kind kind) {
        int task = index(kind);
        Schedule schedule = variant.is(Kind.OTHER_SCHEDULE, task) ? kind.first() : kind.schedule();
        TaskSettings settings = variant.is(Kind.DISABLED, task)
                ? TaskSettings.builder().enabled(false).build().over(kind.set())
                : kind.set();
        return TaskDefinition.of(kind.name(), schedule, this::run).withSettings(settings);
    }

    /** Nothing happens to it from now on but its stop. */
    void stopping() {
        stopping = true;
    }

    /** In good order; the process is gone then. */
    void stop() {
        if (started) {
            cluster.stop();
        }
        process.kill();
    }

    /** A body. */
    private void run(TaskContext context) throws InterruptedException {
        process.check();
        facts.started(context, process.world().instant());
        Tasks.Kind kind = Tasks.kind(context.task());
        long most = random.nextInt(10) == 0 ? kind.most() + kind.seldom() : kind.most();
        if (busy) {
            most += 12_000;
        }
        threads.sleep(Duration.ofMillis(random.nextLong(Math.max(1, most))));
        if (random.nextInt(20) == 0) {
            throw new IllegalStateException("played");
        }
    }

    /** What a person does on this node; what does not work is told the person. */
    void byHand(Step step) {
        if (!started || stopping) {
            return;
        }
        try {
            act(step, cluster.scheduler());
        } catch (TaskRefusedException
                | NoSuchTaskException
                | StoreUnavailableException
                | IllegalArgumentException refused) {
            log.info("{}: {}", step.kind(), refused.getMessage());
        }
    }

    private void act(Step step, Scheduler scheduler) {
        ByHand by = ByHand.of("somebody");
        String task = step.task() == Step.ALL ? "" : Tasks.name(step.task());
        switch (step.kind()) {
            case PAUSE -> pause(step, scheduler, task, by);
            case RESUME -> resume(step, scheduler, task, by);
            case RESCHEDULE -> scheduler.reschedule(task, Tasks.alternative(step.task(), (int) step.amount()), by);
            case RESET -> scheduler.reset(task, by);
            case CANCEL -> scheduler.cancel(task, by);
            case RUN -> scheduler.run(task, by);
            case UNLOCK -> scheduler.unlock(task, by);
            case REMOVE -> scheduler.remove(task);
            case REGISTER -> scheduler.register(definition(Tasks.kind(step.task())));
            default -> throw new IllegalStateException(step.toString());
        }
    }

    private static void pause(Step step, Scheduler scheduler, String task, ByHand by) {
        if (step.task() == Step.ALL) {
            scheduler.pause(by);
        } else {
            scheduler.pause(task, by);
        }
    }

    private static void resume(Step step, Scheduler scheduler, String task, ByHand by) {
        if (step.task() == Step.ALL) {
            scheduler.resume(by);
        } else {
            scheduler.resume(task, by);
        }
    }
}
