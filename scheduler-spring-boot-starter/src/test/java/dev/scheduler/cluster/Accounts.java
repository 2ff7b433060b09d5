package dev.scheduler.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of each scheduled time: started once, more than once, not at all with a record that says why, or not at all
 * with none.
 *
 * @param explained how many were not started, by state and reason
 * @param twice those that were started more than once, scheduled or not
 * @param unexplained those that were not started and of which no record says why
 * @param unrecorded the starts that the history does not know
 */
record Accounts(
        long scheduled,
        long once,
        SortedMap<String, Long> explained,
        List<String> twice,
        List<String> unexplained,
        List<String> unrecorded) {

    /** The states that say of a body that was never started why it was not. */
    private static final Set<String> EXPLANATIONS = Set.of("LOST", "CANCELLED", "MISSED", "SKIPPED");

    /** A record which says that another server ran it does not explain why none did. */
    private static final String POINTS_ELSEWHERE = "SKIPPED OTHER_SERVER";

    /**
     * Compares what should have been with what was.
     *
     * @param scheduled the scheduled times of each task
     */
    static Accounts of(Map<String, SortedSet<Instant>> scheduled, List<Start> starts, List<Row> rows) {
        Map<String, List<Start>> startsOf = starts.stream().collect(Collectors.groupingBy(Start::task));
        Map<String, List<Row>> rowsOf = rows.stream().collect(Collectors.groupingBy(Row::task));
        Count count = new Count();
        scheduled.forEach((task, times) ->
                count.task(task, times, startsOf.getOrDefault(task, List.of()), rowsOf.getOrDefault(task, List.of())));
        Set<String> known = rows.stream().map(Row::id).collect(Collectors.toCollection(HashSet::new));
        List<String> unrecorded = starts.stream()
                .filter(start -> !known.contains(start.executionId()))
                .map(Start::toString)
                .toList();
        return count.accounts(unrecorded);
    }

    /** What must not be, for people. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        twice.forEach(each -> faults.add("started more than once: " + each));
        unexplained.forEach(each -> faults.add("not started, and no record says why: " + each));
        unrecorded.forEach(each -> faults.add("started without a record: " + each));
        return faults;
    }

    /** One line for people. */
    String line(String scenario) {
        long notStarted = explained.values().stream().mapToLong(Long::longValue).sum();
        String reasons = explained.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", ", " {", "}"));
        return String.format(
                Locale.ROOT,
                "%s: %,d scheduled times: once %,d, twice %,d, explained %,d%s, unexplained %,d",
                scenario,
                scheduled,
                once,
                twice.size(),
                notStarted,
                explained.isEmpty() ? "" : reasons,
                unexplained.size());
    }

    /** The books while they are made up. */
    private static final class Count {

        private final SortedMap<String, Long> explained = new TreeMap<>();
        private final List<String> twice = new ArrayList<>();
        private final List<String> unexplained = new ArrayList<>();
        private long scheduled;
        private long once;

        void task(String task, SortedSet<Instant> times, List<Start> starts, List<Row> rows) {
            Map<Instant, List<Start>> byTime = starts.stream().collect(Collectors.groupingBy(Start::scheduledTime));
            scheduled += times.size();
            for (Instant time : times) {
                int started = byTime.getOrDefault(time, List.of()).size();
                if (started == 0) {
                    notStarted(task, time, rows);
                } else if (started == 1) {
                    once++;
                }
            }
            byTime.forEach((time, several) -> {
                if (several.size() > 1) {
                    twice.add(task + " of " + time + ": " + several);
                }
            });
        }

        private void notStarted(String task, Instant time, List<Row> rows) {
            List<Row> covering = rows.stream().filter(row -> row.covers(time)).toList();
            covering.stream()
                    .filter(row -> EXPLANATIONS.contains(row.state()))
                    .filter(row -> !row.verdict().equals(POINTS_ELSEWHERE))
                    .max(Comparator.comparing(Row::claim).thenComparing(Row::scheduledTime))
                    .ifPresentOrElse(
                            row -> explained.merge(row.verdict(), 1L, Long::sum),
                            () -> unexplained.add(task + " of " + time + ": " + covering));
        }

        Accounts accounts(List<String> unrecorded) {
            return new Accounts(scheduled, once, explained, twice, unexplained, unrecorded);
        }
    }
}
