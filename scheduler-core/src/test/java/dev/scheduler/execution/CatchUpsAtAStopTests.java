package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import dev.scheduler.thread.Threads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.scheduler.execution.Rig.START;
import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** A sweep finds something to catch up on just as the scheduler stops: a pool that is shut down drops it. */
@Tag("R5")
class CatchUpsAtAStopTests {

    private static final TaskSettings ONE_SERVER =
            TaskSettings.builder().onOneServer(true).build();

    private final AtomicInteger bodies = new AtomicInteger();

    /** Done by the thread that hands work to a pool, before the pool has it. */
    private Runnable beforeItIsHandedOver = () -> {};

    private final HandRig rig =
            new HandRig(builder -> builder.claims(new ScriptedClaims(true)).threads(withHook(builder.threads)));

    private Threads withHook(Threads threads) {
        return proxy(Threads.class, threads);
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("execute")) {
                        Runnable hook = beforeItIsHandedOver;
                        beforeItIsHandedOver = () -> {};
                        hook.run();
                    }
                    try {
                        Object answer = method.invoke(target, arguments);
                        return answer instanceof Threads.Pool pool ? proxy(Threads.Pool.class, pool) : answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    private Execution missed() {
        rig.with(task("a", Ticks.every(3_600), ONE_SERVER, context -> bodies.incrementAndGet()))
                .start();
        return new Execution(
                "row",
                "a",
                START,
                START,
                1,
                Trigger.MISSED,
                0,
                "node-1",
                ExecutionState.RUNNING,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void itRunsOnAThreadOfThePoolWhereNothingStops() {
        rig.scheduler.localNode().catchUp(missed());
        assertThat(bodies).as("on the caller's thread").hasValue(0);
        rig.threads.settle();

        assertThat(bodies).hasValue(1);
    }

    @Test
    void afterTheStopItIsLeftToOthersToDecide() {
        Execution row = missed();
        rig.scheduler.stop(Duration.ZERO);
        rig.scheduler.localNode().catchUp(row);

        assertLeftToOthers();
    }

    @Test
    void soItIsWhereTheStopComesJustBeforeItIsHandedToTheThreads() {
        Execution row = missed();
        beforeItIsHandedOver = () -> rig.scheduler.stop(Duration.ZERO);
        rig.scheduler.localNode().catchUp(row);

        assertLeftToOthers();
    }

    private void assertLeftToOthers() {
        rig.threads.settle();
        assertThat(bodies).hasValue(0);
        assertThat(rig.scheduler.executions("a"))
                .extracting(Execution::id, Execution::state, Execution::reason, Execution::end)
                .containsExactly(tuple("row", ExecutionState.MISSED, Reason.NODE_DOWN, null));
        assertThat(rig.threads.failures()).isEmpty();
    }
}
