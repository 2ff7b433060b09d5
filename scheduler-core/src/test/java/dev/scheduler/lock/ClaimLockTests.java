package dev.scheduler.lock;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.LockHolder;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import dev.scheduler.execution.DefaultScheduler;
import dev.scheduler.schedule.Schedule;
import dev.scheduler.thread.HandThreads;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The lock named after a one-server task, which plain users of ShedLock see: who has it, and for how long. */
class ClaimLockTests {

    private static final Instant NOON = LockRig.START;
    private static final Duration MOMENT = Duration.ofSeconds(5);
    private static final TaskSettings ONE_SERVER =
            TaskSettings.builder().onOneServer(true).build();

    private final HandThreads threads = new HandThreads(NOON);
    private final MemoryRows rows = new MemoryRows(threads.clock());
    private final DefaultScheduler scheduler = DefaultScheduler.builder()
            .clock(threads.clock())
            .threads(threads)
            .claims(new MomentaryClaims())
            .locks(OverlapLocks.start(rows, threads, new Outage(threads)))
            .build();

    /** Who holds the lock after each minute of a body that takes five. */
    private final List<@Nullable String> holders = new ArrayList<>();

    /** Takes the lock of a task for a moment, as a database does until the next scheduled time, and claims everything. */
    private final class MomentaryClaims implements ClaimStore {

        @Override
        public List<Claim> claim(List<Request> requests) {
            return requests.stream()
                    .map(request -> lock(request.execution(), request.following()))
                    .toList();
        }

        @Override
        public Claim lock(Execution execution, @Nullable Instant following) {
            LockHolder holder = rows.holder(execution.task());
            if (holder != null) {
                Claim.Outcome outcome = holder.execution() == null ? Claim.Outcome.REFUSED : Claim.Outcome.WON;
                return new Claim(outcome, holder.toString());
            }
            rows.take(new LockRows.Key(execution.task(), execution.node() + "#" + execution.id()), MOMENT);
            return new Claim(Claim.Outcome.WON, "taken");
        }

        @Override
        public Set<String> giveBack(Collection<Execution> executions) {
            return Set.of();
        }

        @Override
        public void abandon(Collection<Execution> executions) {}

        @Override
        public boolean isAccounted() {
            return true;
        }
    }

    private void register(TaskSettings settings) {
        scheduler.register(TaskDefinition.of("a", Schedule.parse("every hour", ZoneOffset.UTC), context -> {
                    for (int minute = 0; minute < 5; minute++) {
                        threads.advance(Duration.ofMinutes(1));
                        LockHolder holder = rows.holder("a");
                        holders.add(holder == null ? null : holder.execution());
                    }
                })
                .withSettings(settings));
    }

    @Test
    void whatAScheduledTimesClaimHasTakenIsKeptAsLongAsItsBodyRuns() {
        register(ONE_SERVER);
        scheduler.start();
        threads.advance(Duration.ofHours(1).plusSeconds(1));

        assertKept(Trigger.SCHEDULE);
    }

    @Test
    void soIsWhatARunByHandHasTaken() {
        register(ONE_SERVER);
        scheduler.run("a");
        threads.settle();

        assertKept(Trigger.MANUAL);
    }

    @Test
    void soIsWhatACatchUpHasTaken() {
        register(ONE_SERVER);
        scheduler.localNode().catchUp(missed());
        threads.settle();

        assertKept(Trigger.MISSED);
    }

    private Execution missed() {
        return new Execution(
                "row",
                "a",
                NOON,
                NOON,
                1,
                Trigger.MISSED,
                0,
                scheduler.node(),
                ExecutionState.RUNNING,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private void assertKept(Trigger trigger) {
        Execution execution = scheduler.executions("a").get(0);
        assertThat(execution.trigger()).isEqualTo(trigger);
        assertThat(execution.state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(holders).hasSize(5).containsOnly(execution.id());
        assertThat(rows.holder("a")).as("the lock, once the body has ended").isNull();
    }

    @Test
    void aRunByHandStartsWhileTheTaskRunsElsewhereWhereThatIsNotForbidden() {
        register(ONE_SERVER);
        rows.take(new LockRows.Key("a", "node-2#theirs"), Duration.ofHours(1));
        scheduler.run("a");
        threads.settle();

        assertThat(scheduler.executions("a")).extracting(Execution::state).containsExactly(ExecutionState.SUCCEEDED);
        assertThat(holders).containsOnly("theirs");
    }

    @Test
    void whereItIsTheRunIsRefused() {
        register(ONE_SERVER.over(TaskSettings.builder().withoutOverlapping(true).build()));
        rows.take(new LockRows.Key("a", "node-2#theirs"), Duration.ofHours(1));

        assertRefused("execution theirs on node-2 holds the lock a");
    }

    @Test
    void whereAPlainUserOfShedLockHasTheLockItIsRefusedAnyhow() {
        register(ONE_SERVER);
        rows.take(new LockRows.Key("a", "batch-7"), Duration.ofHours(1));

        assertRefused("batch-7 holds the lock a");
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> scheduler.run("a"))
                .isInstanceOf(TaskRefusedException.class)
                .hasMessageContaining("\"a\" cannot run now: " + why);
        assertThat(holders).isEmpty();
    }
}
