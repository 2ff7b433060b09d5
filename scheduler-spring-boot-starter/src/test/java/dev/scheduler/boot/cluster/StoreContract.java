package dev.scheduler.boot.cluster;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Pause;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A store with what its tests have in common. Times are seconds from when the test began, by the store's clock. */
abstract class StoreContract {

    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration HOUR = Duration.ofHours(1);

    private static final AtomicLong IDS = new AtomicLong(1_000_000);

    final StoreUnderTest store;
    final TaskRows tasks;
    final ExecutionRows executions;
    final OperationRows operations;
    private final Instant start;

    StoreContract(StoreUnderTest store) {
        this.store = store;
        this.tasks = store.tasks();
        this.executions = store.executions();
        this.operations = store.operations();
        this.start = store.nodes().now().truncatedTo(ChronoUnit.SECONDS);
    }

    Instant at(int second) {
        return start.plusSeconds(second);
    }

    void step(Duration by) {
        store.step().accept(by);
    }

    /** Registers a task with a schedule since an hour ago, of which nothing is accounted for. */
    TaskMark register(String task) {
        return register(TaskMark.first(task, "every second in UTC", "one", at(-3_600)));
    }

    TaskMark register(TaskMark mark) {
        tasks.register(List.of(mark));
        return mark(mark.task());
    }

    TaskMark mark(String task) {
        return Objects.requireNonNull(tasks.all().get(task));
    }

    Execution running(String task, int second, String node) {
        return execution(task, second, node, ExecutionState.RUNNING, null);
    }

    Execution missed(String task, int second) {
        return execution(task, second, "one", ExecutionState.MISSED, Reason.NODE_DOWN);
    }

    Execution skipped(String task, int second, Reason reason) {
        return execution(task, second, "one", ExecutionState.SKIPPED, reason);
    }

    /** Of all seconds from one to another. */
    Execution missed(String task, int first, int last) {
        Execution missed = missed(task, last);
        return with(missed, missed.trigger(), missed.state(), missed.end(), at(first), last - first + 1);
    }

    Execution execution(String task, int second, String node, ExecutionState state, @Nullable Reason reason) {
        return new Execution(
                "id" + IDS.incrementAndGet(),
                task,
                at(second),
                at(second),
                1,
                Trigger.SCHEDULE,
                state.isRun() ? 1 : 0,
                node,
                state,
                reason,
                null,
                null,
                state.isFinal() ? at(second) : null,
                null,
                null);
    }

    static Execution triggered(Execution by, Trigger trigger) {
        return with(by, trigger, by.state(), by.end(), by.firstScheduledTime(), by.count());
    }

    /** The same in another state; ended where that is final. */
    static Execution ended(Execution running, ExecutionState state) {
        return with(
                running,
                running.trigger(),
                state,
                running.scheduledTime(),
                running.firstScheduledTime(),
                running.count());
    }

    static Execution undecided(Execution running) {
        return with(running, running.trigger(), ExecutionState.MISSED, null, running.firstScheduledTime(), 1);
    }

    private static Execution with(
            Execution given, Trigger trigger, ExecutionState state, @Nullable Instant end, Instant first, long count) {
        return new Execution(
                given.id(),
                given.task(),
                given.scheduledTime(),
                first,
                count,
                trigger,
                given.attempts(),
                given.node(),
                state,
                state.isRun() ? null : Objects.requireNonNullElse(given.reason(), Reason.NODE_DOWN),
                given.detail(),
                given.start(),
                end,
                given.error(),
                given.output());
    }

    /** Claims a time as the schedule is known now, within an hour. */
    ClaimAnswer claim(Execution execution) {
        TaskMark mark = tasks.all().get(execution.task());
        return claim(new ClaimRequest(execution, HOUR, mark == null ? 1 : mark.revision(), false));
    }

    ClaimAnswer claim(ClaimRequest request) {
        return Objects.requireNonNull(
                executions.claim(List.of(request)).get(request.execution().id()));
    }

    /** Claims a time, and says what became of it. */
    Execution run(String task, int second, ExecutionState state) {
        Execution running = running(task, second, "one");
        if (claim(running) != ClaimAnswer.WON) {
            throw new AssertionError(running + " was not won");
        }
        Execution ended = ended(running, state);
        executions.complete("one", List.of(ended));
        return ended;
    }

    boolean settle(TaskMark known, int until, Execution... records) {
        return tasks.settle(known, at(until), Duration.ZERO, List.of(records));
    }

    void advance(String task, int until) {
        if (tasks.advance(List.of(mark(task)), at(until), Duration.ZERO) != 1) {
            throw new AssertionError("The mark of " + task + " did not move");
        }
    }

    boolean isThere(Execution execution) {
        return executions.present(List.of(execution)).contains(execution.id());
    }

    Collection<String> ids(Execution... of) {
        return List.of(of).stream().map(Execution::id).toList();
    }

    Operation operation(Operation.Kind kind, String scope) {
        return new Operation(0, kind, scope, null, "one", Instant.EPOCH, ByHand.of("alice"));
    }

    /** Begins a pause. */
    Pause pause(String scope, @Nullable Instant until) {
        Pause pause = new Pause("pause" + IDS.incrementAndGet(), scope, at(0), until, null, ByHand.of("alice"));
        operations.pause(pause, operation(Operation.Kind.PAUSE, scope));
        return pause;
    }

    void resume(String scope) {
        if (operations.resume(scope, operation(Operation.Kind.RESUME, scope)) == null) {
            throw new AssertionError("There is no pause of " + scope);
        }
    }
}
