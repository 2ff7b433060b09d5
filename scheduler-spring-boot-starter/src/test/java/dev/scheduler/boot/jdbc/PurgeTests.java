package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(Server.class)
class PurgeTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;
    private final TaskMarks marks;
    private final ExecutionTable table;
    private final Claims claims;

    PurgeTests(Server server) {
        database = server.fresh();
        marks = new TaskMarks(database);
        table = new ExecutionTable(database);
        claims = new Claims(database);
    }

    private long purge(int count, Duration age, int now) {
        return new Purge(database, "one", count, age).all(Executions.at(now), () -> true);
    }

    private List<Execution> rows(String task) {
        return new ExecutionReader(database).executions(task);
    }

    private TaskMark mark(String task) {
        return Objects.requireNonNull(marks.all().get(task));
    }

    private Execution claim(String task, int second) {
        Execution claimed = Executions.running(task, second, "one");
        assertThat(claims.claim(List.of(claimed))).hasSize(1);
        return claimed;
    }

    private void run(String task, int second) {
        Execution ended = Executions.ended(claim(task, second), ExecutionState.CANCELLED, null, null);
        assertThat(table.complete("one", List.of(ended))).isEqualTo(1);
    }

    @Test
    void keepsTheNewestAndTheLastSuccessAndFailure() {
        List<Execution> executions = new ArrayList<>();
        executions.add(Executions.of("a", 1, ExecutionState.SUCCEEDED, null));
        executions.add(Executions.of("a", 2, ExecutionState.FAILED, null));
        for (int second = 3; second <= 1_200; second++) {
            executions.add(Executions.of("a", second, ExecutionState.CANCELLED, null));
        }
        executions.add(Executions.of("b", 1, ExecutionState.CANCELLED, null));
        table.insert(executions);

        assertThat(purge(5, DAY, 1_200)).isEqualTo(1_193);
        assertThat(rows("a"))
                .extracting(Execution::id)
                .containsExactly("a1200", "a1199", "a1198", "a1197", "a1196", "a2", "a1");
        assertThat(purge(5, Duration.ofSeconds(3), 1_200)).isEqualTo(2);
        assertThat(rows("b")).isEmpty();
    }

    @Test
    void looksNoMoreAtATaskOfWhichItKeepsAllThatIsThere() {
        table.insert(List.of(
                Executions.of("a", 1, ExecutionState.SUCCEEDED, null),
                Executions.of("a", 2, ExecutionState.FAILED, null),
                Executions.of("a", 50, ExecutionState.CANCELLED, null)));
        Purge purge = new Purge(database, "one", 1, MINUTE);
        AtomicInteger looks = new AtomicInteger();
        IntToLongFunction at = second -> purge.all(Executions.at(second), () -> looks.incrementAndGet() > 0);

        assertThat(at.applyAsLong(100)).isZero();
        assertThat(looks).hasValue(1);
        assertThat(at.applyAsLong(101)).isZero();
        assertThat(looks).as("nothing has changed").hasValue(1);
        assertThat(at.applyAsLong(120)).as("more is old").isEqualTo(1);
        assertThat(at.applyAsLong(120)).isZero();
        assertThat(at.applyAsLong(120)).isZero();
        assertThat(looks).hasValue(3);
        table.insert(List.of(Executions.of("a", 119, ExecutionState.SUCCEEDED, null)));
        assertThat(at.applyAsLong(120)).as("there is a later success").isEqualTo(1);
    }

    @Test
    void leavesWhatIsNotAccountedFor() {
        TaskMark mark = TaskMark.first("a", "every second", Executions.START);
        marks.register(List.of(mark, TaskMark.first("plain", "every second", Executions.at(10))));
        for (int second = 1; second <= 20; second++) {
            run("a", second);
            table.insert(List.of(Executions.of("plain", second, ExecutionState.CANCELLED, null)));
        }

        assertThat(purge(5, DAY, 20)).isEqualTo(10);
        assertThat(rows("plain")).hasSize(10);
        marks.advance(List.of(mark), Executions.at(10));
        assertThat(purge(5, DAY, 20)).isEqualTo(10);
        assertThat(rows("a")).hasSize(10);
        assertThat(new Claims(database).claim(List.of(Executions.running("a", 7, "two"))))
                .isEmpty();
    }

    @Test
    void marksThatDoNotMoveKeepNothing() {
        marks.register(List.of(
                TaskMark.first("delay", TaskMark.NO_SCHEDULE, Executions.START),
                TaskMark.first("paused", "every second", Executions.START)));
        marks.pause("paused", Executions.START);
        run("delay", 1);
        for (int second = 1; second <= 20; second++) {
            table.insert(List.of(
                    Executions.of("delay", second, ExecutionState.CANCELLED, null),
                    Executions.of("paused", second, ExecutionState.SKIPPED, Reason.PAUSED),
                    Executions.of("unknown", second, ExecutionState.CANCELLED, null)));
        }

        assertThat(purge(5, DAY, 20)).isEqualTo(45);
        assertThat(rows("delay")).as("what claims stays").hasSize(6);
        assertThat(rows("unknown")).hasSize(5);
    }

    /** A second is claimed, run and, some time later, accounted for, while a node that is frozen holds one of its claims. */
    @Test
    void frozenNodeFindsItsClaimsAndCanMakeNoneAgain() {
        marks.register(List.of(TaskMark.first("a", "every second", Executions.START)));
        Execution frozen = claim("a", 3);
        List<Execution> underWay = new ArrayList<>();
        for (int second = 4; second <= 180; second++) {
            run("a", second);
            underWay.add(Executions.running("a", second, "frozen"));
            if (second % 10 == 0 && second > 30) {
                marks.advance(List.of(mark("a")), Executions.at(second - 30));
                purge(5, DAY, second);
            }
        }

        assertThat(rows("a")).hasSize(31).extracting(Execution::id).contains(frozen.id());
        assertThat(new Claims(database).claim(underWay)).isEmpty();
        assertThat(table.complete("one", List.of(Executions.ended(frozen, ExecutionState.SUCCEEDED, null, null))))
                .isEqualTo(1);
        run("a", 181);
    }

    @Test
    void oneNodeDoesItAndOnlyEverySoOften() {
        for (int second = 1; second <= 20; second++) {
            table.insert(List.of(Executions.of("a", second, ExecutionState.CANCELLED, null)));
        }
        Purge two = new Purge(database, "two", 3, DAY);

        assertThat(new Purge(database, "one", 5, DAY).inTurn(Executions.at(20), MINUTE))
                .isEqualTo(15);
        assertThat(two.inTurn(Executions.at(20), MINUTE)).isZero();
        assertThat(new JdbcLockRows(database).expire(database.tables().purgeLock()))
                .isTrue();
        assertThat(two.inTurn(Executions.at(20), MINUTE)).isEqualTo(2);
    }

    @Test
    void whoeverIsSlowKeepsItsTurnOrStops() {
        long[] nanos = {0};
        Turn one = new Turn(database, "one", "turn", () -> nanos[0]);
        Turn two = new Turn(database, "two", "turn", () -> nanos[0]);

        assertThat(one.take(MINUTE)).isTrue();
        assertThat(two.take(MINUTE)).isFalse();
        nanos[0] = MINUTE.toNanos();
        assertThat(one.keep(MINUTE)).isTrue();
        new JdbcLockRows(database).expire("turn");
        assertThat(two.take(MINUTE)).isTrue();
        assertThat(one.keep(MINUTE)).as("not asked for yet").isTrue();
        nanos[0] += MINUTE.toNanos();
        assertThat(one.keep(MINUTE)).isFalse();
    }
}
