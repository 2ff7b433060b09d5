package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.execution.LocalNode;
import dev.scheduler.history.MissedTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether what a node had claimed, and not started before it stopped, is caught up on. What nobody decides on, as no node
 * has the task any more, stays missed. Not thread-safe.
 */
final class UndecidedRuns {

    private static final Comparator<Execution> EARLIEST_FIRST =
            Comparator.comparing(Execution::scheduledTime).thenComparing(Execution::id);

    private final LocalNode node;
    private final TaskRows rows;
    private final ClusterClock clock;
    private final CatchUps catchUps;
    private final Duration patience;
    private final Map<String, Instant> seen = new HashMap<>();
    private final PerTask perTask = new PerTask("Deciding what is caught up on");

    /** @param lease for how long a dead node may be taken for a living one */
    UndecidedRuns(LocalNode node, TaskRows rows, ClusterClock clock, CatchUps catchUps, Duration lease) {
        this.node = node;
        this.rows = rows;
        this.clock = clock;
        this.catchUps = catchUps;
        this.patience = lease.multipliedBy(2);
    }

    /** Decides on those of the tasks that this node may judge. */
    void look(List<Agreement> agreed) {
        List<Execution> undecided = rows.undecided();
        List<Execution> forsaken = forsaken(undecided);
        if (undecided.isEmpty()) {
            return;
        }
        Map<String, List<Execution>> byTask =
                undecided.stream().sorted(EARLIEST_FIRST).collect(Collectors.groupingBy(Execution::task));
        agreed.forEach(each ->
                perTask.run(each.task(), () -> decide(each, byTask.getOrDefault(each.task(), List.of()))));
        stayMissed(forsaken);
    }

    /** What was seen undecided for long, though those that have the task decide at each sweep. */
    private List<Execution> forsaken(List<Execution> undecided) {
        Instant now = clock.instant();
        seen.keySet().retainAll(undecided.stream().map(Execution::id).collect(Collectors.toSet()));
        undecided.forEach(each -> seen.putIfAbsent(each.id(), now));
        return undecided.stream()
                .filter(each -> seen.getOrDefault(each.id(), now).plus(patience).isBefore(now))
                .toList();
    }

    private void stayMissed(List<Execution> forsaken) {
        Instant now = clock.instant();
        List<Execution> decided = new ArrayList<>();
        try {
            forsaken.forEach(each -> stayMissed(staysMissed(each, now), decided));
        } finally {
            MissedSummary.tell(node, decided);
        }
    }

    private void decide(Agreement agreement, List<Execution> missed) {
        MissedTimes times = new MissedTimes(agreement.local().definition().settings());
        Instant since = agreement.mark().since();
        missed.stream()
                .map(Execution::scheduledTime)
                .filter(time -> time.isAfter(since))
                .forEach(times::add);
        Instant now = clock.instant();
        Set<Instant> madeUpFor = Set.copyOf(times.verdict(now).catchUps());
        List<Execution> decided = new ArrayList<>();
        try {
            for (Execution each : missed) {
                if (madeUpFor.contains(each.scheduledTime())) {
                    Execution running = Judged.catchUp(each.id(), node.id(), each.task(), each.scheduledTime());
                    catchUps.run(List.of(running), () -> rows.decide(running));
                } else {
                    stayMissed(staysMissed(each, now), decided);
                }
            }
        } finally {
            MissedSummary.tell(node, decided);
        }
    }

    private void stayMissed(Execution missed, List<Execution> decided) {
        if (rows.decide(missed)) {
            decided.add(missed);
        }
    }

    private static Execution staysMissed(Execution missed, Instant now) {
        Reason reason = Objects.requireNonNullElse(missed.reason(), Reason.NODE_DOWN);
        String detail = Objects.requireNonNullElse(missed.detail(), "its node stopped before it started it");
        return Judged.as(missed, ExecutionState.MISSED, reason, detail, now);
    }
}
