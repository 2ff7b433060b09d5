package dev.scheduler.boot.cluster;

import dev.scheduler.lock.Outage;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's signs of life, at a third of its lease, its comparisons of clocks, and its eye on the signs of the others.
 * Before its first sign of life and its first comparison of clocks, a node claims and judges nothing.
 */
public final class NodeHeartbeat {

    private static final Logger log = LoggerFactory.getLogger(NodeHeartbeat.class);

    private final String node;
    private final Duration lease;
    private final NodeRows rows;
    private final ClusterClock clock;
    private final Threads threads;
    private final Outage outage;
    private final NodeWatch watch;
    private final ClockSteps steps = new ClockSteps();
    private final Outages outages = new Outages();
    private final BeatCount count = new BeatCount();
    private final Threads.Loop loop;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile List<String> living = List.of();
    private volatile @Nullable Long judgedDead;
    private volatile Watcher watcher = (nodes, struck) -> {};
    private volatile Runnable whenStepped = () -> {};

    /**
     * @param node this process's id
     * @param lease for how long a node's counter may stand still
     * @param outage whether the database answers
     */
    NodeHeartbeat(String node, Duration lease, NodeRows rows, ClusterClock clock, Threads threads, Outage outage) {
        this.node = node;
        this.lease = lease;
        this.rows = rows;
        this.clock = clock;
        this.threads = threads;
        this.outage = outage;
        this.watch = new NodeWatch(period());
        this.loop = threads.loop("scheduler-heartbeat", () -> {
            beat();
            return period();
        });
        clock.whenStepped(loop::wake);
    }

    /** Is told of the nodes after each sign of life that was given. */
    @FunctionalInterface
    interface Watcher {

        /**
         * The nodes that live.
         *
         * @param living those on the list, this one included
         * @param struck those that were struck off it just now
         */
        void look(Set<String> living, Set<String> struck);
    }

    /** From now on this is told of the nodes, and that is run whenever the database's clock has been stepped. */
    void tell(Watcher told, Runnable stepped) {
        watcher = told;
        whenStepped = stepped;
    }

    private Duration period() {
        return lease.dividedBy(3);
    }

    Duration lease() {
        return lease;
    }

    /** Gives the first sign of life, if the database can be reached, and goes on with that on a thread of its own. */
    void start() {
        beat();
        loop.start();
    }

    /** Gives no further sign of life, and takes this node off the list, unless the database is known not to answer. */
    void stop(Duration limit) {
        loop.end(limit);
        count.forget();
        if (outage.isOn()) {
            log.warn("The database is not told that this node has stopped: it does not answer");
        } else {
            leave();
        }
    }

    private void leave() {
        try {
            rows.leave(node);
        } catch (StoreException unreachable) {
            log.warn("The database could not be told that this node has stopped: {}", unreachable.getMessage());
        }
    }

    /**
     * Whether the others count this node among the living for certain, and its clock is not in doubt; if not, a sign of life
     * is sent at once, and the clock compared.
     */
    boolean isAlive() {
        if (count.isDoubled()) {
            return false;
        }
        BeatCount.Sign latest = count.latest();
        boolean alive = latest != null && clock.isTrusted() && threads.nanoTime() - latest.sent() < lease.toNanos();
        if (!alive) {
            loop.wake();
        }
        return alive;
    }

    /** Whether the others have counted this node among the living, for certain, ever since, by the monotonic clock. */
    boolean isAliveSince(long nanos) {
        boolean alive = isAlive();
        Long dead = judgedDead;
        return alive && (dead == null || dead - nanos < 0);
    }

    /** Whether another process gives signs of life under this node's id. */
    boolean isDoubled() {
        return count.isDoubled();
    }

    /** When this node lived and could not reach the database, the latest times. */
    List<Interval> outages() {
        return outages.all();
    }

    /** The times that the database's clock has passed over, the latest. */
    List<Interval> steps() {
        return steps.forward();
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
        BeatCount.Sign sign = count.sent(threads.nanoTime());
        try {
            if (give(sign)) {
                lookAlone(sign);
            }
        } catch (StoreException unreachable) {
            log.debug("No sign of life: {}", unreachable.getMessage());
            if (count.isOfThisLife(sign)) {
                outages.cutOff();
            }
        }
    }

    /** Whether it counts: one that was under way when the node left the list may come too late. */
    private boolean give(BeatCount.Sign sign) {
        BeatCount.Verdict verdict = count.answered(sign, rows.beat(node, lease));
        if (verdict == BeatCount.Verdict.STRUCK) {
            judgedDead = threads.nanoTime();
            log.warn("This node, {}, was judged dead: for {} s it gave no sign of life", node, lease.toSeconds());
        } else if (verdict == BeatCount.Verdict.DOUBLED) {
            log.error(
                    "Another process gives signs of life as {}, such as one that was restored from the same checkpoint;"
                            + " this one claims nothing any more: restart it",
                    node);
        }
        return verdict != BeatCount.Verdict.OUTDATED;
    }

    /** A look that is stuck since before the node was stopped and started again is the only one. */
    private void lookAlone(BeatCount.Sign sign) {
        if (looking.compareAndSet(false, true)) {
            try {
                compareClocks();
                look(sign.sent());
            } finally {
                looking.set(false);
            }
        }
    }

    /** The database's answer is as old as half of the time that it took, give or take that half. */
    private void compareClocks() {
        Instant wall = clock.own().instant();
        long asked = threads.nanoTime();
        Instant database = rows.now();
        Duration error = Duration.ofNanos(threads.nanoTime() - asked).dividedBy(2);
        Instant middle = wall.plus(error);
        clock.measured(Duration.between(middle, database), error);
        outages.reached(clock.instant());
        if (steps.hear(new ClockSteps.Reading(database, middle, asked + error.toNanos(), error))) {
            log.warn("The database's clock was stepped; it says {}", database);
            whenStepped.run();
        }
    }

    private void look(long sent) {
        List<NodeBeat> all = rows.all();
        List<NodeBeat> dead = watch.look(others(all), sent);
        Set<String> struck = new HashSet<>();
        dead.stream().filter(rows::strike).forEach(each -> {
            struck.add(each.node());
            log.warn(
                    "The node {} is dead: it gave no sign of life for {} s",
                    each.node(),
                    each.lease().toSeconds());
        });
        living = names(all, dead);
        Set<String> listed = all.stream()
                .map(NodeBeat::node)
                .filter(each -> !struck.contains(each))
                .collect(Collectors.toSet());
        watcher.look(listed, struck);
    }

    /** No node judges itself: where the others strike it off, its counter begins at one each time. */
    private List<NodeBeat> others(List<NodeBeat> all) {
        return all.stream().filter(each -> !each.node().equals(node)).toList();
    }

    private static List<String> names(Collection<NodeBeat> all, Collection<NodeBeat> dead) {
        return all.stream()
                .filter(beat -> !dead.contains(beat))
                .map(NodeBeat::node)
                .sorted()
                .toList();
    }
}
