package dev.scheduler.boot.cluster;

import dev.scheduler.boot.jdbc.Claims;
import dev.scheduler.boot.jdbc.JdbcHistory;
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

    /** Of so many rounds, a node that is not the first of the living ones does one, should the first be held up. */
    private static final int STAND_IN = 6;

    /** Between two purges; the history is a minute's worth too long at most, where nothing else is said. */
    private static final int SWEEPS_TO_A_PURGE = 6;

    private static final Duration TICK = Duration.ofSeconds(1);

    private final LocalNode node;
    private final NodeHeartbeat heartbeat;
    private final Accountant accountant;
    private final SharedPauses pauses;
    private final Purge purge;
    private final JdbcHistory history;
    private final InstantSource clock;
    private final Rounds sweeps;
    private final Rounds purges;
    private final Duration purgePeriod;
    private final long ticksOfASweep;
    private long ticks;
    private long round;

    /**
     * @param node this node's engine
     * @param sweep how often scheduled times are accounted for
     * @param patience how long a claim may be under way
     */
    public Cluster(
            LocalNode node,
            NodeHeartbeat heartbeat,
            TaskMarks marks,
            Claims claims,
            SharedPauses pauses,
            Purge purge,
            JdbcHistory history,
            InstantSource clock,
            Duration sweep,
            Duration patience) {
        this.node = node;
        this.heartbeat = heartbeat;
        this.accountant = new Accountant(node, marks, claims, clock, patience, heartbeat::wasCutOff);
        this.pauses = pauses;
        this.purge = purge;
        this.history = history;
        this.clock = clock;
        this.ticksOfASweep = Math.max(1, sweep.dividedBy(TICK));
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
    private void tick() {
        history.lasting(node::lasting);
        if (node.openSince() != null && heartbeat.isAlive() && ticks++ % ticksOfASweep == 0) {
            sweep();
        }
    }

    /** The first rounds are everyone's: a node tells its schedules, and what it finds at its start is not put off. */
    private void sweep() {
        pauses.refresh(node::paused);
        if (round++ % STAND_IN <= 1 || heartbeat.isFirst()) {
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
