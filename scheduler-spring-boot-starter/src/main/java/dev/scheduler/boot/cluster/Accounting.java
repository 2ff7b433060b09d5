package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.execution.LocalNode;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the account of scheduled times, on a thread of its own: tells the cluster this node's schedules with each sweep, and
 * sweeps where it is this node's turn. A node that does not know whether it is alive, or what time it is, judges nobody.
 */
final class Accounting implements SharedClaims.Judge {

    private static final Logger log = LoggerFactory.getLogger(Accounting.class);

    /** Every so many rounds, a node that is not the first of the living ones does two, should the first be held up. */
    private static final int STAND_IN = 6;

    private static final int STAND_IN_ROUNDS = 2;
    private static final Duration TICK = Duration.ofSeconds(1);

    /** What has been running for so long is to be known should its node die. */
    private static final Duration WHILE = Duration.ofSeconds(1);

    private final LocalNode node;
    private final SharedHistory history;
    private final NodeHeartbeat heartbeat;
    private final Registration registration;
    private final Sweep sweep;
    private final UndecidedRuns undecided;
    private final MarksAhead marksAhead;
    private final PerTask perTask = new PerTask("Moving the mark back");
    private final Duration period;
    private final Threads threads;
    private final Threads.Loop loop;
    private volatile boolean isDue = true;
    private long lastRound;
    private long rounds;

    /** @param period from one sweep to the next */
    Accounting(
            LocalNode node,
            SharedHistory history,
            NodeHeartbeat heartbeat,
            Registration registration,
            Sweep sweep,
            UndecidedRuns undecided,
            MarksAhead marksAhead,
            Duration period,
            Threads threads) {
        this.node = node;
        this.history = history;
        this.heartbeat = heartbeat;
        this.registration = registration;
        this.sweep = sweep;
        this.undecided = undecided;
        this.marksAhead = marksAhead;
        this.period = period;
        this.threads = threads;
        this.loop = threads.loop("scheduler-accounting", () -> {
            Quietly.run(this::tick);
            return TICK;
        });
    }

    void start() {
        isDue = true;
        loop.start();
    }

    void end(Duration limit) {
        loop.end(limit);
    }

    /** The next sweep is due now. */
    void sweepSoon() {
        isDue = true;
        loop.wake();
    }

    /** The first round comes as soon as the node waits for scheduled times. */
    void tick() {
        if (!heartbeat.isAlive()) {
            return;
        }
        history.lasting(() -> node.lasting(WHILE));
        long now = threads.nanoTime();
        if (node.openSince() != null && (isDue || now - lastRound >= period.toNanos())) {
            isDue = false;
            lastRound = now;
            round();
        }
    }

    /** The first rounds are everyone's: what a node finds at its start is not put off. */
    private void round() {
        List<Agreement> agreed = registration.look(true);
        if (rounds++ % STAND_IN < STAND_IN_ROUNDS || heartbeat.isFirst()) {
            sweep.run(agreed);
            undecided.look(agreed);
        }
    }

    @Override
    public void lookAgain() {
        Quietly.run(this::look);
    }

    private List<Agreement> look() {
        return node.openSince() == null || !heartbeat.isAlive() ? List.of() : registration.look(false);
    }

    @Override
    public boolean movesBack(Set<String> tasks) {
        boolean moved = false;
        try {
            for (Agreement each : look()) {
                moved |= tasks.contains(each.task())
                        && marksAhead.isAhead(each)
                        && perTask.test(each.task(), () -> marksAhead.moveBack(each));
            }
        } catch (StoreException unreachable) {
            log.debug("Marks were not looked at: {}", unreachable.getMessage());
        }
        return moved;
    }

    @Override
    public void tell(Execution record) {
        node.tell(record);
    }
}
