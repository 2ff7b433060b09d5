package dev.scheduler.boot.cluster;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Pause;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import dev.scheduler.execution.LocalNode;
import dev.scheduler.execution.LocalTask;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.lock.Outage;
import dev.scheduler.schedule.Schedule;
import dev.scheduler.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A node whose engine does nothing but remember what it is told. */
final class TestNode implements LocalNode {

    final Line line = new Line();
    final List<Execution> caughtUp = new ArrayList<>();
    final List<Execution> told = new ArrayList<>();
    final List<String> cancelled = new ArrayList<>();
    final List<String> unlocked = new ArrayList<>();
    final Set<String> known = new HashSet<>();
    final Map<String, Instant> removals = new HashMap<>();
    List<Pause> paused = List.of();
    int askedAgain;

    @Nullable
    Instant openSince;

    final ClusterNode node;
    final Cluster cluster;
    private final TestCluster shared;
    private final String id;
    private final Map<String, LocalTask> tasks = new TreeMap<>();
    private int ids;

    TestNode(String id, TestCluster shared, Duration ahead) {
        this.id = id;
        this.shared = shared;
        this.openSince = shared.now.plus(ahead);
        ClusterStore store = new ClusterStore(
                line.to(TaskRows.class, shared.store.tasks()),
                line.to(ExecutionRows.class, shared.store.executions()),
                line.to(HistoryRows.class, shared.store.history()),
                line.to(NodeRows.class, shared.store.nodes()),
                line.to(OperationRows.class, shared.store.operations()),
                line.to(PurgeRows.class, shared.store.purge(1_000, Duration.ofDays(30))),
                line.to(ClaimLocks.class, shared.store.claimLocks()),
                new Outage());
        ClusterSettings settings = new ClusterSettings(TestCluster.LEASE, TestCluster.SWEEP, TestCluster.TIMEOUT);
        this.node = new ClusterNode(id, store, settings, () -> shared.wall.plus(ahead), shared.threads);
        this.cluster = node.join(this);
    }

    /** Takes a task in now. */
    TestNode with(String task, String schedule, TaskSettings settings) {
        return with(task, Schedule.parse(schedule, ZoneOffset.UTC), settings, settings.enabled() == null);
    }

    TestNode with(String task, Timing timing, TaskSettings settings, boolean candidate) {
        TaskDefinition definition =
                TaskDefinition.of(task, timing, context -> {}).withSettings(settings);
        tasks.put(
                task, new LocalTask(definition, timing, candidate, node.clock().instant(), 0));
        return this;
    }

    void remove(String task) {
        tasks.remove(task);
        removals.put(task, node.clock().instant());
    }

    void beat() {
        node.heartbeat().beat();
    }

    /** A sign of life, and a sweep, as far as the store answers. */
    void sweep() {
        beat();
        cluster.sweepSoon();
        Quietly.run(cluster::tick);
    }

    LocalTask task(String task) {
        return Objects.requireNonNull(tasks.get(task));
    }

    Execution execution(String task, Instant time) {
        return execution(newExecutionId(), task, time, ExecutionState.RUNNING);
    }

    Execution execution(String execution, String task, Instant time, ExecutionState state) {
        return new Execution(
                execution,
                task,
                time,
                time,
                1,
                Trigger.SCHEDULE,
                0,
                id,
                state,
                null,
                null,
                null,
                state.isFinal() ? shared.now : null,
                null,
                null);
    }

    Claim.Outcome claim(Execution execution) {
        return claim(execution, true);
    }

    Claim.Outcome claim(Execution execution, boolean locksTask) {
        ClaimStore.Request request = new ClaimStore.Request(
                execution,
                null,
                locksTask,
                false,
                Duration.ofMinutes(1),
                task(execution.task()).revision());
        return node.claims().claim(List.of(request)).get(0).outcome();
    }

    /** Claims a scheduled time, and does it. */
    void run(String task, Instant time) {
        beat();
        Execution execution = execution(task, time);
        if (claim(execution) != Claim.Outcome.WON) {
            throw new AssertionError(id + " did not get " + task + " at " + time);
        }
        shared.store
                .executions()
                .complete(id, List.of(execution(execution.id(), task, time, ExecutionState.SUCCEEDED)));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<LocalTask> tasks() {
        return List.copyOf(tasks.values());
    }

    @Override
    public Map<String, Instant> removals() {
        return Map.copyOf(removals);
    }

    @Override
    public void settled(String task, Instant removal) {
        removals.remove(task, removal);
    }

    @Override
    public @Nullable Instant openSince() {
        return openSince;
    }

    @Override
    public String newExecutionId() {
        ids++;
        return id + "-" + ids;
    }

    @Override
    public boolean knows(String execution) {
        return known.contains(execution);
    }

    @Override
    public List<Execution> lasting(Duration length) {
        return List.of();
    }

    @Override
    public void paused(Collection<Pause> pauses) {
        paused = List.copyOf(pauses);
    }

    @Override
    public void revision(String task, long revision) {
        LocalTask now = task(task);
        tasks.put(task, new LocalTask(now.definition(), now.own(), now.candidate(), now.since(), revision));
    }

    @Override
    public void retimed(String task, @Nullable Timing override, Instant since, long revision) {
        LocalTask now = task(task);
        TaskDefinition other = now.definition().withTiming(override == null ? now.own() : override);
        tasks.put(task, new LocalTask(other, now.own(), now.candidate(), since, revision));
    }

    @Override
    public void askAgain() {
        askedAgain++;
    }

    @Override
    public void cancel(String task, Instant at, ByHand by) {
        cancelled.add(task + by);
    }

    @Override
    public void catchUp(Execution claimed) {
        caughtUp.add(claimed);
        known.add(claimed.id());
    }

    @Override
    public void tell(Execution outcome) {
        told.add(outcome);
    }

    @Override
    public void unlocked(String task) {
        unlocked.add(task);
    }

    @Override
    public void kept(Execution outcome) {
        told.add(outcome);
    }
}
