package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Marks and nodes. */
@ParameterizedClass
@EnumSource(Server.class)
class LedgerTests {

    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Database database;
    private final TaskMarks marks;
    private final NodeBeats nodes;

    LedgerTests(Server server) {
        database = server.fresh();
        marks = new TaskMarks(database);
        nodes = new NodeBeats(database);
    }

    private TaskMark known(String task) {
        return Objects.requireNonNull(marks.all().get(task));
    }

    private List<Execution> rows(String task) {
        return new ExecutionReader(database).executions(task);
    }

    @Test
    void registersOnlyWhatIsNew() {
        TaskMark first = TaskMark.first("a", "every minute", Executions.at(0));
        marks.register(List.of(first));
        marks.register(List.of(
                TaskMark.first("a", "every hour", Executions.at(9)), TaskMark.first("b", "daily", Executions.at(9))));

        assertThat(known("a")).isEqualTo(first);
        assertThat(known("b").schedule()).isEqualTo("daily");
    }

    @Test
    void oneOfManySweepersSettlesAGap() throws Exception {
        TaskMark mark = TaskMark.first("a", "every second", Executions.at(0));
        marks.register(List.of(mark));
        List<Callable<Boolean>> sweepers = new ArrayList<>();
        for (int node = 0; node < 5; node++) {
            sweepers.add(() -> marks.settle(
                    mark, Executions.at(10), List.of(Executions.missed("a", 3), Executions.missed("a", 4))));
        }
        ExecutorService threads = Executors.newFixedThreadPool(5);
        int settled = 0;
        for (Future<Boolean> sweeper : threads.invokeAll(sweepers)) {
            settled += sweeper.get() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(settled).isEqualTo(1);
        assertThat(known("a").accountedUntil()).isEqualTo(Executions.at(10));
        assertThat(rows("a")).extracting(Execution::count).containsExactly(2L);
    }

    @Test
    void whatWasClaimedMeanwhileIsNotMissed() {
        TaskMark mark = TaskMark.first("a", "every second", Executions.at(0));
        marks.register(List.of(mark));
        new Claims(database).claim(List.of(Executions.running("a", 3, "one")));

        assertThat(marks.knownUntil(Executions.at(5)).get("a")).containsExactly(Span.of(Executions.at(3)));
        assertThat(marks.knownUntil(Executions.at(2))).isEmpty();
        assertThat(marks.settle(mark, Executions.at(5), List.of(Executions.missed("a", 3), Executions.missed("a", 4))))
                .isTrue();
        assertThat(rows("a"))
                .extracting(Execution::state)
                .containsExactly(ExecutionState.MISSED, ExecutionState.RUNNING);
    }

    @Test
    void marksMoveOnlyFromWhereTheyWere() {
        TaskMark a = TaskMark.first("a", "every second", Executions.at(0));
        TaskMark b = TaskMark.first("b", "every second", Executions.at(0));
        marks.register(List.of(a, b));

        assertThat(marks.advance(List.of(a, b), Executions.at(5))).isEqualTo(2);
        assertThat(marks.advance(List.of(a, known("b")), Executions.at(7))).isEqualTo(1);
        assertThat(known("a").accountedUntil()).isEqualTo(Executions.at(5));
        assertThat(known("b").accountedUntil()).isEqualTo(Executions.at(7));
    }

    @Test
    void anotherScheduleMovesTheMarkAndOldVersionsCannotMoveIt() {
        TaskMark old = TaskMark.first("a", "every second", Executions.at(0));
        marks.register(List.of(old));

        assertThat(marks.reschedule(old, "every minute", Executions.at(8))).isTrue();
        assertThat(marks.reschedule(old, "every hour", Executions.at(9))).isFalse();
        assertThat(marks.advance(List.of(old), Executions.at(9))).isZero();
        assertThat(known("a")).isEqualTo(TaskMark.first("a", "every minute", Executions.at(8)));
    }

    @Test
    void pauseEndsWithoutMissedRuns() {
        marks.register(List.of(TaskMark.first("a", "every second", Executions.at(0))));

        assertThat(marks.pause("a", Executions.at(3))).isTrue();
        assertThat(marks.pause("a", Executions.at(4))).isFalse();
        assertThat(known("a").pausedAt()).isEqualTo(Executions.at(3));
        assertThat(marks.resume("a", Executions.at(9))).isTrue();
        assertThat(marks.resume("a", Executions.at(9))).isFalse();
        assertThat(known("a").accountedUntil()).isEqualTo(Executions.at(9));
    }

    @Test
    void nodeThatStoodStillIsStruckOffAndLosesWhatItRan() {
        nodes.beat("frozen", LEASE, Executions.START);
        nodes.beat("alive", LEASE, Executions.START);
        new Claims(database).claim(List.of(Executions.running("a", 1, "frozen"), Executions.running("b", 1, "alive")));
        NodeWatch watch = new NodeWatch(LEASE.dividedBy(3));
        List<NodeBeat> dead = List.of();
        for (int beat = 0; beat <= 3; beat++) {
            assertThat(dead).isEmpty();
            nodes.beat("alive", LEASE, Executions.START);
            dead = watch.look(nodes.all(), LEASE.dividedBy(3).toNanos() * beat);
        }

        assertThat(dead).extracting(NodeBeat::node).containsExactly("frozen");
        assertThat(nodes.strike(dead.get(0))).isTrue();
        assertThat(nodes.loseOrphans(Executions.at(60))).isEqualTo(1);
        assertThat(rows("a")).extracting(Execution::state).containsExactly(ExecutionState.LOST);
        assertThat(rows("b")).extracting(Execution::state).containsExactly(ExecutionState.RUNNING);
        assertThat(nodes.beat("frozen", LEASE, Executions.START)).as("is told").isFalse();
        assertThat(nodes.beat("frozen", LEASE, Executions.START)).isTrue();
    }

    @Test
    void nodeThatBeatsAfterAllIsNotStruckOff() {
        nodes.beat("slow", LEASE, Executions.START);
        NodeBeat seen = nodes.all().get(0);
        nodes.beat("slow", LEASE, Executions.START);

        assertThat(nodes.strike(seen)).isFalse();
        nodes.leave("slow");
        assertThat(nodes.all()).isEmpty();
    }

    @Test
    void whatItsNodeDoesNotKnowIsLost() {
        nodes.beat("one", LEASE, Executions.START);
        Execution known = Executions.running("a", 1, "one");
        Execution abandoned = Executions.running("b", 1, "one");
        Claims claims = new Claims(database);
        claims.claim(List.of(known, abandoned));
        claims.abandon(List.of(abandoned));

        assertThat(nodes.loseUnknown("one", claims, Executions.at(5))).isEqualTo(1);
        assertThat(rows("a")).extracting(Execution::state).containsExactly(ExecutionState.RUNNING);
        assertThat(rows("b")).extracting(Execution::state).containsExactly(ExecutionState.LOST);
    }

    @Test
    void measuresHowFarTheDatabasesClockIsAhead() {
        InstantSource slow = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(-90));

        assertThat(nodes.offset(slow)).isBetween(Duration.ofSeconds(85), Duration.ofSeconds(95));
    }
}
