package dev.scheduler.execution;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import dev.scheduler.ExecutionState;
import dev.scheduler.NoSuchTaskException;
import dev.scheduler.Overlap;
import dev.scheduler.Reason;
import dev.scheduler.StoreUnavailableException;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.TaskSettings;
import dev.scheduler.TaskView;
import dev.scheduler.Trigger;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.schedule.Delay;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.scheduler.execution.Rig.START;
import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** What a user asks of the scheduler. */
class DefaultSchedulerTests {

    private static final Ticks HOURLY = Ticks.every(3_600);

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void listsTasksInOrderOfName() {
        rig.with(task("b", HOURLY, context -> {}), task("a", HOURLY, context -> {}), task("c", null, context -> {}));

        assertThat(rig.scheduler.tasks()).extracting(TaskView::name).containsExactly("a", "b", "c");
    }

    @Test
    void takesALastPartOfANameAndAnyCase() {
        rig.with(task("billing.sync-records", HOURLY, context -> {}), task("stock.count", HOURLY, context -> {}));

        assertThat(rig.scheduler.task("sync-records").name()).isEqualTo("billing.sync-records");
        assertThat(rig.scheduler.task("Billing.SyncRecords").name()).isEqualTo("billing.sync-records");
    }

    @Test
    void saysWhichNameWasMeantWhenThereIsNone() {
        rig.with(task("billing.sync-records", HOURLY, context -> {}));

        assertThatThrownBy(() -> rig.scheduler.task("billing.sync-recrods"))
                .isInstanceOf(NoSuchTaskException.class)
                .hasMessage("There is no task \"billing.sync-recrods\", did you mean \"billing.sync-records\"?");
    }

    @Test
    void refusesANameThatDiffersOnlyInPunctuation() {
        rig.with(task("sync-records", HOURLY, context -> {}));

        assertThatThrownBy(() -> rig.with(task("syncRecords", HOURLY, context -> {})))
                .isInstanceOf(TaskRefusedException.class)
                .hasMessageContaining("sync-records");
    }

    @Test
    void runsATaskByHandThoughItIsPausedAndTheSchedulerNotStartedAndWhereForcedThoughItIsDisabled() {
        TaskSettings disabled = TaskSettings.builder().enabled(false).build();
        rig.with(task(
                "a", HOURLY, disabled, context -> assertThat(context.trigger()).isEqualTo(Trigger.MANUAL)));
        rig.scheduler.pause();

        assertThatThrownBy(() -> rig.scheduler.run("a"))
                .isInstanceOf(TaskRefusedException.class)
                .hasMessageContaining("disabled");
        String id = rig.scheduler.run("a", ByHand.of("alice").forced());

        Execution execution = rig.nextEnd();
        assertThat(execution.id()).isEqualTo(id);
        assertThat(execution.state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(execution.trigger()).isEqualTo(Trigger.MANUAL);
        assertThat(execution.scheduledTime()).isEqualTo(START);
    }

    @Tag("S13")
    @Test
    void refusesToRunWhatIsRunning() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        rig.with(task("a", HOURLY, context -> release.await()));
        String id = rig.scheduler.run("a");
        rig.nextStart();

        assertThatThrownBy(() -> rig.scheduler.run("a"))
                .isInstanceOf(TaskRefusedException.class)
                .hasMessageContaining(id);
        assertThat(rig.scheduler.task("a").running()).extracting(Execution::id).containsExactly(id);
        release.countDown();
    }

    @Test
    void cancelsWhatRuns() {
        rig.with(task("a", HOURLY, context -> new CountDownLatch(1).await()));
        rig.scheduler.run("a");
        rig.nextStart();

        assertThat(rig.scheduler.cancel("a")).isEqualTo(1);
        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(rig.scheduler.cancel("a")).isZero();
    }

    @Test
    void aBodyCanAskForTheLastSuccess() {
        rig.with(task("a", Ticks.every(10), context -> context.output(String.valueOf(context.lastSuccess()))))
                .open()
                .advance(Duration.ofSeconds(10));
        assertThat(rig.nextEnd().output()).isEqualTo("null");
        rig.advance(Duration.ofSeconds(10));

        assertThat(rig.nextEnd().output()).isEqualTo(START.plusSeconds(10).toString());
    }

    @Test
    void aListenerThatThrowsBreaksNothing() {
        ExecutionListener broken = new ExecutionListener() {
            @Override
            public void started(Execution execution) {
                throw new IllegalStateException("started");
            }

            @Override
            public void ended(Execution execution) {
                throw new AssertionError("ended");
            }
        };
        try (Rig told = new Rig(2, List.of(broken))) {
            told.with(task("a", Ticks.every(10), context -> {})).open();
            for (int i = 0; i < 2; i++) {
                told.advance(Duration.ofSeconds(10));
                assertThat(told.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
            }
        }
    }

    @Test
    void idsOfLaterExecutionsSortAfterEarlierOnesAndNeverMeet() {
        ExecutionIds ids = new ExecutionIds(rig.clock, new Random(1));
        ExecutionIds others = new ExecutionIds(rig.clock, new Random(2));
        Set<String> seen = new HashSet<>();
        String last = "";
        for (int i = 0; i < 10_000; i++) {
            String id = ids.next();
            assertThat(id).hasSize(20).isGreaterThan(last);
            assertThat(seen.add(id)).isTrue();
            assertThat(seen.add(others.next())).isTrue();
            last = id;
        }
    }

    @Test
    void aTaskThatComesBackWhileItRunsHasAHistoryAgain() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        rig.with(task("a", HOURLY, context -> {
            if (context.lastSuccess() != null) {
                inside.countDown();
                release.await();
            }
        }));
        rig.scheduler.run("a");
        rig.nextEnd();
        rig.scheduler.run("a");
        Rig.await(inside);
        rig.scheduler.remove("a");
        rig.with(task("a", HOURLY, context -> {}));
        release.countDown();
        rig.nextEnd();
        String last = rig.scheduler.run("a");
        rig.nextEnd();

        assertThat(rig.scheduler.executions("a"))
                .hasSize(2)
                .extracting(Execution::id)
                .startsWith(last);
    }

    @Test
    void showsItsTasksWhileTheSharedHistoryIsAway() {
        StoreUnavailableException away = new StoreUnavailableException("refused", new IllegalStateException());
        HistoryStore history = (HistoryStore) Proxy.newProxyInstance(
                HistoryStore.class.getClassLoader(),
                new Class<?>[] {HistoryStore.class},
                (proxy, method, arguments) -> {
                    if (method.isDefault()) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    throw away;
                });
        try (Rig cutOff = new Rig(builder -> builder.history(history))) {
            cutOff.with(task("a", HOURLY, context -> {}));

            assertThat(cutOff.scheduler.tasks()).extracting(TaskView::name).containsExactly("a");
            assertThat(cutOff.scheduler.task("a").last()).isNull();
            assertThatThrownBy(() -> cutOff.scheduler.executions("a")).isSameAs(away);
        }
    }

    @Test
    void stoppingWaitsForWhatRuns() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        rig.with(task("a", HOURLY, context -> release.await()));
        rig.scheduler.run("a");
        rig.nextStart();
        Thread stopping = new Thread(() -> rig.scheduler.stop(Duration.ofSeconds(10)));
        stopping.start();
        release.countDown();
        stopping.join();

        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
    }

    @Test
    void whatStillRunsWhenTheWaitIsOverIsInterrupted() {
        rig.with(task("a", HOURLY, context -> new CountDownLatch(1).await()));
        rig.scheduler.run("a");
        rig.nextStart();
        rig.scheduler.stop(Duration.ZERO);

        Execution execution = rig.nextEnd();
        assertThat(execution.state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(execution.detail()).isEqualTo("its node was shut down");
    }

    @Test
    void whatWaitedForAThreadWhenTheSchedulerStoppedIsAccountedFor() {
        try (Rig narrow = new Rig(1, List.of())) {
            narrow.with(
                    task("a", new Delay(Duration.ofHours(1)), context -> new CountDownLatch(1).await()),
                    task("b", Ticks.every(10), context -> {}));
            narrow.open().beat();
            narrow.nextStart();
            narrow.advance(Duration.ofSeconds(10));
            narrow.scheduler.stop(Duration.ZERO);

            assertThat(narrow.ends(2))
                    .extracting(Execution::task, Execution::state, Execution::reason)
                    .containsExactlyInAnyOrder(
                            tuple("a", ExecutionState.CANCELLED, null),
                            tuple("b", ExecutionState.MISSED, Reason.NODE_DOWN));
        }
    }

    @Test
    void aQueuedRunIsAccountedForWhenTheSchedulerStops() {
        TaskSettings queue = TaskSettings.builder().overlap(Overlap.QUEUE).build();
        rig.with(task("a", Ticks.every(10), queue, context -> new CountDownLatch(1).await()))
                .open();
        rig.advance(Duration.ofSeconds(10));
        rig.nextStart();
        rig.advance(Duration.ofSeconds(10));
        rig.scheduler.stop(Duration.ZERO);

        assertThat(rig.ends(2))
                .extracting(Execution::scheduledTime, Execution::state)
                .containsExactlyInAnyOrder(
                        tuple(START.plusSeconds(10), ExecutionState.CANCELLED),
                        tuple(START.plusSeconds(20), ExecutionState.MISSED));
    }

    @Test
    void aStoppedSchedulerRunsNothingAndCanBeStartedAgain() {
        rig.with(task("a", Ticks.every(10), context -> {})).open();
        rig.scheduler.pause();
        rig.scheduler.stop(Duration.ZERO);
        assertThat(rig.scheduler.isRunning()).isFalse();
        assertThatThrownBy(() -> rig.scheduler.run("a")).isInstanceOf(TaskRefusedException.class);

        rig.open().advance(Duration.ofSeconds(10));
        assertThat(rig.nextEnd().reason()).as("still paused").isEqualTo(Reason.PAUSED);
        rig.scheduler.resume();
        rig.advance(Duration.ofSeconds(10));
        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
    }

    @Test
    void aStartedSchedulerKeepsTimeByItself() {
        DefaultScheduler real = DefaultScheduler.builder().build();
        CountDownLatch ran = new CountDownLatch(3);
        real.register(task("a", new Ticks(Duration.ofMillis(10)), context -> ran.countDown()));
        real.start();
        try {
            Rig.await(ran);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        } finally {
            real.stop(Duration.ofSeconds(5));
        }
        assertThat(real.isRunning()).isFalse();
    }

    @Test
    void explainsWhatBecameOfAScheduledTime() {
        rig.with(task("a", Ticks.every(10), context -> {})).open().advance(Duration.ofSeconds(10));
        rig.nextEnd();
        rig.scheduler.pause("a");
        rig.advance(Duration.ofSeconds(10));
        rig.nextEnd();

        assertThat(explain(10)).contains("succeeded on node-1");
        assertThat(explain(20)).contains("SKIPPED, PAUSED: the task is paused");
        assertThat(explain(25)).contains("was not due at").contains("PAUSED");
        assertThat(explain(40)).contains("is due at " + START.plusSeconds(40)).contains("in 20 s");
        assertThat(explain(-10)).contains("did not have a yet");
    }

    @Test
    void explainsWhatWasAcceptedAndHasNotStarted() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        try (Rig narrow = new Rig(1, List.of())) {
            narrow.with(task("blocker", new Delay(Duration.ofHours(1)), context -> release.await()))
                    .open()
                    .beat();
            narrow.nextStart();
            narrow.with(task("a", Ticks.every(10), context -> {})).advance(Duration.ofSeconds(10));

            assertThat(narrow.scheduler.explain("a", START.plusSeconds(10)).answer())
                    .contains("accepted as execution")
                    .contains("has not started");
            assertThatThrownBy(() -> narrow.scheduler.run("a")).isInstanceOf(TaskRefusedException.class);
            release.countDown();
            narrow.ends(2);
        }
    }

    @Test
    void explainsWhatCameBeforeItsScheduleOrItsScheduler() {
        rig.with(task("a", Ticks.every(10), context -> {}));
        assertThat(explain(10)).contains("its scheduler is not started");
        rig.clock.advance(Duration.ofSeconds(15));
        rig.open();
        assertThat(explain(10)).contains("did not wait for scheduled times");
        rig.scheduler.reschedule("a", Ticks.every(5));
        assertThat(explain(15)).contains("not with this schedule");
    }

    @Test
    void whatEndsMeanwhileIsListedOnce() {
        List<List<Execution>> seen = new CopyOnWriteArrayList<>();
        AtomicReference<DefaultScheduler> asked = new AtomicReference<>();
        ExecutionListener asking = new ExecutionListener() {
            @Override
            public void ended(Execution execution) {
                seen.add(Objects.requireNonNull(asked.get()).executions("a"));
            }
        };
        try (Rig told = new Rig(2, List.of(asking))) {
            asked.set(told.scheduler);
            told.with(task("a", HOURLY, context -> {})).scheduler.run("a");
            told.nextEnd();
        }

        assertThat(seen)
                .singleElement()
                .satisfies(executions ->
                        assertThat(executions).extracting(Execution::state).containsExactly(ExecutionState.SUCCEEDED));
    }

    @Test
    void explainsATaskThatWasNeverGoingToRun() {
        TaskSettings disabled = TaskSettings.builder().enabled(false).build();
        rig.with(task("off", HOURLY, disabled, context -> {}), task("bare", null, context -> {}))
                .open();

        assertThat(rig.scheduler.explain("off", START.plusSeconds(3_600)).answer())
                .contains("disabled");
        assertThat(rig.scheduler.explain("bare", START).answer()).contains("has no schedule");
    }

    private String explain(int secondsFromStart) {
        Instant at = START.plusSeconds(secondsFromStart);
        return rig.scheduler.explain("a", at).answer();
    }
}
