package dev.scheduler.lock;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An overlap lock while it is held. Extended until it is released, also after its holder was told that it is about to be
 * lost: the holder may need a while to end. After the deadline nothing is sent any more, since the lock may be somebody
 * else's by then.
 */
public final class Hold {

    private static final Logger log = LoggerFactory.getLogger(Hold.class);
    private static final long IDLE = Duration.ofMinutes(1).toNanos();

    private final OverlapLocks locks;
    private final String name;
    private final Lease lease;
    private final Consumer<String> onLoss;

    /** Null once it is not ours any more. */
    private @Nullable SimpleLock lock;

    private long deadline;
    private long nextTry;
    private boolean sending;
    private boolean released;

    /** Counted down once the lock is given back, or the store has failed to take it. */
    private final CountDownLatch letGo = new CountDownLatch(1);

    private @Nullable String loss;
    private String problem = "no answer";

    Hold(OverlapLocks locks, String name, Lease lease, Consumer<String> onLoss, SimpleLock lock, long sent) {
        this.locks = locks;
        this.name = name;
        this.lease = lease;
        this.onLoss = onLoss;
        this.lock = lock;
        this.deadline = sent + lease.length().toNanos();
        this.nextTry = sent + lease.period().toNanos();
    }

    /** The lock's name. */
    public String name() {
        return name;
    }

    /** Whether nobody else can hold it now, by the monotonic deadline alone; false once released or told of its loss. */
    public synchronized boolean isHeld() {
        return !released && loss == null && lock != null && locks.now() - deadline < 0;
    }

    /** Why it was lost; null as long as it was not. */
    public synchronized @Nullable String loss() {
        return loss;
    }

    /**
     * Gives the lock back, and waits a second at most for the store to say so. Never throws, and works on an interrupted
     * thread: where the store does not answer, the heartbeat tries again until the lease ends. Until then this process
     * does not get the lock again.
     */
    public void release() {
        boolean interrupted = Thread.interrupted();
        if (mayRelease()) {
            send(this::exchange);
        }
        endIfOver();
        locks.beats().wake();
        interrupted |= !Patience.await(letGo);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Judges where the hold stands and sends what is due; the nanoseconds until it wants to be looked at again. */
    long look() {
        long now = locks.now();
        expire(now);
        tell(closeToTheEnd(now));
        if (isDue(now)) {
            send(this::exchange);
        }
        endIfOver();
        return untilNextLook(now);
    }

    /** The store took so long to grant it that its holder would have to be told of its loss at once. */
    synchronized boolean isLate() {
        return locks.now() - warning() >= 0;
    }

    /** The heartbeat ends: what was released and is still not given back gets one more try. */
    void lastTry() {
        if (isReleased() && isDue(locks.now())) {
            exchange();
        }
    }

    long retryNanos() {
        return lease.retry().toNanos();
    }

    private synchronized boolean isReleased() {
        return released;
    }

    private synchronized boolean mayRelease() {
        long now = locks.now();
        boolean first = !released;
        released = true;
        nextTry = now;
        return first && isDue(now);
    }

    private synchronized void expire(long now) {
        if (now - deadline >= 0) {
            lock = null;
        }
    }

    private synchronized @Nullable String closeToTheEnd(long now) {
        if (released || loss != null || now - warning() < 0) {
            return null;
        }
        loss = "the lock " + name + " could not be extended for "
                + lease.length().minus(lease.period()).toSeconds() + " s: " + problem;
        return loss;
    }

    /** Whether something is to be sent now; if so, the caller sends it. */
    private synchronized boolean isDue(long now) {
        boolean due = lock != null && !sending && now - nextTry >= 0;
        sending |= due;
        return due;
    }

    private void send(Runnable work) {
        try {
            locks.beats().send(work);
        } catch (Throwable noThread) {
            failed(noThread);
        }
    }

    /** Extends the lock or gives it back, waiting for the store. */
    private void exchange() {
        long sent = locks.now();
        expire(sent);
        SimpleLock current = current();
        try {
            if (current == null) {
                answered(null, sent);
            } else if (isReleased()) {
                current.unlock();
                answered(null, sent);
            } else {
                Optional<SimpleLock> extended = current.extend(lease.length(), Duration.ZERO);
                answered(extended.orElse(null), sent);
            }
        } catch (Throwable thrown) {
            failed(thrown);
        }
        endIfOver();
        locks.beats().wake();
    }

    private synchronized @Nullable SimpleLock current() {
        return lock;
    }

    private void answered(@Nullable SimpleLock answer, long sent) {
        locks.outage().over(name);
        tell(settled(answer, sent));
    }

    /** Takes the store's word; the loss, where that is news. */
    private synchronized @Nullable String settled(@Nullable SimpleLock answer, long sent) {
        sending = false;
        lock = answer;
        if (answer != null) {
            deadline = sent + lease.length().toNanos();
            nextTry = released ? sent : sent + lease.period().toNanos();
            return null;
        }
        if (released || loss != null) {
            return null;
        }
        loss = "the lock " + name + " was taken away: unlocked by hand, or its row deleted";
        return loss;
    }

    private void failed(Throwable thrown) {
        String text = Problem.of(thrown);
        locks.outage().failed(name, "The lock " + name + " could not be extended or released: " + text);
        synchronized (this) {
            problem = text;
            sending = false;
            nextTry = locks.now() + lease.retry().toNanos();
        }
        if (isReleased()) {
            letGo.countDown();
        }
    }

    private void tell(@Nullable String news) {
        if (news == null) {
            return;
        }
        try {
            onLoss.accept(news);
        } catch (Throwable thrown) {
            log.error("Told of its loss, the holder of the lock {} failed", name, thrown);
        }
    }

    private void endIfOver() {
        boolean over;
        synchronized (this) {
            over = released && lock == null && !sending;
        }
        if (over) {
            locks.outage().forget(name);
            locks.ended(this);
            letGo.countDown();
        }
    }

    private synchronized long untilNextLook(long now) {
        if (lock == null) {
            return IDLE;
        }
        long ends = (loss == null && !released ? warning() : deadline) - now;
        return sending ? ends : Math.min(ends, nextTry - now);
    }

    private long warning() {
        return deadline - lease.period().toNanos();
    }
}
