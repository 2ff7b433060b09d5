package dev.scheduler.boot.cluster;

import dev.scheduler.boot.jdbc.Claims;
import dev.scheduler.boot.jdbc.Purge;
import dev.scheduler.boot.jdbc.StoreException;
import dev.scheduler.boot.jdbc.TaskMarks;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work that a node does for its cluster: it accounts for scheduled times, and forgets old history. */
public final class Cluster {

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);

    /** Every so many rounds, a node that is not the first of the living ones does two, should the first be held up. */
    private static final int STAND_IN = 6;

    private static final int STAND_IN_ROUNDS = 2;

    /** Between two purges; the history is a minute's worth too long at most, where nothing else is said. */
    private static final int SWEEPS_TO_A_PURGE = 6;

    private static final Duration TICK = Duration.ofSeconds(1);

    /** What is paused elsewhere is paused here no later, however long a sweep takes to come. */
    private static final int MOST_TICKS_TO_A_PAUSE = 10;

    private final LocalNode node;
    private final NodeHeartbeat heartbeat;
    private final Accountant accountant;
    private final SharedPauses pauses;
    private final Purge purge;
    private final InstantSource clock;
    private final Rounds sweeps;
    private final Rounds purges;
    private final Duration purgePeriod;
    private final long ticksOfASweep;
    private final long ticksOfAPause;
    private long ticks;
    private long round;

    /**
     * @param node this node's engine
     * @param sweep how often scheduled times are accounted for; six times that lie between two purges
     * @param patience how long a claim may be under way
     */
    public Cluster(
            LocalNode node,
            NodeHeartbeat heartbeat,
            TaskMarks marks,
            Claims claims,
            SharedPauses pauses,
            Purge purge,
            InstantSource clock,
            Duration sweep,
            Duration patience) {
        this.node = node;
        this.heartbeat = heartbeat;
        this.accountant = new Accountant(node, marks, claims, clock, patience, heartbeat::wasCutOff);
        this.pauses = pauses;
        this.purge = purge;
        this.clock = clock;
        this.ticksOfASweep = Math.max(1, sweep.dividedBy(TICK));
        this.ticksOfAPause = Math.min(MOST_TICKS_TO_A_PAUSE, ticksOfASweep);
        this.sweeps = new Rounds("scheduler-accounting", TICK, () -> quietly(this::tick));
        this.purgePeriod = sweep.multipliedBy(SWEEPS_TO_A_PURGE);
        this.purges = new Rounds("scheduler-purge", purgePeriod, () -> quietly(this::purge));
    }

    /** Begins. The tasks are known by now. */
    public void start() {
        sweeps.start();
        purges.start();
    }

    /** Ends, and waits for what is under way, but no longer than a limit each. */
    public void stop(Duration limit) {
        sweeps.end(limit);
        purges.end(limit);
    }

    /**
     * The first sweep comes as soon as the node waits for scheduled times. One that does not know whether it is alive, or what
     * time it is, judges nobody.
     */
    void tick() {
        node.recordWhatLasts();
        if (node.openSince() == null || !heartbeat.isAlive()) {
            return;
        }
        long tick = ticks++;
        if (tick % ticksOfAPause == 0) {
            pauses.refresh(node::paused);
        }
        if (tick % ticksOfASweep == 0) {
            sweep();
        }
    }

    /** The first rounds are everyone's: a node tells its schedules, and what it finds at its start is not put off. */
    private void sweep() {
        if (round++ % STAND_IN < STAND_IN_ROUNDS || heartbeat.isFirst()) {
            accountant.sweep();
        }
    }

    private void purge() {
        long purged = purge.inTurn(clock.instant(), purgePeriod);
        log.debug("{} executions were purged from the history", purged);
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (StoreException unreachable) {
            log.debug("The database could not be reached: {}", unreachable.getMessage());
        }
    }
}
