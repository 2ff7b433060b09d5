package dev.scheduler.boot.autoconfigure;

import dev.scheduler.Execution;
import dev.scheduler.TaskDefinition;
import dev.scheduler.boot.cluster.LocalNode;
import dev.scheduler.execution.DefaultScheduler;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine, as the cluster sees it. */
record EngineNode(DefaultScheduler scheduler) implements LocalNode {

    @Override
    public String id() {
        return scheduler.node();
    }

    @Override
    public List<TaskDefinition> tasks() {
        return scheduler.definitions();
    }

    @Override
    public @Nullable Instant openSince() {
        return scheduler.openSince();
    }

    @Override
    public String newExecutionId() {
        return scheduler.newExecutionId();
    }

    @Override
    public void paused(Collection<String> tasks) {
        scheduler.paused(tasks);
    }

    @Override
    public void catchUp(Execution claimed) {
        scheduler.catchUp(claimed);
    }
}
