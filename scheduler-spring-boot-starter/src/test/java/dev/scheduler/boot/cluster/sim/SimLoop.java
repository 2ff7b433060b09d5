package dev.scheduler.boot.cluster.sim;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop in virtual time. */
final class SimLoop implements Threads.Loop {

    private static final Logger log = LoggerFactory.getLogger(SimLoop.class);

    private static final Duration BREATH = Duration.ofSeconds(1);

    private final SimProcess process;
    private final String name;
    private final Threads.Step step;
    private final List<SimThread> waiters = new ArrayList<>();
    private boolean ended = true;
    private boolean stepping;
    private boolean woken;
    private @Nullable Event next;

    SimLoop(SimProcess process, String name, Threads.Step step) {
        this.process = process;
        this.name = name;
        this.step = step;
    }

    /** A step that is stuck since before the last end is still one step. */
    @Override
    public void start() {
        process.check();
        if (ended) {
            ended = false;
            woken = true;
            if (!stepping) {
                schedule(Duration.ZERO);
            }
        }
    }

    @Override
    public void wake() {
        woken = true;
        Event waiting = next;
        if (!ended
                && !stepping
                && waiting != null
                && waiting.due > process.world().now()) {
            next = process.world().again(waiting);
        }
    }

    @Override
    public boolean end(Duration limit) {
        process.check();
        ended = true;
        if (next != null) {
            next.cancelled = true;
        }
        SimWorld world = process.world();
        long until = world.now() + Math.max(1, limit.toMillis()) * 1_000_000;
        while (stepping && world.now() < until && Thread.currentThread() != stepper) {
            if (world.pause(process, until - world.now(), true, waiters)) {
                return !stepping;
            }
        }
        return !stepping;
    }

    private @Nullable Thread stepper;

    private void schedule(Duration wait) {
        next = process.world().after(process, Math.max(0, wait.toNanos()), this::step);
    }

    private void step() {
        stepping = true;
        stepper = Thread.currentThread();
        woken = false;
        Duration wait = takeStep();
        stepping = false;
        stepper = null;
        if (ended) {
            List.copyOf(waiters).forEach(process.world()::wake);
        } else {
            schedule(woken ? Duration.ZERO : wait);
        }
    }

    private Duration takeStep() {
        try {
            return step.take();
        } catch (ProcessDied died) {
            throw died;
        } catch (Throwable thrown) {
            process.check();
            log.error("{} failed; continuing", name, thrown);
            return BREATH;
        }
    }
}
