package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.execution.LocalNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a sweep has found, for the log: one line for all tasks, as an outage makes all of them miss the same times. */
final class MissedSummary {

    private static final Logger log = LoggerFactory.getLogger(MissedSummary.class);
    private static final int MOST_NAMES = 5;

    private final List<Execution> missed = new ArrayList<>();

    void add(Account account) {
        add(account.records());
        account.catchUps()
                .forEach(row -> log.info("{} ({}) makes up for {}", row.task(), row.id(), row.scheduledTime()));
    }

    void add(Collection<Execution> records) {
        records.stream().filter(each -> each.state() == ExecutionState.MISSED).forEach(missed::add);
    }

    /** Tells log and listeners of outcomes whose records this node's statements have made. */
    static void tell(LocalNode node, Collection<Execution> records) {
        MissedSummary summary = new MissedSummary();
        summary.add(records);
        summary.tell();
        records.forEach(node::tell);
    }

    /** Says what was missed, if anything was. */
    void tell() {
        if (!missed.isEmpty()) {
            log.warn("{}", words());
        }
    }

    /** Such as {@code billing.sync, mail and 3 more missed 12 scheduled times from … to …: no node …}. */
    String words() {
        long count = missed.stream().mapToLong(Execution::count).sum();
        Instant first = missed.stream()
                .map(Execution::firstScheduledTime)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = missed.stream()
                .map(Execution::scheduledTime)
                .max(Instant::compareTo)
                .orElseThrow();
        String times =
                count == 1 ? "1 scheduled time, " + first : count + " scheduled times from " + first + " to " + last;
        String why = missed.stream().map(Execution::detail).distinct().collect(Collectors.joining("; "));
        return names() + " missed " + times + ": " + why;
    }

    private String names() {
        Collection<String> tasks = missed.stream().map(Execution::task).collect(Collectors.toCollection(TreeSet::new));
        String named = tasks.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return tasks.size() <= MOST_NAMES ? named : named + " and " + (tasks.size() - MOST_NAMES) + " more";
    }
}
