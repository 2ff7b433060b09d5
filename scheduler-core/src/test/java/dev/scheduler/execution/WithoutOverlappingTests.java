package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Overlap;
import dev.scheduler.Reason;
import dev.scheduler.TaskHandler;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import dev.scheduler.lock.Outage;
import dev.scheduler.lock.OverlapLocks;
import dev.scheduler.lock.ProviderLocks;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.inmemory.InMemoryLockProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.scheduler.execution.Rig.START;
import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Tasks that overlap nowhere in the cluster, on one node, beside somebody else who uses the same locks. */
class WithoutOverlappingTests {

    private static final Ticks EVERY_TEN_SECONDS = Ticks.every(10);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final TaskSettings WITHOUT_OVERLAPPING =
            TaskSettings.builder().withoutOverlapping(true).build();

    private final LockProvider store = new InMemoryLockProvider();
    private volatile boolean cut;
    private volatile CountDownLatch silent = new CountDownLatch(0);
    private final Outage outage = new Outage();
    private final OverlapLocks locks = OverlapLocks.start(
            new ProviderLocks(this::ask, InstantSource.system(), Threads.system(), outage), Threads.system(), outage);
    private final Rig rig = new Rig(builder -> builder.locks(locks));

    @AfterEach
    void close() {
        rig.close();
        locks.close();
    }

    private Optional<SimpleLock> ask(LockConfiguration configuration) {
        try {
            Rig.await(silent);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        if (cut) {
            throw new IllegalStateException("connection refused");
        }
        return store.lock(configuration);
    }

    private SimpleLock heldByAnother() {
        return store.lock(wanted()).orElseThrow();
    }

    /** The end of an execution is told of a moment before the lock is given back. */
    private void awaitFree() {
        Optional<SimpleLock> lock = Optional.empty();
        while (lock.isEmpty()) {
            Thread.onSpinWait();
            lock = store.lock(wanted());
        }
        lock.get().unlock();
    }

    private static LockConfiguration wanted() {
        return new LockConfiguration(Instant.now(), "a", Duration.ofMinutes(1), Duration.ZERO);
    }

    private void start(TaskSettings settings, TaskHandler body) {
        rig.with(task("a", EVERY_TEN_SECONDS, settings, body)).open();
    }

    @Test
    void theBodyRunsUnderTheLockOfItsTask() {
        start(
                WITHOUT_OVERLAPPING,
                context -> assertThat(ask(wanted()))
                        .as("the lock, asked for by somebody else")
                        .isEmpty());
        rig.advance(TEN_SECONDS);

        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
        awaitFree();
    }

    @Test
    void whatRunsElsewhereIsNotRunHere() {
        heldByAnother();
        start(WITHOUT_OVERLAPPING, context -> {});
        rig.advance(TEN_SECONDS);

        Execution skipped = rig.nextEnd();
        assertThat(skipped.state()).isEqualTo(ExecutionState.SKIPPED);
        assertThat(skipped.reason()).isEqualTo(Reason.OVERLAPPING);
        assertThat(skipped.detail()).isEqualTo("somebody else holds the lock a");
    }

    @Test
    void aQueuedRunWaitsUntilItsTurnInTheClusterHasCome() {
        SimpleLock theirs = heldByAnother();
        start(
                TaskSettings.builder()
                        .withoutOverlapping(true)
                        .overlap(Overlap.QUEUE)
                        .build(),
                context -> {});
        rig.advance(TEN_SECONDS);
        while (rig.underWay().stream().noneMatch(run -> run.phase() == Phase.LOCKING)) {
            Thread.onSpinWait();
        }
        theirs.unlock();

        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
    }

    @Test
    void aStoreThatCannotBeReachedIsWaitedForUntilTheNextTime() {
        cut = true;
        start(WITHOUT_OVERLAPPING, context -> {});
        rig.advance(TEN_SECONDS);
        while (rig.underWay().stream().noneMatch(Run::waitsForStore)) {
            Thread.onSpinWait();
        }
        rig.advance(TEN_SECONDS);

        Execution skipped = rig.nextEnd();
        assertThat(skipped.reason()).isEqualTo(Reason.NO_LOCK_STORE);
        assertThat(skipped.scheduledTime()).isEqualTo(START.plus(TEN_SECONDS));
        cut = false;
        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
    }

    @Test
    void aCatchUpOutlastsAnOutageOfTheStore() {
        cut = true;
        start(WITHOUT_OVERLAPPING, context -> {});
        Execution missed = rig.run(task("a", EVERY_TEN_SECONDS, context -> {}), Trigger.MISSED)
                .execution();
        rig.advance(Duration.ofMinutes(5));
        rig.scheduler.localNode().catchUp(missed);
        while (rig.underWay().stream().noneMatch(WithoutOverlappingTests::isCatchUpThatWaits)) {
            Thread.onSpinWait();
        }
        rig.advance(TEN_SECONDS);
        cut = false;
        Execution end = rig.nextEnd();
        while (!end.id().equals(missed.id())) {
            end = rig.nextEnd();
        }

        assertThat(end.state()).isEqualTo(ExecutionState.SUCCEEDED);
    }

    private static boolean isCatchUpThatWaits(Run run) {
        return run.trigger() == Trigger.MISSED && run.waitsForStore();
    }

    @Test
    void whatWaitsForItsTurnInTheClusterEndsWhenTheNodeStops() {
        SimpleLock theirs = heldByAnother();
        start(
                TaskSettings.builder()
                        .withoutOverlapping(true)
                        .overlap(Overlap.QUEUE)
                        .build(),
                context -> {});
        rig.advance(TEN_SECONDS).untilNoneWaits();
        rig.scheduler.stop(Duration.ZERO);
        theirs.unlock();

        assertThat(rig.ended())
                .extracting(Execution::state, Execution::reason)
                .containsExactly(tuple(ExecutionState.MISSED, Reason.NODE_DOWN));
    }

    @Test
    void whileTheStoreIsSilentTheLatestTimeIsTheOneThatWaitsForIt() {
        cut = true;
        silent = new CountDownLatch(1);
        start(WITHOUT_OVERLAPPING, context -> {});
        rig.advance(TEN_SECONDS);
        while (rig.underWay().stream().noneMatch(Run::waitsForStore)) {
            Thread.onSpinWait();
        }
        rig.advance(TEN_SECONDS);
        while (rig.underWay().stream().filter(Run::waitsForStore).count() < 2) {
            Thread.onSpinWait();
        }
        silent.countDown();

        Execution skipped = rig.nextEnd();
        assertThat(skipped.reason()).isEqualTo(Reason.NO_LOCK_STORE);
        assertThat(skipped.scheduledTime()).isEqualTo(START.plus(TEN_SECONDS));
        cut = false;
        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
    }

    @Test
    void anInterruptedBodyGivesTheLockBackToo() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        start(WITHOUT_OVERLAPPING, context -> {
            running.countDown();
            new CountDownLatch(1).await();
        });
        rig.advance(TEN_SECONDS);
        Rig.await(running);
        rig.scheduler.cancel("a");

        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.CANCELLED);
        awaitFree();
    }
}
