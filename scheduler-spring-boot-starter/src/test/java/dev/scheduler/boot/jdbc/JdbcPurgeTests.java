package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import dev.scheduler.boot.cluster.ClaimAnswer;
import dev.scheduler.boot.cluster.ClaimRequest;
import dev.scheduler.boot.cluster.TaskMark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the contract leaves open: the purge here is by a clock that stands at a second after {@link Executions#START}. */
@ParameterizedClass
@EnumSource(Server.class)
class JdbcPurgeTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration AGES = Duration.ofDays(100_000);

    private Duration ahead = Duration.ZERO;
    private final Database database;
    private final JdbcTaskRows tasks;
    private final JdbcExecutionRows table;

    JdbcPurgeTests(Server server) {
        database = server.fresh(() -> ahead);
        tasks = new JdbcTaskRows(database);
        table = new JdbcExecutionRows(database);
    }

    /** Sets the database's clock. */
    private void now(int second) {
        Instant now = new JdbcNodeRows(database).now();
        ahead = ahead.plus(Duration.between(now, Executions.at(second)));
    }

    private long purge(int runs, Duration age, int now) {
        now(now);
        return new JdbcPurge(database, "one", runs, age).all(() -> true);
    }

    private List<Execution> rows(String task) {
        return new ExecutionReader(database).newest(task, 2_000);
    }

    private void register(String task, String schedule) {
        tasks.register(List.of(TaskMark.first(task, schedule, "one", Executions.START)));
    }

    private TaskMark mark(String task) {
        return Objects.requireNonNull(tasks.all().get(task));
    }

    private void run(String task, int second) {
        Execution running = Executions.running(task, second, "one");
        assertThat(table.record(running)).isTrue();
        table.complete("one", List.of(Executions.ended(running, ExecutionState.CANCELLED, null, null)));
    }

    private void advance(String task, int until) {
        assertThat(tasks.advance(List.of(mark(task)), Executions.at(until), Duration.ZERO))
                .isEqualTo(1);
    }

    private static List<Execution> plain(String task, int first, int last) {
        List<Execution> executions = new ArrayList<>();
        for (int second = first; second <= last; second++) {
            executions.add(Executions.of(task, second, ExecutionState.CANCELLED, null));
        }
        return executions;
    }

    @Tag("S4")
    @Test
    void batchesGoOnUntilNothingIsLeftOrTheTurnIsOver() {
        table.insert(plain("a", 1, 1_800));
        now(1_800);
        AtomicInteger asked = new AtomicInteger();
        JdbcPurge purge = new JdbcPurge(database, "one", 5, DAY);

        assertThat(purge.all(() -> asked.incrementAndGet() < 3)).isEqualTo(1_000);
        assertThat(purge.all(() -> true)).isEqualTo(795);
        assertThat(rows("a")).extracting(Execution::id).containsExactly("a1800", "a1799", "a1798", "a1797", "a1796");
    }

    @Test
    void looksNoMoreAtATaskOfWhichItKeepsAllThatIsThere() {
        table.insert(List.of(
                Executions.of("a", 1, ExecutionState.SUCCEEDED, null),
                Executions.of("a", 2, ExecutionState.FAILED, null),
                Executions.of("a", 50, ExecutionState.CANCELLED, null)));
        JdbcPurge purge = new JdbcPurge(database, "one", 1, MINUTE);
        IntToLongFunction at = second -> {
            now(second);
            return purge.all(() -> true);
        };

        assertThat(at.applyAsLong(100)).isZero();
        assertThat(at.applyAsLong(101)).isZero();
        assertThat(at.applyAsLong(120)).as("more is old").isEqualTo(1);
        assertThat(at.applyAsLong(120)).isZero();
        table.insert(List.of(Executions.of("a", 119, ExecutionState.SUCCEEDED, null)));
        assertThat(at.applyAsLong(120)).as("there is a later success").isEqualTo(1);
    }

    @Test
    void rowsThatTakeNoKeyWaitForTheMarkOnlyWhereTimesAreJudged() {
        register("plain", "every second in UTC");
        register("delay", TaskMark.NO_SCHEDULE);
        table.insert(plain("plain", 1, 20));
        table.insert(plain("delay", 1, 20));
        table.insert(plain("unknown", 1, 20));
        now(100);

        assertThat(purge(5, DAY, 20)).isEqualTo(30);
        assertThat(rows("plain")).hasSize(20);
        assertThat(rows("delay")).hasSize(5);
        assertThat(rows("unknown")).hasSize(5);
        assertThat(mark("delay").purgedUntil()).isEqualTo(TaskMark.LONG_AGO);
        advance("plain", 10);
        assertThat(purge(5, DAY, 20)).isEqualTo(5);
    }

    @Test
    void runsByHandWaitForNoMark() {
        register("a", "every second in UTC");
        List<Execution> byHand = new ArrayList<>();
        for (Execution each : plain("a", 1, 20)) {
            byHand.add(new Execution(
                    each.id(),
                    "a",
                    each.scheduledTime(),
                    each.scheduledTime(),
                    1,
                    Trigger.MANUAL,
                    1,
                    "one",
                    each.state(),
                    null,
                    null,
                    each.start(),
                    each.end(),
                    null,
                    null));
        }
        table.insert(byHand);

        assertThat(purge(5, DAY, 20)).isEqualTo(15);
        assertThat(mark("a").purgedUntil()).as("nothing is due then").isEqualTo(TaskMark.LONG_AGO);
    }

    /** What claimed times of tasks that are gone, or have no schedule, goes when nobody could claim them any more. */
    @Test
    void recordsOfTasksThatAreGoneGoByAgeAlone() {
        register("disabled", "every second in UTC");
        for (int second = 1; second <= 10; second++) {
            run("gone", second);
            run("disabled", second);
        }
        now(20);
        assertThat(tasks.begin(mark("disabled"), TaskMark.NO_SCHEDULE, "", Executions.at(20), Executions.at(20)))
                .isTrue();

        assertThat(purge(5, MINUTE, 3_600)).isZero();
        assertThat(purge(5, MINUTE, 2 * 86_400)).isEqualTo(20);
        assertThat(rows("gone")).isEmpty();
        assertThat(mark("disabled").purgedUntil()).isEqualTo(Executions.at(10));
        Execution again = Executions.running("disabled", 7, "two");
        assertThat(table.claim(
                        List.of(new ClaimRequest(again, AGES, mark("disabled").revision(), false))))
                .containsValue(ClaimAnswer.PURGED);
    }

    @Test
    void skipsThatAreNotRecordsOfTheClusterAreBoundedAsWell() {
        List<Execution> skips = new ArrayList<>();
        for (int second = 1; second <= 1_500; second++) {
            skips.add(Executions.of("a", second, ExecutionState.SKIPPED, Reason.CONDITION));
        }
        table.insert(skips);

        assertThat(purge(5, DAY, 1_500)).isEqualTo(500);
    }

    /** A second is claimed, run and, some time later, accounted for, while a node that is frozen holds one of its claims. */
    @Test
    void frozenNodeFindsItsClaimsAndCanMakeNoneAgain() {
        register("a", "every second in UTC");
        Execution frozen = Executions.running("a", 3, "one");
        table.record(frozen);
        List<ClaimRequest> underWay = new ArrayList<>();
        for (int second = 4; second <= 180; second++) {
            run("a", second);
            underWay.add(new ClaimRequest(Executions.running("a", second, "frozen"), AGES, 1, false));
            if (second % 10 == 0 && second > 30) {
                now(second);
                advance("a", second - 30);
                purge(5, DAY, second);
            }
        }

        assertThat(rows("a")).hasSize(36).extracting(Execution::id).contains(frozen.id());
        assertThat(table.claim(underWay)).doesNotContainValue(ClaimAnswer.WON);
        assertThat(table.complete("one", List.of(Executions.ended(frozen, ExecutionState.SUCCEEDED, null, null))))
                .isEqualTo(1);
    }

    @Test
    void oneNodeDoesItAndOnlyEverySoOften() {
        table.insert(plain("a", 1, 20));
        JdbcPurge two = new JdbcPurge(database, "two", 3, DAY);

        assertThat(new JdbcPurge(database, "one", 5, DAY).inTurn(MINUTE)).isEqualTo(20);
        table.insert(plain("b", 1, 20));
        assertThat(two.inTurn(MINUTE)).isZero();
        ahead = ahead.plus(MINUTE);
        assertThat(new JdbcPurge(database, "two", 3, AGES).inTurn(MINUTE)).isEqualTo(17);
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
        database.call(connection ->
                database.update(connection, "DELETE FROM " + database.tables().shedLock()));
        assertThat(two.take(MINUTE)).isTrue();
        assertThat(one.keep(MINUTE)).as("not asked for yet").isTrue();
        nanos[0] += MINUTE.toNanos();
        assertThat(one.keep(MINUTE)).isFalse();
    }
}
