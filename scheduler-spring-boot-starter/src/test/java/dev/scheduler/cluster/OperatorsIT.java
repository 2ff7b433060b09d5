package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** People pause, resume, override, remove and register tasks around scheduled times and sweeps, while all nodes are busy. */
class OperatorsIT {

    private static final int OPERATORS = 3;
    private static final int ACTS = 102;

    /** What takes a schedule away from a task, or gives it another. */
    private static final Set<String> ENDINGS = Set.of("remove", "reschedule", "reset");

    /** So long after it came due a time may not be claimed yet. */
    private static final Duration JUST_DUE = Duration.ofSeconds(1);

    /** So long it may take to remove a task from all nodes, one after another. */
    private static final Duration REMOVING = Duration.ofSeconds(4);

    private static final Tasks EVEN = Tasks.of("even", 20, "0/2 * * * * *");
    private static final Tasks ODD = Tasks.of("odd", 20, "1/2 * * * * *");
    private static final List<String> NAMES =
            Stream.of(EVEN, ODD).flatMap(group -> group.names().stream()).toList();

    @Test
    void findEachTimeRunOrPaused() {
        Scenario.play("Operators act 100 times under load", List.of(EVEN, ODD), cluster -> {
            List<Node> nodes = cluster.start(3);
            Reigns reigns = Reigns.watch(cluster.database());
            Await.pass(Duration.ofSeconds(3));
            Instant begun = Instant.now();
            List<Operator.Act> acts = work(nodes);
            Instant done = Instant.now();
            Await.pass(Duration.ofSeconds(6));

            Instant until = Instant.now();
            Map<String, SortedSet<Instant>> scheduled = reigns.times(begun, until);
            Accounts accounts = cluster.settle(scheduled);
            assertThat(acts).hasSizeGreaterThanOrEqualTo(ACTS);
            assertThat(accounts.explained()).containsKey("SKIPPED PAUSED");
            assertThat(cluster.rows())
                    .filteredOn(row -> row.scheduledTime().isAfter(begun)
                            && !row.scheduledTime().isAfter(until))
                    .filteredOn(row -> !row.verdict().equals("SUCCEEDED"))
                    .allMatch(row -> isDoing(row, acts), "comes of what the operators did");
            pauses(acts).forEach(pause -> assertHeld(pause, cluster.starts()));
            assertThat(cluster.starts())
                    .filteredOn(start -> start.scheduledTime().isAfter(begun)
                            && !start.scheduledTime().isAfter(until))
                    .filteredOn(start ->
                            !Objects.requireNonNull(scheduled.get(start.task())).contains(start.scheduledTime()))
                    .allMatch(start -> isAt(start.scheduledTime(), start.task(), acts), "came due as it was changed");
            assertThat(cluster.starts())
                    .filteredOn(start -> start.scheduledTime().isAfter(done))
                    .extracting(Start::task)
                    .containsAll(NAMES);
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    /** Each operator has tasks of his own. */
    private static List<Operator.Act> work(List<Node> nodes) {
        ExecutorService threads = Executors.newFixedThreadPool(OPERATORS);
        try {
            List<Operator> operators = IntStream.range(0, OPERATORS)
                    .mapToObj(each -> new Operator(nodes, tasks(each), ACTS / OPERATORS, each))
                    .toList();
            List<Operator.Act> acts = new ArrayList<>();
            for (Future<List<Operator.Act>> each : threads.invokeAll(operators)) {
                acts.addAll(each.get());
            }
            return acts;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> tasks(int operator) {
        return IntStream.range(0, NAMES.size())
                .filter(index -> index % OPERATORS == operator)
                .mapToObj(NAMES::get)
                .toList();
    }

    /** From the call that began a pause to the call that ended it. */
    private record Pause(String task, Operator.Act begin, Operator.Act end) {}

    private static List<Pause> pauses(List<Operator.Act> acts) {
        List<Pause> pauses = new ArrayList<>();
        for (int index = 0; index < acts.size(); index++) {
            Operator.Act act = acts.get(index);
            if (act.verb().equals("pause")) {
                pauses.add(new Pause(act.task(), act, acts.get(index + 1)));
            }
        }
        return pauses;
    }

    /** While a task was paused for certain, none of the times started that came due meanwhile; they may once it is resumed. */
    private static void assertHeld(Pause pause, List<Start> starts) {
        assertThat(starts)
                .filteredOn(start -> start.task().equals(pause.task()))
                .noneMatch(
                        start -> start.scheduledTime().isAfter(pause.begin().answered())
                                && start.startedAt().isBefore(pause.end().asked()),
                        "started in " + pause);
    }

    /**
     * Whether an operator is the reason for a record. Where somebody removes or changes a task that has just come due, nobody
     * claims that time any more. After a pause the last of its times may start late and be in the next one's way.
     */
    private static boolean isDoing(Row row, List<Operator.Act> acts) {
        return switch (row.verdict()) {
            case "SKIPPED PAUSED" ->
                pauses(acts).stream()
                        .filter(pause -> pause.task().equals(row.task()))
                        .anyMatch(pause -> row.first()
                                        .isAfter(pause.begin().asked().minus(Cluster.GRACE))
                                && row.scheduledTime().isBefore(pause.end().answered()));
            case "SKIPPED OVERLAPPING" ->
                acts.stream()
                        .filter(act -> act.verb().equals("resume") && act.task().equals(row.task()))
                        .anyMatch(act -> act.isWithin(Cluster.GRACE, row.scheduledTime()));
            case "MISSED NODE_DOWN" ->
                acts.stream()
                        .filter(act ->
                                ENDINGS.contains(act.verb()) && act.task().equals(row.task()))
                        .anyMatch(act ->
                                act.isWithin(JUST_DUE, row.first()) && act.isWithin(JUST_DUE, row.scheduledTime()));
            default -> false;
        };
    }

    /** A schedule may end with its removal on one node while the next is still to hear of it. */
    private static boolean isAt(Instant time, String task, List<Operator.Act> acts) {
        return acts.stream()
                .filter(act -> act.task().equals(task))
                .anyMatch(act -> act.isWithin(act.verb().equals("remove") ? REMOVING : Duration.ZERO, time));
    }
}
