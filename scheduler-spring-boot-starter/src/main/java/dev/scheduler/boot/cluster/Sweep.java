package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.execution.LocalNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Accounts for every scheduled time: what has no record when it should have one gets one, or is caught up on. Every node may
 * do so at any time, since marks move by compare-and-set: one of them handles each gap.
 *
 * <p>Of a one-server task, what was not claimed within its grace is missed. Of any other task, each node judges by itself as
 * long as it lives; so here only what lies before this node's start, and what no other node has run, is missed. Not
 * thread-safe.
 */
final class Sweep {

    private final Parts parts;
    private final MarksAhead marksAhead;
    private final ExecutionRows executions;
    private final PerTask perTask = new PerTask("The account of scheduled times");
    private final Set<String> told = new HashSet<>();
    private final List<Execution> unanswered = new ArrayList<>();

    Sweep(Parts parts, MarksAhead marksAhead, ExecutionRows executions) {
        this.parts = parts;
        this.marksAhead = marksAhead;
        this.executions = executions;
    }

    /**
     * What a sweep is made with.
     *
     * @param timeout how long a claim, or the writing of a row, may be under way
     */
    record Parts(
            LocalNode node,
            TaskRows rows,
            OperationRows operations,
            NodeHeartbeat heartbeat,
            ClusterClock clock,
            CatchUps catchUps,
            Duration timeout) {}

    /** One sweep over the tasks that this node may judge. */
    void run(List<Agreement> agreed) {
        Instant openSince = parts.node().openSince();
        if (openSince == null) {
            return;
        }
        tellUnanswered();
        List<Agreement> judged = new ArrayList<>();
        for (Agreement each : agreed) {
            if (marksAhead.isAhead(each)) {
                perTask.run(each.task(), () -> marksAhead.moveBack(each));
            } else {
                judged.add(each);
            }
        }
        new SweepRound(parts, perTask, told, unanswered, openSince).run(judged);
    }

    /** Records of which it was not known whether they were written. */
    private void tellUnanswered() {
        if (!unanswered.isEmpty()) {
            Set<String> written = executions.present(unanswered);
            List<Execution> records = unanswered.stream()
                    .filter(each -> written.contains(each.id()))
                    .toList();
            unanswered.clear();
            MissedSummary.tell(parts.node(), records);
        }
    }
}
