package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The scheduled times of a node that began before the cluster heard of it, as far as the mark has passed them: no sweep will
 * come to them.
 */
final class LateTimes {

    private final String node;
    private final NodeHeartbeat heartbeat;
    private final ClusterClock clock;
    private final Supplier<String> ids;

    /** @param ids makes ids of executions */
    LateTimes(String node, NodeHeartbeat heartbeat, ClusterClock clock, Supplier<String> ids) {
        this.node = node;
        this.heartbeat = heartbeat;
        this.clock = clock;
        this.ids = ids;
    }

    List<Execution> of(Agreement agreement, Instant since) {
        TaskMark mark = agreement.mark();
        Instant until = TaskAccount.earlier(mark.accountedUntil(), mark.since());
        Verdicts verdicts =
                new Verdicts(mark.purgedUntil(), List.of(), agreement.grace(), heartbeat.steps(), heartbeat.outages());
        List<Execution> records = new ArrayList<>();
        for (Unrecorded each : Unrecorded.of(agreement.schedule(), since, until, List.of(), verdicts)) {
            records.add(Judged.times(ids.get(), node, agreement.task(), each.gap(), each.verdict(), clock.instant()));
        }
        return records;
    }
}
