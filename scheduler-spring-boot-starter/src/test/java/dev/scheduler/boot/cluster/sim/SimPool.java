package dev.scheduler.boot.cluster.sim;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pool in virtual time. */
final class SimPool implements Threads.Pool {

    private static final Logger log = LoggerFactory.getLogger(SimPool.class);

    private final SimProcess process;
    private final int threads;
    private final Deque<Runnable> queue = new ArrayDeque<>();
    private final List<SimThread> waiters = new ArrayList<>();
    private int workers;
    private int busy;
    private boolean shut;

    SimPool(SimProcess process, int threads) {
        this.process = process;
        this.threads = threads;
    }

    @Override
    public void execute(Runnable work) {
        process.check();
        if (shut) {
            work.run();
        } else if (workers < threads) {
            workers++;
            begin(work);
        } else {
            queue.add(work);
        }
    }

    private void begin(Runnable work) {
        process.world().after(process, 0, () -> work(work));
    }

    @Override
    public void enqueue(Runnable work) {
        process.check();
        queue.add(work);
    }

    private void work(Runnable work) {
        busy++;
        try {
            work.run();
        } catch (ProcessDied died) {
            throw died;
        } catch (Throwable thrown) {
            process.check();
            log.error("Work failed", thrown);
        }
        busy--;
        Runnable next = queue.poll();
        if (next != null) {
            begin(next);
        } else {
            workers--;
            List.copyOf(waiters).forEach(process.world()::wake);
        }
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public int busy() {
        return busy;
    }

    @Override
    public boolean hasWaiting() {
        return !queue.isEmpty();
    }

    @Override
    public void shutdown() {
        shut = true;
        queue.clear();
    }

    @Override
    public boolean await(Duration limit) throws InterruptedException {
        SimWorld world = process.world();
        long until = world.now() + limit.toNanos();
        while (workers > 0 && world.now() < until) {
            if (world.pause(process, until - world.now(), true, waiters)) {
                Thread.interrupted();
                throw new InterruptedException();
            }
        }
        return workers == 0;
    }
}
