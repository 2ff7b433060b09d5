package dev.scheduler.execution;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.NoSuchTaskException;
import dev.scheduler.Pause;
import dev.scheduler.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** This node, as its cluster sees it. */
record EngineNode(
        Environment environment,
        Registry registry,
        Engine engine,
        PauseBook pauses,
        OperatorActions actions,
        Views views,
        ExecutionReporter reporter)
        implements LocalNode {

    @Override
    public String id() {
        return environment.node();
    }

    @Override
    public List<LocalTask> tasks() {
        return registry.all().stream().map(this::local).toList();
    }

    private LocalTask local(TaskEntry entry) {
        TaskEntry.Standing standing = entry.standing();
        return new LocalTask(
                standing.definition(),
                standing.own(),
                standing.definition().isCandidate(),
                engine.countsSince(entry),
                standing.revision());
    }

    @Override
    public Map<String, Instant> removals() {
        return registry.removals();
    }

    @Override
    public void settled(String task, Instant removal) {
        registry.settled(task, removal);
    }

    @Override
    public @Nullable Instant openSince() {
        return engine.openSince();
    }

    @Override
    public String newExecutionId() {
        return environment.ids().next();
    }

    @Override
    public boolean knows(String execution) {
        return engine.dispatcher().underWay().anyMatch(run -> run.executionId().equals(execution));
    }

    @Override
    public List<Execution> lasting(Duration length) {
        return views.lasting(registry.withLeaving(), environment.now().minus(length));
    }

    @Override
    public void paused(Collection<Pause> all) {
        List<TaskEntry> delays = engine.pausedDelays();
        pauses.replace(all);
        engine.resumeDelays(delays);
    }

    @Override
    public void revision(String task, long revision) {
        registry.find(task).ifPresent(entry -> entry.revise(revision));
    }

    @Override
    public void retimed(String task, @Nullable Timing override, Instant since, long revision) {
        registry.find(task).ifPresent(entry -> engine.retime(entry, override, since, revision));
    }

    @Override
    public void askAgain() {
        engine.askAgain();
    }

    @Override
    public void cancel(String task, Instant at, ByHand by) {
        registry.find(task).ifPresent(entry -> actions.cancelHere(entry, at, by));
    }

    @Override
    public void unlocked(String task) {
        registry.find(task).ifPresent(actions::unlockedHere);
    }

    @Override
    public void catchUp(Execution claimed) {
        TaskEntry entry =
                registry.find(claimed.task()).orElseThrow(() -> new NoSuchTaskException(claimed.task(), null));
        engine.dispatcher().starter().catchUp(entry, claimed);
    }

    @Override
    public void tell(Execution outcome) {
        reporter.told(outcome);
    }

    @Override
    public void kept(Execution outcome) {
        reporter.kept(outcome);
    }
}
