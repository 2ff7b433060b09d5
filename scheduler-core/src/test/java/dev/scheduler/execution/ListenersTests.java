package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.TaskCondition;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskHandler;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.history.InMemoryHistory;
import dev.scheduler.lock.Claim;
import dev.scheduler.thread.HandThreads;
import dev.scheduler.thread.Threads;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.scheduler.execution.Rig.START;
import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;

/** What is told to listeners, on which thread, and what becomes of it where they are too slow. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ListenersTests {

    private static final Ticks TICKS = Ticks.every(10);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final int MOST_WAITING = 10_000;
    private static final TaskSettings ONE_SERVER =
            TaskSettings.builder().onOneServer(true).build();

    private final CountDownLatch release = new CountDownLatch(1);

    /** The store is away and a listener hangs: what the timeline and the claims tell waits, and nothing else does. */
    @Tag("S8")
    @Test
    void neitherTheTimelineNorTheClaimsCallTheUsersCode() {
        Set<String> listening = ConcurrentHashMap.newKeySet();
        Set<String> asking = ConcurrentHashMap.newKeySet();
        ScriptedClaims away = new ScriptedClaims(false);
        away.answer = execution -> Claim.Outcome.UNREACHABLE;
        ExecutionListener hanging = new ExecutionListener() {
            @Override
            public void ended(Execution execution) {
                listening.add(Thread.currentThread().getName());
                await(release);
            }
        };
        TaskCondition condition = new TaskCondition(Reason.CONDITION, "when", context -> {
            asking.add(Thread.currentThread().getName());
            return true;
        });
        try (Rig rig = new Rig(2, List.of(hanging), builder -> builder.claims(away))) {
            rig.with(task("claimed", TICKS, ONE_SERVER, context -> {}), conditional(condition), missing())
                    .open()
                    .advance(TEN_SECONDS);
            until(() -> rig.underWay().stream().anyMatch(Run::waitsForStore));
            untilEnded(rig, "unrelated");
            rig.scheduler.pause("missing");
            rig.advance(TEN_SECONDS);

            untilEnded(rig, "unrelated");
            assertThat(isSuccess(rig, "unrelated", 20)).isTrue();
            release.countDown();
            List<Execution> ends = rig.ends(4);
            assertThat(ends).extracting(Execution::reason).contains(Reason.NO_LOCK_STORE, Reason.PAUSED);
            assertThat(listening).containsExactly("scheduler-listeners");
            assertThat(asking).isNotEmpty().allMatch(name -> name.matches("scheduler-\\d+"));
        }
    }

    /** The same where it is the user's history that hangs; what it heard of late is all there, in order. */
    @Tag("S8")
    @Test
    void aHistoryThatHangsHoldsNothingUp() {
        Hanging history = new Hanging();
        ScriptedClaims away = new ScriptedClaims(false);
        away.answer = execution -> Claim.Outcome.UNREACHABLE;
        try (Rig rig = new Rig(2, List.of(), builder -> builder.claims(away).history(history))) {
            rig.with(
                            task("claimed", TICKS, ONE_SERVER, context -> {}),
                            task("unrelated", TICKS, context -> {}),
                            missing())
                    .open()
                    .advance(TEN_SECONDS);
            until(() -> rig.underWay().stream().anyMatch(Run::waitsForStore));
            untilEnded(rig, "unrelated");
            rig.scheduler.pause("missing");
            rig.advance(TEN_SECONDS);
            untilEnded(rig, "unrelated");
            rig.scheduler.remove("missing");
            assertThat(history.kept.executions("missing")).isEmpty();

            release.countDown();
            assertThat(rig.ended()).extracting(Execution::reason).contains(Reason.NO_LOCK_STORE, Reason.PAUSED);
            assertThat(history.kept.executions("unrelated"))
                    .extracting(Execution::scheduledTime)
                    .containsExactly(START.plusSeconds(20), START.plusSeconds(10));
            assertThat(history.kept.executions("missing")).as("forgotten").isEmpty();
            assertThat(history.told).containsExactly("scheduler-history");
        }
    }

    /** What a store that waits had not kept before the task was forgotten is not kept in the page of the one that came back. */
    @Test
    void aHistoryThatHangsKeepsWhatEndsAfterABusyTaskCameBack() {
        Hanging history = new Hanging();
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicLong bodies = new AtomicLong();
        TaskHandler second = context -> {
            if (bodies.incrementAndGet() == 2) {
                Rig.await(goOn);
            }
        };
        try (Rig rig = new Rig(2, List.of(), builder -> builder.history(history))) {
            rig.with(task("a", null, second)).open();
            rig.scheduler.run("a");
            rig.nextEnd();
            rig.scheduler.run("a");
            until(() -> bodies.get() == 2);
            rig.scheduler.remove("a");
            rig.clock.advance(Duration.ofSeconds(1));
            rig.with(task("a", null, second));
            release.countDown();
            until(() -> history.forgotten.get() == 1);
            goOn.countDown();
            rig.nextEnd();
            rig.scheduler.run("a");
            rig.nextEnd();

            assertThat(rig.ended()).hasSize(0);
            assertThat(history.kept.executions("a")).hasSize(2);
        }
    }

    /** The store of a history that nodes share tells of it itself. */
    @Test
    void whatTheHistoryTellsOfIsNotToldOfBefore() {
        InMemoryHistory kept = new InMemoryHistory(10);
        HistoryStore telling = (HistoryStore) Proxy.newProxyInstance(
                HistoryStore.class.getClassLoader(),
                new Class<?>[] {HistoryStore.class},
                (proxy, method, arguments) ->
                        method.getName().equals("tellsOf") ? (Object) true : method.invoke(kept, arguments));
        try (Rig rig = new Rig(builder -> builder.history(telling))) {
            rig.with(task("a", null, context -> {})).open();
            rig.scheduler.run("a");
            until(() -> rig.underWay().isEmpty() && kept.executions("a").size() == 1);

            assertThat(rig.ended()).isEmpty();
            Execution end = kept.executions("a").get(0);
            rig.scheduler.localNode().kept(end);
            assertThat(rig.ended()).containsExactly(end);
        }
    }

    @Test
    void aHistoryThatCannotSayWhoTellsKeepsNothingFromListeners() {
        HistoryStore broken = (HistoryStore) Proxy.newProxyInstance(
                HistoryStore.class.getClassLoader(),
                new Class<?>[] {HistoryStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("tellsOf")) {
                        throw new IllegalStateException("away");
                    }
                    return method.invoke(new InMemoryHistory(10), arguments);
                });
        try (Rig rig = new Rig(builder -> builder.history(broken))) {
            rig.with(task("a", null, context -> {})).open();
            rig.scheduler.run("a");
            rig.nextEnd();
            rig.scheduler.run("a");

            assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
        }
    }

    /** A task goes by its own last run, though the store takes its time. */
    @Test
    void whoReadsAHistoryThatHangsWaitsForWhatItWasTold() {
        Hanging history = new Hanging();
        List<Boolean> known = new CopyOnWriteArrayList<>();
        try (Rig rig = new Rig(2, List.of(), builder -> builder.history(history))) {
            rig.with(task("a", null, context -> known.add(context.lastSuccess() != null)))
                    .open();
            release.countDown();
            rig.scheduler.run("a");
            rig.nextEnd();
            rig.scheduler.run("a");
            rig.nextEnd();

            assertThat(known).containsExactly(false, true);
            assertThat(rig.scheduler.executions("a")).hasSize(2);
        }
    }

    /** A history that waits until it is released. */
    private class Hanging implements HistoryStore {

        final Set<String> told = ConcurrentHashMap.newKeySet();
        final AtomicLong forgotten = new AtomicLong();
        final InMemoryHistory kept = new InMemoryHistory(100);

        @Override
        public void ended(Execution execution) {
            hang();
            kept.ended(execution);
        }

        @Override
        public void forget(String task) {
            hang();
            kept.forget(task);
            forgotten.incrementAndGet();
        }

        @Override
        public Page page(String task) {
            hang();
            return kept.page(task);
        }

        private void hang() {
            told.add(Thread.currentThread().getName());
            await(release);
        }

        @Override
        public List<Execution> executions(String task) {
            return kept.executions(task);
        }

        @Override
        public Lasts lasts(String task) {
            return kept.lasts(task);
        }
    }

    private static TaskDefinition conditional(TaskCondition condition) {
        return new TaskDefinition(
                "unrelated", null, TICKS, TaskSettings.UNSET, List.of(condition), context -> {}, true, "test");
    }

    private static TaskDefinition missing() {
        return task("missing", Ticks.every(20), context -> {});
    }

    private static boolean isSuccess(Rig rig, String task, int second) {
        Execution success = rig.scheduler.task(task).lastSuccess();
        return success != null && success.scheduledTime().equals(START.plusSeconds(second));
    }

    @Test
    void whatAFullQueueDropsIsCountedAndSaidAndHoldsNothingUp() {
        AtomicLong told = new AtomicLong();
        CountDownLatch first = new CountDownLatch(1);
        ExecutionListener hanging = new ExecutionListener() {
            @Override
            public void ended(Execution execution) {
                told.incrementAndGet();
                first.countDown();
                await(release);
            }
        };
        try (Rig rig = new Rig(2, List.of(hanging));
                Said said = new Said(CallQueue.class)) {
            rig.scheduler.localNode().tell(outcome("first", ExecutionState.SKIPPED));
            await(first);
            for (int i = 0; i < MOST_WAITING; i++) {
                rig.scheduler.localNode().tell(outcome("waiting", ExecutionState.SKIPPED));
            }
            assertThat(said.lines()).isEmpty();
            for (int i = 0; i < 50; i++) {
                rig.scheduler.localNode().tell(outcome("dropped", ExecutionState.SKIPPED));
            }
            assertThat(said.lines())
                    .containsExactly("ERROR The listeners cannot keep up: 10000 outcomes wait, and more are not told");
            rig.with(task("unrelated", TICKS, context -> {})).open().advance(TEN_SECONDS);
            untilEnded(rig, "unrelated");
            assertThat(isSuccess(rig, "unrelated", 10)).isTrue();

            release.countDown();
            until(() -> said.lines().size() == 2);
            assertThat(told).hasValue(1 + MOST_WAITING);
            assertThat(said.lines().get(1))
                    .isEqualTo("ERROR The listeners could not keep up: 52 outcomes were not told");
            rig.scheduler.localNode().tell(outcome("later", ExecutionState.SKIPPED));
            assertThat(rig.ended()).extracting(Execution::task).endsWith("later");
        }
    }

    @Test
    void aHistoryAndListenersThatHangShareOneLimitAtTheEnd() {
        HandThreads threads = new HandThreads(START);
        threads.stall("scheduler-history");
        threads.stall("scheduler-listeners");
        ExecutionReporter reporter = new ExecutionReporter(
                new Hanging(), List.of(new Remembering(new ArrayList<>(), new ArrayList<>())), threads);
        reporter.judged(outcome("billing", ExecutionState.SKIPPED));

        reporter.end(TEN_SECONDS);

        assertThat(Duration.ofNanos(threads.nanoTime())).isBetween(TEN_SECONDS, TEN_SECONDS.plusMillis(10));
    }

    @Test
    void whoIsInterruptedWaitsNoLongerForListeners() {
        ExecutionListener hanging = new ExecutionListener() {
            @Override
            public void ended(Execution execution) {
                await(release);
            }
        };
        ExecutionReporter reporter = new ExecutionReporter(new InMemoryHistory(1), List.of(hanging), Threads.system());
        reporter.judged(outcome("billing", ExecutionState.SKIPPED));
        try (Said said = new Said(CallQueue.class)) {
            Thread.currentThread().interrupt();

            reporter.flush(Duration.ofDays(1));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(said.lines())
                    .containsExactly("WARN The listeners could not keep up: 1 outcomes are left untold");
        } finally {
            release.countDown();
            reporter.end(TEN_SECONDS);
        }
    }

    @Tag("S15")
    @Test
    void whatWasLostElsewhereIsNamedInTheLogAndToldOnce() {
        try (Rig rig = new Rig(2, List.of());
                Said said = new Said(ExecutionReporter.class)) {
            rig.scheduler.localNode().tell(outcome("billing", ExecutionState.LOST));

            assertThat(rig.ended()).extracting(Execution::id).containsExactly("id of billing");
            assertThat(said.lines())
                    .containsExactly("WARN billing (id of billing) of " + START + " was lost on node-2: its node died");
        }
    }

    @Test
    void whatWasMissedOrStoppedIsSaidInOneSentence() {
        try (Rig rig = new Rig(2, List.of());
                Said said = new Said(ExecutionReporter.class)) {
            ExecutionReporter reporter = rig.engine().dispatcher().reporter();
            Execution missed = outcome("mail", ExecutionState.MISSED);
            reporter.judged(missed);
            reporter.judged(missed.mergedWith(missed));
            reporter.judged(outcome("billing", ExecutionState.CANCELLED));

            assertThat(said.lines())
                    .containsExactly(
                            "WARN mail missed " + START + ": its node died",
                            "WARN mail missed 2 scheduled times from " + START + " to " + START + ": its node died",
                            "INFO billing (id of billing) was stopped: its node died");
        }
    }

    @Test
    void aHistoryThatFailsAndAListenerThatFailsAreSaidWithTheExecutionsName() {
        HistoryStore broken = new Hanging() {
            @Override
            public boolean mayBlock() {
                return false;
            }

            @Override
            public void ended(Execution execution) {
                throw new IllegalStateException("full");
            }
        };
        ExecutionListener failing = new ExecutionListener() {
            @Override
            public void ended(Execution execution) {
                throw new IllegalStateException("away");
            }

            @Override
            public String toString() {
                return "failing";
            }
        };
        try (Rig rig = new Rig(2, List.of(failing), builder -> builder.history(broken));
                Said said = new Said(ExecutionReporter.class)) {
            rig.engine().dispatcher().reporter().judged(outcome("billing", ExecutionState.SKIPPED));

            assertThat(rig.ended()).hasSize(1);
            assertThat(said.lines())
                    .containsExactlyInAnyOrder(
                            "ERROR The history failed on billing (id of billing); this is not tried again",
                            "ERROR Listener failing failed on billing (id of billing)");
        }
    }

    private static Execution outcome(String task, ExecutionState state) {
        return new Execution(
                "id of " + task,
                task,
                START,
                START,
                1,
                Trigger.SCHEDULE,
                1,
                "node-2",
                state,
                null,
                "its node died",
                START,
                START,
                null,
                null);
    }

    /** Waits until nothing of a task is under way: what has ended was told before. */
    private static void untilEnded(Rig rig, String task) {
        until(() -> rig.underWay().stream().noneMatch(run -> run.task().equals(task)));
    }

    private interface Question {
        boolean asked();
    }

    private static void until(Question question) {
        while (!question.asked()) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            Rig.await(latch);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
