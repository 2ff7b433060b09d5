package dev.scheduler.execution;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Overlap;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.TaskSettings;
import dev.scheduler.TaskView;
import dev.scheduler.lock.LockRows;
import dev.scheduler.lock.Outage;
import dev.scheduler.lock.OverlapLocks;
import dev.scheduler.schedule.Schedule;
import dev.scheduler.thread.Threads;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.scheduler.execution.Rig.START;
import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** What people do on one node, and what they are told of it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ByHandTests {

    private static final Ticks HOURLY = Ticks.every(3_600);
    private static final Ticks TICKS = Ticks.every(10);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final ByHand ALICE = ByHand.of("alice");

    private final Rig rig = new Rig();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        rig.close();
    }

    private static TaskSettings settings(UnaryOperator<TaskSettings.Builder> said) {
        return said.apply(TaskSettings.builder()).build();
    }

    @Tag("S17")
    @Test
    void eachThingThatIsDoneIsOneLineThatNamesWhoDidIt() {
        rig.with(task("a", HOURLY, context -> {}));
        try (Said said = new Said(OperatorActions.class)) {
            rig.scheduler.pause("a", ALICE.because("moving"));
            rig.scheduler.resume("a", ALICE);
            rig.scheduler.pause(ALICE);
            rig.scheduler.resume(ByHand.UNKNOWN);
            rig.scheduler.reschedule("a", TICKS, ALICE);
            rig.scheduler.reset("a", ALICE);
            String id = rig.scheduler.run("a", ALICE);
            rig.nextEnd();
            rig.scheduler.cancel("a", ALICE);

            assertThat(said.lines())
                    .containsExactly(
                            "INFO a was paused by alice: moving",
                            "INFO a was resumed by alice",
                            "INFO The scheduler was paused by alice",
                            "INFO The scheduler was resumed by hand",
                            "INFO a was rescheduled to \"every PT10S\" by alice",
                            "INFO a was reset to its own schedule by alice",
                            "INFO a (" + id + ") was started by alice",
                            "INFO 0 executions of a were asked to stop by alice");
        }
    }

    @Test
    void oneExecutionThatIsCancelledIsSaidInTheSingular() {
        rig.with(task("a", HOURLY, context -> release.await()));
        rig.scheduler.run("a");
        rig.nextStart();

        try (Said said = new Said(OperatorActions.class)) {
            rig.scheduler.cancel("a", ALICE);

            assertThat(said.lines()).containsExactly("INFO 1 execution of a was asked to stop by alice");
        }
    }

    @Tag("S17")
    @Test
    void anUnlockIsOneLineThatNamesWhoDidItWhetherItWasHeldOrNot() {
        List<String> expired = new ArrayList<>();
        LockRows rows = (LockRows) Proxy.newProxyInstance(
                LockRows.class.getClassLoader(),
                new Class<?>[] {LockRows.class},
                (proxy, method, arguments) -> method.getName().equals("areOpen")
                        || (method.getName().equals("expire")
                                && expired.add("" + arguments[0])
                                && expired.size() == 1));
        try (OverlapLocks locks = OverlapLocks.start(rows, Threads.system(), new Outage());
                Rig locking = new Rig(builder -> builder.locks(locks));
                Said said = new Said(OperatorActions.class)) {
            locking.with(task("a", HOURLY, context -> {}));

            assertThat(locking.scheduler.unlock("a", ALICE.because("stuck"))).isTrue();
            assertThat(locking.scheduler.unlock("a", ALICE)).isFalse();
            assertThat(expired).containsExactly("a", "a");
            assertThat(said.lines())
                    .containsExactly(
                            "INFO The lock of a was unlocked by alice: stuck",
                            "INFO The lock of a was unlocked by alice, though nobody held it");
        }
    }

    @Tag("S14")
    @Test
    void withoutADatabaseEachAnswerNamesTheNodeThatItHoldsFor() {
        assertThat(rig.scheduler.reach()).isEqualTo("node node-1");
    }

    @Tag("S13")
    @Test
    void aRunByHandOfWhatRunsHereIsRefusedWithNodeAndExecution() {
        rig.with(task("a", HOURLY, context -> release.await()));
        String id = rig.scheduler.run("a");
        rig.nextStart();

        assertThatThrownBy(() -> rig.scheduler.run("a"))
                .isInstanceOf(TaskRefusedException.class)
                .hasMessageContaining("as execution " + id + " on node-1");
        release.countDown();
        rig.nextEnd();
        assertThat(rig.ended()).as("nothing is recorded of a refusal").isEmpty();
    }

    @Test
    void aRunByHandThatReplacesCancelsWhatRuns() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        rig.with(task("a", HOURLY, settings(said -> said.overlap(Overlap.REPLACE)), context -> {
            if (inside.getCount() > 0) {
                inside.countDown();
                release.await();
            }
        }));
        String first = rig.scheduler.run("a");
        Rig.await(inside);
        String second = rig.scheduler.run("a");

        assertThat(rig.ends(2))
                .extracting(Execution::id, Execution::state, Execution::detail)
                .containsExactly(
                        tuple(first, ExecutionState.CANCELLED, "replaced by " + second),
                        tuple(second, ExecutionState.SUCCEEDED, null));
    }

    @Test
    void aRunByHandStartsBesideWhatRunsWhereThatIsAllowed() {
        CountDownLatch both = new CountDownLatch(2);
        rig.with(task("a", HOURLY, settings(said -> said.overlap(Overlap.ALLOW)), context -> {
            both.countDown();
            Rig.await(both);
        }));
        String first = rig.scheduler.run("a");
        rig.nextStart();
        String second = rig.scheduler.run("a");

        assertThat(rig.ends(2))
                .extracting(Execution::id, Execution::state)
                .containsExactlyInAnyOrder(
                        tuple(first, ExecutionState.SUCCEEDED), tuple(second, ExecutionState.SUCCEEDED));
    }

    @Tag("S16")
    @Test
    void aTaskOfAnotherProfileIsListedWithoutANextTimeAndRunsByHandWhereForced() {
        TaskSettings prod = settings(said -> said.profiles("prod"));
        rig.with(new TaskDefinition("a", null, TICKS, prod, List.of(), context -> {}, false, "test"))
                .open()
                .advance(TEN_SECONDS);

        TaskView listed = rig.scheduler.task("a");
        assertThat(listed.next()).isNull();
        assertThat(listed.definition().inProfile()).isFalse();
        assertThat(rig.scheduler.explain("a", START.plusSeconds(10)).answer())
                .contains("is for the profiles \"prod\", which this node does not have");
        assertThatThrownBy(() -> rig.scheduler.run("a"))
                .isInstanceOf(TaskRefusedException.class)
                .hasMessageContaining("is for the profiles \"prod\", which this node does not have; force");
        String forced = rig.scheduler.run("a", ALICE.forced());
        assertThat(rig.nextEnd())
                .extracting(Execution::id, Execution::state)
                .containsExactly(forced, ExecutionState.SUCCEEDED);
        assertThat(rig.ended()).isEmpty();
    }

    @Test
    void aCancelEndsWhatWaitsForAThread() {
        try (Rig narrow = new Rig(1, List.of())) {
            narrow.with(task("blocker", null, context -> release.await()));
            narrow.scheduler.run("blocker");
            narrow.nextStart();
            AtomicInteger bodies = new AtomicInteger();
            narrow.with(task("a", TICKS, context -> bodies.incrementAndGet()))
                    .open()
                    .advance(TEN_SECONDS);

            assertCancelled(narrow, Phase.QUEUED);
            release.countDown();
            narrow.nextEnd();
            assertThat(bodies).hasValue(0);
        }
    }

    @Test
    void aCancelEndsWhatWaitsForItsJitter() {
        Schedule hourly = Schedule.parse("10 0 * * * *", ZoneOffset.UTC);
        TaskSettings jittered = settings(said -> said.jitter(Duration.ofHours(1)));
        try (Rig late = new Rig(builder -> builder.random(new LongestJitter()))) {
            late.with(task("a", hourly, jittered, context -> {})).open().advance(TEN_SECONDS);

            assertCancelled(late, Phase.DELAYED);
        }
    }

    @Test
    void aCancelEndsWhatWaitsForItsTurnAsWellAsWhatRuns() {
        rig.with(task("a", TICKS, settings(said -> said.overlap(Overlap.QUEUE)), context -> release.await()))
                .open()
                .advance(TEN_SECONDS);
        String running = rig.nextStart().id();
        rig.advance(TEN_SECONDS);
        await(rig, Phase.PARKED);

        assertThat(rig.scheduler.cancel("a", ALICE)).isEqualTo(2);
        List<Execution> ends = rig.ends(2);
        assertThat(ends).extracting(Execution::state).containsOnly(ExecutionState.CANCELLED);
        assertThat(ends)
                .filteredOn(each -> !each.id().equals(running))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.start()).isNull();
                    assertThat(each.detail()).isEqualTo("cancelled by alice");
                });
    }

    /** Of the only run of a task that has not started. */
    private static void assertCancelled(Rig rig, Phase waiting) {
        await(rig, waiting);
        assertThat(rig.scheduler.cancel("a", ALICE)).isEqualTo(1);

        Execution cancelled = rig.nextEnd();
        assertThat(cancelled.task()).isEqualTo("a");
        assertThat(cancelled.state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(cancelled.detail()).isEqualTo("cancelled by alice");
        assertThat(cancelled.start()).isNull();
        assertThat(rig.underWay()).noneMatch(run -> run.task().equals("a"));
    }

    private static void await(Rig rig, Phase phase) {
        while (rig.underWay().stream().noneMatch(run -> run.task().equals("a") && run.phase() == phase)) {
            Thread.onSpinWait();
        }
    }

    @Tag("S2")
    @Test
    void aScheduleThatTheTasksJitterReachesBeyondIsRefusedAsAtTheStart() {
        refusesWhatJitterReachesBeyond(rig.scheduler);
    }

    @Tag("S2")
    @Test
    void itIsRefusedBeforeTheClusterHearsOfItToo() {
        List<String> heard = new ArrayList<>();
        Operations cluster = (Operations) Proxy.newProxyInstance(
                Operations.class.getClassLoader(), new Class<?>[] {Operations.class}, (proxy, method, arguments) -> {
                    heard.add(method.getName() + " " + arguments[1]);
                    return null;
                });
        try (Rig shared = new Rig(builder -> builder.operations(cluster))) {
            refusesWhatJitterReachesBeyond(shared.scheduler);
        }
        assertThat(heard).containsExactly("reschedule every PT10M");
    }

    @Tag("S2")
    @Test
    void soIsATaskThatIsRegisteredWhileTheSchedulerRuns() {
        rig.open();

        assertRefused(Ticks.every(300), said -> said, "its scheduled times are as little as 5 minutes apart");
        assertRefused(HOURLY, said -> said.deadline(Duration.ofMinutes(9)), "the deadline, 9 minutes, is shorter");
        assertThat(rig.scheduler.tasks()).isEmpty();
        rig.with(task("off", Ticks.every(300), settings(said -> jittered(said).enabled(false)), context -> {}));
    }

    private void assertRefused(Ticks ticks, UnaryOperator<TaskSettings.Builder> more, String why) {
        TaskSettings settings = settings(said -> more.apply(jittered(said)));
        assertThatThrownBy(() -> rig.scheduler.register(task("a", ticks, settings, context -> {})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jitter = \"10 minutes\" on code: " + why);
    }

    private static TaskSettings.Builder jittered(TaskSettings.Builder said) {
        return said.jitter(Duration.ofMinutes(10));
    }

    @Tag("S2")
    @Test
    void aTaskThatHadNoScheduleIsHeldToTheOneThatItIsGiven() {
        rig.with(task("a", null, settings(ByHandTests::jittered), context -> {}));

        assertThatThrownBy(() -> rig.scheduler.reschedule("a", Ticks.every(300)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scheduled times are as little as 5 minutes apart");
        rig.scheduler.reschedule("a", Ticks.every(600));
    }

    private static void refusesWhatJitterReachesBeyond(DefaultScheduler scheduler) {
        scheduler.register(task("a", HOURLY, settings(said -> said.jitter(Duration.ofMinutes(10))), context -> {}));

        assertThatThrownBy(() -> scheduler.reschedule("a", Ticks.every(300)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scheduled times are as little as 5 minutes apart");
        assertThat(scheduler.task("a").definition().timing()).isEqualTo(HOURLY);
        scheduler.reschedule("a", Ticks.every(600));
    }
}
