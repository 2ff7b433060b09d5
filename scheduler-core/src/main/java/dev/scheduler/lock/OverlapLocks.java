package dev.scheduler.lock;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Overlap locks: held from start to end, however long that takes, and free within one lease after a crash. A heartbeat
 * extends each at a third of its lease. The holder never asks the store whether it still holds: it judges by a monotonic
 * deadline, one lease after the last successful extension was sent, so it gives up no later than the store does.
 *
 * <p>Threads: the heartbeat's thread only judges and never waits for the store; extensions are sent by a few threads of
 * their own, so a store that hangs on one row holds up neither the warning nor the other locks. The provider's owner
 * value must be unique to the process; what happens between threads of the process, a guard here decides.
 */
public final class OverlapLocks implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OverlapLocks.class);

    private final LockStore store;
    private final LongSupplier nanoTime;
    private final Beats beats;
    private final Outage outage;
    private final Set<String> guarded = ConcurrentHashMap.newKeySet();
    private final Map<String, Hold> holds = new ConcurrentHashMap<>();

    OverlapLocks(
            LockProvider provider,
            InstantSource clock,
            LongSupplier nanoTime,
            Outage outage,
            Function<Supplier<Duration>, ? extends Beats> beats) {
        this.store = new LockStore(provider, clock, nanoTime);
        this.nanoTime = nanoTime;
        this.outage = outage;
        this.beats = beats.apply(this::beat);
    }

    /**
     * Locks in a store, and the heartbeat that keeps them.
     *
     * @param clock what ShedLock's own {@code ClockProvider} says, which providers without a server's time compare with
     */
    public static OverlapLocks start(LockProvider provider, InstantSource clock, LongSupplier nanoTime) {
        return start(provider, clock, nanoTime, new Outage());
    }

    /**
     * The same, in a store that others use as well.
     *
     * @param outage what tells, for all of them, that it does not answer
     */
    public static OverlapLocks start(LockProvider provider, InstantSource clock, LongSupplier nanoTime, Outage outage) {
        OverlapLocks locks = new OverlapLocks(provider, clock, nanoTime, outage, Heartbeat::new);
        locks.beats.start();
        return locks;
    }

    /**
     * Asks for a lock once; blocks as long as the store does, and throws nothing that the store does.
     *
     * @param onLoss told at most once, one extension period before the lock can no longer be relied on, or at once where
     *     somebody took it away; with the reason, in words. Must be short: it runs on the heartbeat's threads
     * @throws IllegalArgumentException where no store could hold the name
     */
    public Attempt acquire(String name, Lease lease, Consumer<String> onLoss) {
        if (!guarded.add(LockNames.checked(name))) {
            return Attempt.refused("this node holds the lock " + name);
        }
        return ask(name, lease, onLoss);
    }

    /** Stops the heartbeat. Locks that are being given back get one more try; those still held end with their lease. */
    @Override
    public void close() {
        beats.end(() -> holds.values().forEach(Hold::lastTry));
    }

    /** One look at every hold; the time until the next look is due. Never waits for the store, and throws nothing. */
    Duration beat() {
        long wait = Duration.ofMinutes(1).toNanos();
        for (Hold hold : holds.values()) {
            wait = Math.min(wait, look(hold));
        }
        return Duration.ofNanos(Math.max(0, wait));
    }

    long now() {
        return nanoTime.getAsLong();
    }

    Beats beats() {
        return beats;
    }

    Outage outage() {
        return outage;
    }

    /** The hold is over: the name is free for this process. */
    void ended(Hold hold) {
        if (holds.remove(hold.name(), hold)) {
            guarded.remove(hold.name());
        }
    }

    private Attempt ask(String name, Lease lease, Consumer<String> onLoss) {
        long sent = now();
        try {
            Optional<SimpleLock> granted = store.lock(name, lease.length(), Duration.ZERO);
            return granted.map(lock -> begin(new Hold(this, name, lease, onLoss, lock, sent)))
                    .orElseGet(() -> unguarded(name, Attempt.refused("somebody else holds the lock " + name)));
        } catch (Throwable problem) {
            return unguarded(name, Attempt.unreachable(Problem.of(problem)));
        }
    }

    private Attempt unguarded(String name, Attempt attempt) {
        guarded.remove(name);
        return attempt;
    }

    private Attempt begin(Hold hold) {
        holds.put(hold.name(), hold);
        if (hold.isLate()) {
            hold.release();
            return Attempt.unreachable("the store took too long to grant the lock " + hold.name());
        }
        beats.wake();
        return Attempt.held(hold);
    }

    private static long look(Hold hold) {
        try {
            return hold.look();
        } catch (Throwable thrown) {
            log.error("The heartbeat of the lock {} stumbled and goes on", hold.name(), thrown);
            return hold.retryNanos();
        }
    }
}
