package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a scheduled time that several want at the same moment. */
abstract class RaceContract extends StoreContract {

    RaceContract(StoreUnderTest store) {
        super(store);
    }

    private static <T> List<T> together(List<Callable<T>> work) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        CyclicBarrier barrier = new CyclicBarrier(work.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(work.stream()
                    .map(each -> (Callable<T>) () -> {
                        barrier.await();
                        return each.call();
                    })
                    .toList())) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    /** Threads each claim overlapping shuffled chunks of the same times, all at once. */
    @Test
    void everyScheduledTimeIsWonOnceWhoeverClaims() throws InterruptedException, ExecutionException {
        int times = 40;
        for (int task = 0; task < 10; task++) {
            register("task-" + task);
        }
        List<Callable<Map<String, ClaimAnswer>>> claimants = new ArrayList<>();
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            claimants.add(() -> claimAll(times, random));
        }
        Map<String, Integer> winners = new HashMap<>();
        for (Map<String, ClaimAnswer> answers : together(claimants)) {
            assertThat(answers.values()).isSubsetOf(ClaimAnswer.WON, ClaimAnswer.TAKEN);
            answers.forEach((key, answer) -> winners.merge(key, answer == ClaimAnswer.WON ? 1 : 0, Integer::sum));
        }

        assertThat(winners)
                .hasSize(10 * times)
                .allSatisfy((key, won) -> assertThat(won).isEqualTo(1));
        assertThat(executions.running()).hasSize(10 * times);
    }

    private Map<String, ClaimAnswer> claimAll(int times, Random random) {
        List<ClaimRequest> all = new ArrayList<>();
        for (int task = 0; task < 10; task++) {
            for (int second = 1; second <= times; second++) {
                all.add(new ClaimRequest(running("task-" + task, second, "one"), HOUR, 1, false));
            }
        }
        Collections.shuffle(all, random);
        Map<String, ClaimAnswer> answers = new HashMap<>();
        for (int from = 0; from < all.size(); ) {
            List<ClaimRequest> chunk = all.subList(from, Math.min(all.size(), from + 1 + random.nextInt(40)));
            Map<String, ClaimAnswer> answered = executions.claim(chunk);
            chunk.forEach(request -> answers.put(
                    request.execution().task() + request.execution().scheduledTime(),
                    answered.get(request.execution().id())));
            from += chunk.size();
        }
        return answers;
    }

    /** Though the account's margin is far too small: whoever comes first has the times, all of them or none. */
    @Tag("R2")
    @Test
    void noTimeIsBothClaimedAndSettled() throws InterruptedException, ExecutionException {
        int settled = 0;
        for (int round = 0; round < 30; round++) {
            String task = "task-" + round;
            TaskMark mark = register(task);
            Execution missed = missed(task, -30, -10);
            List<ClaimRequest> wanted = List.of(
                    new ClaimRequest(running(task, -20, "two"), HOUR, 1, false),
                    new ClaimRequest(running(task, -10, "two"), HOUR, 1, false));
            List<Boolean> outcomes = together(List.of(
                    () -> settle(mark, -5, missed),
                    () -> executions.claim(wanted).containsValue(ClaimAnswer.WON)));

            assertThat(outcomes).as("one of the two").containsExactlyInAnyOrder(true, false);
            assertThat(isThere(missed)).isEqualTo(outcomes.get(0));
            assertThat(mark(task).accountedUntil()).isEqualTo(outcomes.get(0) ? at(-5) : TaskMark.LONG_AGO);
            settled += outcomes.get(0) ? 1 : 0;
        }
        assertThat(settled).isBetween(0, 30);
    }

    @Tag("R3")
    @Test
    void marksAreMovedWhileTimesOfManyTasksAreClaimed() throws InterruptedException, ExecutionException {
        List<TaskMark> marks = new ArrayList<>();
        for (int task = 0; task < 50; task++) {
            marks.add(register("task-" + task));
        }
        List<Callable<Integer>> work = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int second = thread + 1;
            work.add(() -> {
                List<ClaimRequest> wanted = new ArrayList<>();
                marks.forEach(
                        mark -> wanted.add(new ClaimRequest(running(mark.task(), second, "one"), HOUR, 1, false)));
                Collections.shuffle(wanted, new Random(second));
                return Collections.frequency(executions.claim(wanted).values(), ClaimAnswer.WON);
            });
            work.add(() -> {
                List<TaskMark> shuffled = new ArrayList<>(marks);
                Collections.shuffle(shuffled, new Random(second));
                return tasks.advance(shuffled, at(-second), Duration.ZERO);
            });
        }
        List<Integer> counts = together(work);

        assertThat(List.of(counts.get(0), counts.get(2), counts.get(4), counts.get(6)))
                .containsOnly(50);
        assertThat(counts.get(1) + counts.get(3) + counts.get(5) + counts.get(7))
                .isEqualTo(50);
    }

    @Test
    void oneOfManySweepersSettlesAGap() throws InterruptedException, ExecutionException {
        TaskMark mark = register("a");
        List<Callable<Boolean>> sweepers = new ArrayList<>();
        for (int node = 0; node < 5; node++) {
            sweepers.add(() -> settle(mark, -1, missed("a", -3), missed("a", -2)));
        }

        assertThat(Collections.frequency(together(sweepers), true)).isEqualTo(1);
        assertThat(mark("a").accountedUntil()).isEqualTo(at(-1));
        assertThat(tasks.missedAfter("a", at(-10)))
                .extracting(Execution::scheduledTime)
                .containsExactly(at(-3), at(-2));
    }

    @Test
    void eachRunIsLostOnce() throws InterruptedException, ExecutionException {
        List<Execution> running = new ArrayList<>();
        for (int task = 0; task < 20; task++) {
            register("task-" + task);
            Execution execution = running("task-" + task, 1, "dead");
            claim(execution);
            running.add(execution);
        }
        List<Callable<List<Execution>>> judges = new ArrayList<>();
        for (int judge = 0; judge < 4; judge++) {
            List<Execution> shuffled = new ArrayList<>(running);
            Collections.shuffle(shuffled, new Random(judge));
            judges.add(() -> executions.lose(shuffled, "its node died"));
        }

        assertThat(together(judges).stream().mapToInt(List::size).sum()).isEqualTo(20);
        assertThat(executions.running()).isEmpty();
    }

    /** Its node writes how runs ended while others judge that it died: each ends once, and nobody waits for another in a ring. */
    @Tag("R3")
    @Test
    void outcomesAreWrittenWhileTheSameRunsAreLost() throws InterruptedException, ExecutionException {
        List<Execution> running = new ArrayList<>();
        for (int task = 0; task < 60; task++) {
            register("task-" + task);
            Execution execution = running("task-" + task, 1, "dead");
            claim(execution);
            running.add(execution);
        }
        List<Callable<Integer>> work = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            List<Execution> shuffled = new ArrayList<>(running);
            Collections.shuffle(shuffled, new Random(thread));
            work.add(() -> executions.lose(shuffled, "its node died").size());
            List<Execution> ended = shuffled.stream()
                    .map(each -> ended(each, ExecutionState.SUCCEEDED))
                    .toList();
            work.add(() -> executions.complete("dead", ended));
        }

        assertThat(together(work).stream().mapToInt(Integer::intValue).sum()).isEqualTo(60);
        assertThat(executions.running()).isEmpty();
    }

    @Test
    void operationsComeOneAfterAnother() throws InterruptedException, ExecutionException {
        List<Callable<Long>> people = new ArrayList<>();
        for (int person = 0; person < 6; person++) {
            String scope = "task-" + person;
            people.add(() -> {
                pause(scope, null);
                operations.write(operation(Operation.Kind.RUN, scope));
                return operations.number();
            });
        }
        together(people);

        assertThat(operations.number()).isEqualTo(12);
        assertThat(operations.after(0))
                .extracting(Operation::number)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(operations.pauses()).hasSize(6);
    }
}
