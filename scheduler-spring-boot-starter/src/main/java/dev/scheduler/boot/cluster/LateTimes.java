package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.Pause;
import dev.scheduler.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * The scheduled times of a node that began before the cluster heard of it, as far as the mark has passed them: no sweep will
 * come to them.
 */
final class LateTimes {

    /** As many rows of a task are looked at. */
    private static final int MOST_ROWS = 5_000;

    private final String node;
    private final HistoryRows history;
    private final OperationRows operations;
    private final NodeHeartbeat heartbeat;
    private final ClusterClock clock;
    private final Supplier<String> ids;

    /** @param ids makes ids of executions */
    LateTimes(
            String node,
            HistoryRows history,
            OperationRows operations,
            NodeHeartbeat heartbeat,
            ClusterClock clock,
            Supplier<String> ids) {
        this.node = node;
        this.history = history;
        this.operations = operations;
        this.heartbeat = heartbeat;
        this.clock = clock;
        this.ids = ids;
    }

    List<Execution> of(Agreement agreement, Instant since) {
        TaskMark mark = agreement.mark();
        Instant until = TaskAccount.earlier(mark.accountedUntil(), mark.since());
        if (!since.isBefore(until)) {
            return List.of();
        }
        Verdicts verdicts = new Verdicts(
                mark.purgedUntil(), pauses(agreement), agreement.grace(), heartbeat.steps(), heartbeat.outages());
        List<Execution> records = new ArrayList<>();
        for (Unrecorded each : Unrecorded.of(agreement.schedule(), since, until, known(mark.task()), verdicts)) {
            records.add(Judged.times(ids.get(), node, agreement.task(), each.gap(), each.verdict(), clock.instant()));
        }
        return records;
    }

    private List<Pause> pauses(Agreement agreement) {
        return operations.pauses().stream()
                .filter(each -> each.isOf(agreement.task(), agreement.runsEvenWhenPaused()))
                .map(each -> Verdicts.asClaimsSee(each, clock.instant()))
                .toList();
    }

    /** What some node ran or judged, in order. */
    private List<Span> known(String task) {
        return history.newest(task, MOST_ROWS).stream()
                .filter(each -> each.trigger() != Trigger.MANUAL)
                .sorted(Comparator.comparing(Execution::scheduledTime))
                .map(each -> new Span(each.firstScheduledTime(), each.scheduledTime()))
                .toList();
    }
}
