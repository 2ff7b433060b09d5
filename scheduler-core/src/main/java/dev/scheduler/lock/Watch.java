package dev.scheduler.lock;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A loop that looks when the first thing is due, and is woken only for what is due before that. */
final class Watch {

    private final Threads threads;
    private final Threads.Loop loop;
    private volatile long next;
    private volatile boolean looking = true;

    /** @param look looks, and says in how many nanoseconds it wants to look again */
    Watch(Threads threads, String name, LongSupplier look) {
        this.threads = threads;
        this.loop = threads.loop(name, () -> take(look));
    }

    void start() {
        loop.start();
    }

    boolean end(Duration limit) {
        return loop.end(limit);
    }

    /** Something is due then. To be called after it has become visible to the look. */
    void expect(long nanos) {
        if (looking || nanos - next < 0) {
            loop.wake();
        }
    }

    /** What becomes due during a look may have been passed over, so it wakes the loop. */
    private Duration take(LongSupplier look) {
        looking = true;
        long wait = Math.max(0, look.getAsLong());
        next = threads.nanoTime() + wait;
        looking = false;
        return Duration.ofNanos(wait);
    }
}
