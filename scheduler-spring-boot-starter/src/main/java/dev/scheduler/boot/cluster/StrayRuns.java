package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.boot.cluster.OpenRuns.Kind;
import dev.scheduler.boot.cluster.OpenRuns.Open;
import dev.scheduler.boot.cluster.OpenRuns.Phase;
import dev.scheduler.execution.LocalNode;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds rows of this node that nobody has in hand: whose claim was given up before its outcome was known, or which were lost
 * on the way to the engine. None of them has started. Catch-ups whose row is found run; claims whose row is found, and
 * whatever the engine has lost, are told to the history as {@code SKIPPED}. Not thread-safe.
 */
final class StrayRuns {

    private final LocalNode node;
    private final ExecutionRows rows;
    private final OpenRuns runs;
    private final SharedHistory history;
    private final CatchUps catchUps;
    private final ClusterClock clock;
    private final Threads threads;
    private final Duration period;
    private final Duration patience;
    private final Map<String, Long> unheld = new HashMap<>();

    /**
     * @param period for how long the engine must not know of one before it counts as lost
     * @param patience how long a statement may be under way
     */
    StrayRuns(
            LocalNode node,
            ExecutionRows rows,
            OpenRuns runs,
            SharedHistory history,
            CatchUps catchUps,
            ClusterClock clock,
            Threads threads,
            Duration period,
            Duration patience) {
        this.node = node;
        this.rows = rows;
        this.runs = runs;
        this.history = history;
        this.catchUps = catchUps;
        this.clock = clock;
        this.threads = threads;
        this.period = period;
        this.patience = patience;
    }

    void look() {
        readBack();
        skipLost();
    }

    private void readBack() {
        List<Open> unsure = runs.all(each -> each.phase() == Phase.UNSURE);
        if (unsure.isEmpty()) {
            return;
        }
        Set<String> there = rows.running(unsure.stream().map(Open::execution).toList());
        long now = threads.nanoTime();
        for (Open each : unsure) {
            if (there.contains(each.id())) {
                found(each);
            } else if (each.inPhase(now).compareTo(each.grace().plus(patience.multipliedBy(2))) > 0) {
                runs.close(List.of(each.execution()));
            }
        }
    }

    private void found(Open open) {
        if (open.kind() == Kind.CATCH_UP) {
            runs.hold(open.execution(), Kind.CATCH_UP);
            catchUps.run(open.execution());
        } else {
            skip(open.execution(), "it was claimed, which this node heard too late");
        }
    }

    private void skipLost() {
        long now = threads.nanoTime();
        Set<String> still = new HashSet<>();
        for (Open each : runs.all(open -> open.phase() == Phase.HELD && open.kind() != Kind.PLAIN)) {
            if (node.knows(each.id())) {
                continue;
            }
            still.add(each.id());
            Long since = unheld.putIfAbsent(each.id(), now);
            if (since != null && now - since >= period.toNanos()) {
                skip(each.execution(), "it was claimed and never started");
            }
        }
        unheld.keySet().retainAll(still);
    }

    private void skip(Execution execution, String why) {
        Execution skipped = Judged.as(execution, ExecutionState.SKIPPED, Reason.NO_LOCK_STORE, why, clock.instant());
        history.ended(skipped);
    }
}
