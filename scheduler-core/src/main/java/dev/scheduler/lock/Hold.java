package dev.scheduler.lock;

import dev.scheduler.thread.Printable;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock while it is held. Extended until it is released, also after its holder was told that it is about to be lost: the
 * holder may need a while to end. After the deadline of an overlap lock nothing is sent any more, since it may be somebody
 * else's by then; a claim's lock is asked for until the claim has ended.
 */
public final class Hold {

    private static final Logger log = LoggerFactory.getLogger(Hold.class);
    private static final long IDLE = Duration.ofMinutes(1).toNanos();

    /** What a claim has taken is extended for the first time so long after; most claims have ended by then. */
    private static final long FIRST_OF_CLAIM = Duration.ofSeconds(1).toNanos();

    /** First extensions of claims fall on multiples of this, so that many go out together. */
    private static final long GRID = Duration.ofMillis(250).toNanos();

    private final LockKeeper keeper;
    private final LockRows.Key key;
    private final Lease lease;
    private final boolean ofClaim;
    private final Consumer<String> onLoss;

    /** Until then nobody else can hold it: one lease after what was granted last was sent. */
    private long deadline;

    /** Until then it may be ours, and can be given back. */
    private long latest;

    private long nextTry;
    private boolean sending;
    private boolean released;
    private @Nullable String loss;
    private String problem = "no answer";

    /** With how many others at most it is sent: fewer after each failure, as one locked row makes all fail. */
    private int company = Integer.MAX_VALUE;

    private Hold(LockKeeper keeper, LockRows.Key key, Lease lease, boolean ofClaim, Consumer<String> onLoss) {
        this.keeper = keeper;
        this.key = key;
        this.lease = lease;
        this.ofClaim = ofClaim;
        this.onLoss = onLoss;
    }

    /** An overlap lock that was just taken. */
    static Hold taken(LockKeeper keeper, LockRows.Key key, Lease lease, Consumer<String> onLoss, long sent) {
        Hold hold = new Hold(keeper, key, lease, false, onLoss);
        hold.deadline = sent + hold.length();
        hold.latest = hold.deadline;
        hold.nextTry = sent + lease.period().toNanos();
        return hold;
    }

    /** A lock that a claim has taken, for a time that is not known here. */
    static Hold kept(LockKeeper keeper, LockRows.Key key, Lease lease, long now) {
        Hold hold = new Hold(keeper, key, lease, true, loss -> log.warn("{}; it goes on", loss));
        hold.deadline = now;
        hold.latest = now;
        long first = now + Math.min(FIRST_OF_CLAIM, lease.period().toNanos());
        hold.nextTry = first - Math.floorMod(first, GRID);
        return hold;
    }

    /** The lock's name. */
    public String name() {
        return key.name();
    }

    /** Who holds it: the node and the execution. */
    public String owner() {
        return key.owner();
    }

    /**
     * Whether nobody else can hold it now, by the monotonic deadline alone; false once released or told of its loss. What is
     * kept for a claim counts as held from its first extension on.
     */
    public synchronized boolean isHeld() {
        return !released && loss == null && keeper.now() - deadline < 0;
    }

    /** Why it was lost; null as long as it was not. */
    public synchronized @Nullable String loss() {
        return loss;
    }

    /**
     * Gives the lock back with one call to the store, if there is something to give back. Never throws, and works on an
     * interrupted thread: where the store does not answer, or an extension is under way, the heartbeat does it, and tries
     * again until the lease ends. Until then this process does not get the lock again.
     */
    public void release() {
        boolean interrupted = Thread.interrupted();
        keeper.release(this);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on it is only to be given back; whether the caller has to do that. */
    synchronized boolean beginRelease(long now) {
        boolean first = !released;
        released = true;
        nextTry = now;
        return first && begin(now, true);
    }

    /** Whether it is to be sent now; if so, the caller sends it. */
    synchronized boolean begin(long now, boolean givingBack) {
        boolean begins = released == givingBack && !sending && isWorthwhile(now);
        if (begins) {
            sending = true;
            latest = ofClaim && !released ? now + length() : latest;
        }
        return begins;
    }

    /** It is to be extended at once, to see whether it is still held. */
    synchronized void hurry(long now) {
        nextTry = now;
    }

    /** Whether it is to be extended, or given back, now; or up to half a period ahead, so that many go together. */
    synchronized boolean isDue(long now, boolean ahead) {
        long early = ahead && !isBeforeFirst() ? lease.period().toNanos() / 2 : 0;
        return !sending && isWorthwhile(now) && now + early - nextTry >= 0;
    }

    private boolean isWorthwhile(long now) {
        return (ofClaim && !released) || now - latest < 0;
    }

    /** Short claims are over before their locks were ever extended; nothing is sent for them. */
    private boolean isBeforeFirst() {
        return ofClaim && latest - nextTry < 0;
    }

    /** The store has answered: it is held for another lease, or somebody took it away. */
    void extended(boolean held, long sent) {
        tell(held ? extended(sent) : takenAway(sent));
    }

    private synchronized @Nullable String extended(long sent) {
        deadline = sent + length();
        latest = deadline;
        answered(sent);
        return null;
    }

    private synchronized @Nullable String takenAway(long sent) {
        deadline = sent;
        latest = sent;
        answered(sent);
        boolean first = loss == null && !released;
        loss = first ? takenAway() : loss;
        return first ? loss : null;
    }

    private String takenAway() {
        return ofClaim
                ? "Somebody else took the lock " + name() + " while " + owner() + " runs"
                : "the lock " + name() + " was taken away: unlocked by hand, or its row deleted";
    }

    private void answered(long sent) {
        sending = false;
        company = Integer.MAX_VALUE;
        nextTry = released ? sent : sent + lease.period().toNanos();
    }

    /** The store has taken it back. */
    synchronized void givenBack(long sent) {
        sending = false;
        latest = sent;
    }

    /** The store has not answered. */
    synchronized void failed(String why, long sent, boolean givingBack, int together) {
        sending = false;
        problem = why;
        company = Math.max(1, together / 2);
        nextTry = released && !givingBack ? sent : sent + lease.retry().toNanos();
    }

    /** Tells the holder, once, where the lock is about to be lost. */
    void judge(long now) {
        tell(closeToTheEnd(now));
    }

    private synchronized @Nullable String closeToTheEnd(long now) {
        if (!isToBeWarned() || now - warning() < 0) {
            return null;
        }
        loss = "the lock " + name() + " could not be extended for "
                + lease.length().minus(lease.period()).toSeconds() + " s: " + problem;
        return loss;
    }

    private void tell(@Nullable String news) {
        if (news == null) {
            return;
        }
        try {
            onLoss.accept(news);
        } catch (Throwable thrown) {
            log.error("Told of its loss, the holder of the lock {} failed", name(), Printable.of(thrown));
        }
    }

    /** The store took so long to grant it that its holder would have to be told of its loss at once. */
    synchronized boolean isLate(long now) {
        return now - warning() >= 0;
    }

    /** There is nothing left to be done for it. */
    synchronized boolean isOver(long now) {
        return released && !sending && now - latest >= 0;
    }

    synchronized boolean isReleased() {
        return released;
    }

    /** In how many nanoseconds something is to be sent for it, or it is over. */
    synchronized long untilNextTry(long now) {
        if (sending || !isWorthwhile(now)) {
            return IDLE;
        }
        return (released && latest - nextTry < 0 ? latest : nextTry) - now;
    }

    /** In how many nanoseconds its holder is to be told. */
    synchronized long untilWarning(long now) {
        return isToBeWarned() ? warning() - now : IDLE;
    }

    synchronized long nextTry() {
        return nextTry;
    }

    synchronized int company() {
        return company;
    }

    synchronized long warning() {
        return deadline - lease.period().toNanos();
    }

    private boolean isToBeWarned() {
        return !ofClaim && !released && loss == null;
    }

    LockRows.Key key() {
        return key;
    }

    boolean isOfClaim() {
        return ofClaim;
    }

    LockRows.Extension extension() {
        return new LockRows.Extension(key, lease.length(), ofClaim);
    }

    private long length() {
        return lease.length().toNanos();
    }
}
