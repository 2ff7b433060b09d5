package dev.scheduler.boot.cluster;

import dev.scheduler.boot.jdbc.Claims;
import dev.scheduler.boot.jdbc.NodeBeat;
import dev.scheduler.boot.jdbc.NodeBeats;
import dev.scheduler.boot.jdbc.NodeWatch;
import dev.scheduler.boot.jdbc.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's signs of life, at a third of its lease, and its eye on those of the others. What ran on a node whose counter
 * stood still for a whole lease becomes {@code LOST}.
 */
public final class NodeHeartbeat {

    private static final Logger log = LoggerFactory.getLogger(NodeHeartbeat.class);

    /** An answer that took longer says too little about the database's clock, unless there is nothing else to go by. */
    private static final long SLOW = Duration.ofMillis(400).toNanos();

    private final String node;
    private final Duration lease;
    private final NodeBeats beats;
    private final Claims claims;
    private final ClusterClock clock;
    private final LongSupplier nanoTime;
    private final NodeWatch watch;
    private final Rounds rounds;
    private volatile boolean known;
    private Instant lastSign = Instant.MAX;
    private volatile boolean beaten;
    private volatile long lastBeat;
    private volatile List<String> living = List.of();
    private volatile @Nullable Outage outage;

    /**
     * @param node this process's id
     * @param lease for how long a node's counter may stand still
     * @param nanoTime the monotonic clock
     */
    public NodeHeartbeat(
            String node, Duration lease, NodeBeats beats, Claims claims, ClusterClock clock, LongSupplier nanoTime) {
        this.node = node;
        this.lease = lease;
        this.beats = beats;
        this.claims = claims;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.watch = new NodeWatch(period());
        this.rounds = new Rounds("scheduler-heartbeat", period(), this::beat);
        clock.whenStepped(rounds::wake);
    }

    private Duration period() {
        return lease.dividedBy(3);
    }

    /** Gives the first sign of life, if the database can be reached, and goes on with that on a thread of its own. */
    public void start() {
        beat();
        rounds.start();
    }

    /** Gives no further sign of life, and takes this node off the list, unless the database is known not to answer. */
    public void stop(Duration limit) {
        rounds.end(limit);
        beaten = false;
        known = false;
        if (beats.areAnswered()) {
            leave();
        } else {
            log.warn("The database is not told that this node has stopped: it does not answer");
        }
    }

    private void leave() {
        try {
            beats.leave(node);
        } catch (StoreException unreachable) {
            log.warn("The database could not be told that this node has stopped: {}", unreachable.getMessage());
        }
    }

    /**
     * Whether the others count this node among the living for certain, and its clock is not in doubt; if not, a sign of life
     * is sent at once, and the clock compared.
     */
    boolean isAlive() {
        boolean alive = beaten && clock.isTrusted() && nanoTime.getAsLong() - lastBeat < lease.toNanos();
        if (!alive) {
            rounds.wake();
        }
        return alive;
    }

    /** Whether this node lived at an instant and could not reach the database, as far as it remembers: its last outage. */
    boolean wasCutOff(Instant time) {
        Outage last = outage;
        return last != null && !time.isBefore(last.from()) && (last.until() == null || time.isBefore(last.until()));
    }

    /** Whether of all living nodes this is the one that does what need be done only once. */
    boolean isFirst() {
        List<String> nodes = living;
        return nodes.isEmpty() || nodes.get(0).equals(node);
    }

    /** Whether of all living nodes this is the one to which a scheduled time is dealt. */
    boolean isShare(String task, Instant scheduledTime) {
        List<String> nodes = living;
        return nodes.size() < 2 || Shares.owner(nodes, task, scheduledTime).equals(node);
    }

    /** How many nodes live, as this one sees it. */
    public int nodes() {
        return living.size();
    }

    /** One round: a sign of life, and a look at those of the others. Throws nothing that the database does. */
    void beat() {
        try {
            long sent = nanoTime.getAsLong();
            giveSign(sent);
            compareClocks();
            judge(sent);
        } catch (StoreException unreachable) {
            log.debug("No sign of life: {}", unreachable.getMessage());
            cutOff();
        }
    }

    private void cutOff() {
        if (outage == null || outage.until() != null) {
            outage = new Outage(lastSign, null);
        }
    }

    private void reached(Instant now) {
        if (outage != null && outage.until() == null) {
            outage = new Outage(outage.from(), now);
        }
        lastSign = now;
    }

    /** A time through which the database could not be reached; still going on where its end is null. */
    private record Outage(Instant from, @Nullable Instant until) {}

    private void giveSign(long sent) {
        Instant now = clock.instant();
        boolean still = beats.beat(node, lease, now);
        reached(now);
        if (known && !still) {
            log.warn("This node, {}, was judged dead: for {} s it gave no sign of life", node, lease.toSeconds());
        }
        known = true;
        lastBeat = sent;
        beaten = true;
    }

    private void compareClocks() {
        long sent = nanoTime.getAsLong();
        Duration ahead = beats.offset(clock.own());
        if (nanoTime.getAsLong() - sent < SLOW || !clock.isTrusted()) {
            clock.measured(ahead);
        }
    }

    private void judge(long sent) {
        List<NodeBeat> all = beats.all();
        List<NodeBeat> dead = watch.look(all, sent);
        dead.stream().filter(beats::strike).forEach(NodeHeartbeat::tell);
        living = names(all, dead);
        int lost = beats.loseOrphans(clock.instant()) + beats.loseUnknown(node, claims, clock.instant());
        if (lost > 0) {
            log.warn("{} executions were lost with the nodes that ran them", lost);
        }
    }

    private static void tell(NodeBeat dead) {
        log.warn(
                "The node {} is dead: it gave no sign of life for {} s",
                dead.node(),
                dead.lease().toSeconds());
    }

    private static List<String> names(Collection<NodeBeat> all, Collection<NodeBeat> dead) {
        return all.stream()
                .filter(beat -> !dead.contains(beat))
                .map(NodeBeat::node)
                .sorted()
                .toList();
    }
}
