package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.execution.LocalNode;
import dev.scheduler.execution.LocalTask;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes executions {@code LOST} whose nodes died, and those of this node that it does not know. A node that has the task as a
 * candidate does so at once; any other only a lease later, so that the first can tell its listeners. Not thread-safe.
 */
final class LostRuns {

    private final LocalNode node;
    private final ExecutionRows rows;
    private final OpenRuns runs;
    private final Threads threads;
    private final Duration lease;
    private final Map<String, Long> orphans = new HashMap<>();

    /** @param lease for how long a node's counter may stand still */
    LostRuns(LocalNode node, ExecutionRows rows, OpenRuns runs, Threads threads, Duration lease) {
        this.node = node;
        this.rows = rows;
        this.runs = runs;
        this.threads = threads;
        this.lease = lease;
    }

    /**
     * Looks at everything that runs.
     *
     * @param living the nodes on the list, read before
     * @param struck those that were struck off it just now
     * @param isAlone whether no other process has this node's id
     */
    void look(Set<String> living, Set<String> struck, boolean isAlone) {
        List<Execution> running = rows.running();
        lose(orphaned(running, living, struck), "its node died");
        if (isAlone) {
            lose(unknown(running), "its node does not know it");
        }
    }

    /**
     * A node whose first sign of life came after the list was read has rows already: what is on a node that is not on the list,
     * and was not struck off it by this one, waits until it is seen once more.
     */
    private List<Execution> orphaned(List<Execution> running, Set<String> living, Set<String> struck) {
        long now = threads.nanoTime();
        Set<String> candidates = candidates();
        List<Execution> lost = new ArrayList<>();
        Map<String, Long> seen = new HashMap<>();
        for (Execution each : running) {
            if (living.contains(each.node()) || each.node().equals(node.id())) {
                continue;
            }
            long since = orphans.getOrDefault(each.id(), now);
            seen.put(each.id(), since);
            boolean mine = candidates.contains(each.task());
            Duration wait = !mine ? lease : struck.contains(each.node()) ? Duration.ZERO : lease.dividedBy(4);
            if (now - since >= wait.toNanos()) {
                lost.add(each);
            }
        }
        orphans.clear();
        orphans.putAll(seen);
        return lost;
    }

    private Set<String> candidates() {
        return node.tasks().stream()
                .filter(LocalTask::candidate)
                .map(each -> each.definition().name())
                .collect(Collectors.toSet());
    }

    /** The engine hands over to the history before it lets go: so it is asked first. */
    private List<Execution> unknown(List<Execution> running) {
        return running.stream()
                .filter(each -> each.node().equals(node.id()))
                .filter(each -> !node.knows(each.id()) && !runs.isOpen(each.id()))
                .toList();
    }

    private void lose(List<Execution> executions, String detail) {
        if (!executions.isEmpty()) {
            rows.lose(executions, detail).forEach(node::tell);
        }
    }
}
