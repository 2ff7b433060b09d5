package dev.scheduler.boot.cluster.sim;

import dev.scheduler.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Nodes with real engines and accounts in virtual time, which do what a test says and have nothing else happen to them. */
final class Stage {

    /** Every so often all that can be due has been done. */
    static final Duration MOMENT = Duration.ofMillis(100);

    private final SimWorld world;
    private final SimProcess driver;
    private final MemoryStore store;
    private final List<Actor> actors = new ArrayList<>();
    private Duration ahead = Duration.ZERO;

    private Stage(SimWorld world) {
        this.world = world;
        this.driver = world.process("driver");
        this.store = new MemoryStore(this::now);
    }

    /** Plays a script; what it finds wrong is thrown. */
    static void play(Consumer<Stage> script) {
        try (Crew crew = new Crew()) {
            SimWorld world = new SimWorld(crew, new SplittableRandom(1));
            Stage stage = new Stage(world);
            world.play(stage.driver, () -> script.accept(stage));
        } catch (SimulationFailed failed) {
            if (failed.getCause() instanceof AssertionError found) {
                throw found;
            }
            throw failed;
        }
    }

    /** What the database's clock says. */
    Instant now() {
        return world.instant().plus(ahead);
    }

    /** Somebody sets the database's clock. */
    void step(Duration by) {
        ahead = ahead.plus(by);
    }

    MemoryStore store() {
        return store;
    }

    /** A node whose process is there and has not started anything. */
    Actor node(String id) {
        Actor actor = new Actor(id, world, store);
        actors.add(actor);
        return actor;
    }

    /** Lets time pass. */
    void pass(Duration time) {
        try {
            new SimThreads(driver).sleep(time);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    /** Lets time pass up to a moment after an instant by a right clock. */
    void until(Instant instant) {
        pass(Duration.between(world.instant(), instant).plus(MOMENT));
    }

    /** The rows of a task, the newest first. */
    List<Execution> rows(String task) {
        return store.history().newest(task, 100_000);
    }

    /** The starts of a task's bodies on all nodes that there were. */
    List<Actor.Start> starts(String task) {
        return actors.stream()
                .flatMap(actor -> actor.starts().stream())
                .filter(start -> start.task().equals(task))
                .toList();
    }

    /** What the listeners of all nodes heard of the ends of a task. */
    List<Execution> told(String task) {
        return actors.stream()
                .flatMap(actor -> actor.ended().stream())
                .filter(each -> Objects.equals(each.task(), task))
                .toList();
    }
}
