package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.TaskDefinition;
import dev.scheduler.thread.HandThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

import static dev.scheduler.execution.Rig.START;

/** A whole scheduler without a thread: its loops, alarms and bodies are stepped by the test, in time that the test moves. */
final class HandRig implements AutoCloseable {

    final HandThreads threads = new HandThreads(START);
    final List<Execution> started = new ArrayList<>();
    final List<Execution> ended = new ArrayList<>();
    final DefaultScheduler scheduler;

    HandRig(UnaryOperator<SchedulerBuilder> parts) {
        scheduler = parts.apply(DefaultScheduler.builder()
                        .clock(threads.clock())
                        .threads(threads)
                        .random(new Random(1))
                        .node(new NodeId("node-1"))
                        .listeners(List.of(new Remembering(started, ended))))
                .build();
    }

    HandRig with(TaskDefinition... definitions) {
        List.of(definitions).forEach(scheduler::register);
        return this;
    }

    HandRig start() {
        scheduler.start();
        threads.settle();
        return this;
    }

    HandRig advance(Duration duration) {
        threads.advance(duration);
        return this;
    }

    /** Ends of one task of which the listeners were told, in the order in which they were told. */
    List<Execution> ended(String task) {
        return ended.stream().filter(each -> each.task().equals(task)).toList();
    }

    @Override
    public void close() {
        scheduler.stop(Duration.ZERO);
    }
}
