package dev.scheduler.boot.autoconfigure;

import dev.scheduler.Execution;
import dev.scheduler.TaskDefinition;
import dev.scheduler.boot.cluster.LocalNode;
import dev.scheduler.boot.jdbc.JdbcHistory;
import dev.scheduler.execution.DefaultScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine, as the cluster sees it. */
record EngineNode(DefaultScheduler scheduler, JdbcHistory history) implements LocalNode {

    private static final Duration WHILE = Duration.ofSeconds(1);

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
    public void recordWhatLasts() {
        history.lasting(() -> scheduler.lasting(WHILE));
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
