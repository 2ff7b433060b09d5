package dev.scheduler.boot.autoconfigure;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.Pause;
import dev.scheduler.boot.cluster.LocalNode;
import dev.scheduler.boot.cluster.SharedHistory;
import dev.scheduler.execution.DefaultScheduler;
import dev.scheduler.execution.LocalTask;
import dev.scheduler.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engine, as the cluster sees it. */
record EngineNode(DefaultScheduler scheduler, SharedHistory history) implements LocalNode {

    private static final Duration WHILE = Duration.ofSeconds(1);

    @Override
    public String id() {
        return scheduler.node();
    }

    @Override
    public List<LocalTask> tasks() {
        return scheduler.localTasks();
    }

    @Override
    public Map<String, Instant> removals() {
        return scheduler.removals();
    }

    @Override
    public void settled(String task, Instant removal) {
        scheduler.settled(task, removal);
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
    public boolean knows(String execution) {
        return scheduler.knows(execution);
    }

    @Override
    public void recordWhatLasts() {
        history.lasting(() -> scheduler.lasting(WHILE));
    }

    @Override
    public void paused(Collection<Pause> pauses) {
        scheduler.paused(pauses);
    }

    @Override
    public void revision(String task, long revision) {
        scheduler.revision(task, revision);
    }

    @Override
    public void retimed(String task, @Nullable Timing override, Instant since, long revision) {
        scheduler.retimed(task, override, since, revision);
    }

    @Override
    public void askAgain() {
        scheduler.askAgain();
    }

    @Override
    public void cancel(String task, ByHand by) {
        scheduler.cancelHere(task, by);
    }

    @Override
    public void catchUp(Execution claimed) {
        scheduler.catchUp(claimed);
    }

    @Override
    public void tell(Execution outcome) {
        scheduler.tell(outcome);
    }
}
