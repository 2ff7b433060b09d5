package dev.scheduler.boot.cluster.sim;

import dev.scheduler.boot.cluster.sim.Step.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One seed: a cluster that steps happen to, and that is healed and judged in the end. */
final class Simulation {

    /** After the last step; every outage, sleep and body is over by then. */
    private static final Duration HEALING = Duration.ofSeconds(75);

    private static final Duration SLACK = Duration.ofSeconds(25);

    private final long seed;
    private final List<Step> steps;
    private final Misdeed misdeed;
    private final SimWorld world;
    private final SimProcess driver;
    private final DatabaseClock clock = new DatabaseClock();
    private final Facts facts;
    private final Calm calm = new Calm();
    private final MemoryStore store;
    private final SimNode[] nodes = new SimNode[StepMaker.mostNodes()];
    private final int[] incarnations = new int[nodes.length];
    private List<String> complaints = List.of();

    /** @param protocol what keeps what the nodes do; null where nobody does */
    Simulation(long seed, List<Step> steps, Crew crew, Misdeed misdeed, @Nullable Protocol protocol) {
        this.seed = seed;
        this.steps = steps;
        this.misdeed = misdeed;
        this.world = new SimWorld(crew, new SplittableRandom(seed ^ 0x5DEECE66DL));
        this.driver = world.process("driver");
        this.facts = new Facts(protocol);
        this.store = new MemoryStore(clock, facts);
        if (protocol != null) {
            protocol.of(world);
        }
    }

    /** The steps of a seed. */
    static List<Step> stepsOf(long seed) {
        return StepMaker.draw(new SplittableRandom(seed));
    }

    /** The database's clock. */
    private final class DatabaseClock implements InstantSource {

        private Duration offset = Duration.ZERO;

        @Override
        public Instant instant() {
            return world.instant().plus(offset);
        }
    }

    /** Plays it; what is wrong, or nothing. */
    List<String> play() {
        try {
            world.play(driver, this::script);
        } catch (SimulationFailed failed) {
            return List.of(Stacks.of(failed));
        }
        return complaints;
    }

    private void script() {
        for (Step step : steps) {
            sleepUntil(step.at());
            take(step);
        }
        heal();
        sleep(HEALING);
        Oracle oracle = new Oracle(facts, store.tables(), calm);
        oracle.judgeMarks(clock.instant(), SLACK);
        oracle.judgeUndecided();
        for (int place = 0; place < nodes.length; place++) {
            stop(place);
        }
        sleep(Duration.ofSeconds(20));
        complaints = oracle.judge();
    }

    private void sleepUntil(long millis) {
        sleep(Duration.ofMillis(millis).minusNanos(world.now()));
    }

    private void sleep(Duration time) {
        world.pause(driver, Math.max(0, time.toNanos()), false, null);
    }

    private void take(Step step) {
        SimNode node = living(step.node());
        if (step.kind() == Kind.DATABASE_CLOCK) {
            clock.offset = clock.offset.plusMillis(step.amount());
            calm.databaseClockStepped();
        } else if (step.kind() == Kind.START) {
            start(step.node(), Variant.of(step.amount()));
        } else if (node != null) {
            take(step, node);
        }
    }

    private @Nullable SimNode living(int place) {
        SimNode node = nodes[place];
        return node == null || node.isOver() ? null : node;
    }

    private void start(int place, Variant variant) {
        if (living(place) == null) {
            RandomGenerator random = new SplittableRandom(seed * 31 + place * 7 + incarnations[place] * 131L);
            String id = "n" + place + "-" + ++incarnations[place];
            SimNode node = new SimNode(world, id, variant, store, facts, misdeed, random);
            nodes[place] = node;
            calm.started(id, variant, clock.instant());
            node.process().whenKilled(() -> calm.ended(id, clock.instant()));
            run(node, node::start);
        }
    }

    private void stop(int place) {
        SimNode node = living(place);
        if (node != null) {
            calm.ended(node.id(), clock.instant());
            node.stopping();
            run(node, node::stop);
        }
    }

    private void run(SimNode node, Runnable work) {
        world.after(node.process(), 0, work);
    }

    private void later(long millis, Runnable work) {
        world.after(driver, millis * 1_000_000, work);
    }

    private void take(Step step, SimNode node) {
        long amount = step.amount();
        switch (step.kind()) {
            case STOP -> stop(step.node());
            case KILL -> node.process().kill();
            case KILL_IN_CALL -> node.link().dieAfter((int) amount);
            case FREEZE, SLEEP -> {
                trouble(node, amount);
                node.process().freeze();
                later(amount, () -> node.process().goOn(step.kind() == Kind.FREEZE));
            }
            case NODE_CLOCK -> {
                trouble(node, 0);
                calm.nodeClockStepped();
                node.process().stepClock(Duration.ofMillis(amount));
            }
            case CUT_OFF -> {
                trouble(node, amount);
                node.link().cut(true);
                later(amount, () -> node.link().cut(false));
            }
            case ROUGH -> {
                trouble(node, amount);
                node.link().weather(Link.Weather.ROUGH);
                later(amount, () -> node.link().weather(Link.Weather.FINE));
            }
            case BUSY -> {
                node.busy(true);
                later(amount, () -> node.busy(false));
            }
            default -> byHand(step, node);
        }
    }

    private void trouble(SimNode node, long millis) {
        calm.trouble(node.id(), clock.instant(), Duration.ofMillis(millis));
    }

    private void byHand(Step step, SimNode node) {
        for (Tasks.Kind kind : step.task() == Step.ALL ? Tasks.all() : List.of(Tasks.kind(step.task()))) {
            calm.troubleOfTask(kind.name(), clock.instant());
        }
        if (step.kind() == Kind.REMOVE) {
            calm.removed(node.id(), Tasks.name(step.task()));
        }
        run(node, () -> node.byHand(step));
    }

    /** Everything is well from now on. */
    private void heal() {
        List<SimNode> living = new ArrayList<>();
        for (int place = 0; place < nodes.length; place++) {
            SimNode node = living(place);
            if (node != null) {
                heal(node);
                if (node.variant().kind() != Variant.Kind.NONE) {
                    stop(place);
                } else {
                    living.add(node);
                }
            }
        }
        if ((seed & 1) == 0) {
            clock.offset = Duration.ZERO;
        }
        later(15_000, () -> {
            start(0, Variant.NONE);
            start(1, Variant.NONE);
            living.stream().filter(node -> !node.isOver()).forEach(node -> run(node, node::registerAll));
        });
    }

    private void heal(SimNode node) {
        node.process().goOn(true);
        node.process().setClockOffset(Duration.ZERO);
        node.link().cut(false);
        node.link().weather(Link.Weather.FINE);
        node.link().dieAfter(-1);
        node.busy(false);
    }
}
