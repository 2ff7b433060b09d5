package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.execution.LocalNode;
import dev.scheduler.history.MissedTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides whether what a node had claimed, and not started before it stopped, is caught up on. */
final class UndecidedRuns {

    private static final Comparator<Execution> EARLIEST_FIRST =
            Comparator.comparing(Execution::scheduledTime).thenComparing(Execution::id);

    private final LocalNode node;
    private final TaskRows rows;
    private final ClusterClock clock;
    private final CatchUps catchUps;
    private final PerTask perTask = new PerTask("Deciding what is caught up on");

    UndecidedRuns(LocalNode node, TaskRows rows, ClusterClock clock, CatchUps catchUps) {
        this.node = node;
        this.rows = rows;
        this.clock = clock;
        this.catchUps = catchUps;
    }

    /** Decides on those of the tasks that this node may judge. */
    void look(List<Agreement> agreed) {
        List<Execution> undecided = rows.undecided();
        if (undecided.isEmpty()) {
            return;
        }
        Map<String, List<Execution>> byTask =
                undecided.stream().sorted(EARLIEST_FIRST).collect(Collectors.groupingBy(Execution::task));
        agreed.forEach(each ->
                perTask.run(each.task(), () -> decide(each, byTask.getOrDefault(each.task(), List.of()))));
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
