package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.Overlap;
import dev.scheduler.TaskDefinition;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.schedule.Timing;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A registered task and its runs: kept small, for there may be a hundred thousand of them. How it stands is written under the
 * lock of its runs; when it is due, under the timeline's.
 */
final class TaskEntry extends Timeline.Node {

    private final TaskRuns runs = new TaskRuns();
    private volatile Standing standing;
    private volatile HistoryStore.@Nullable Page page;

    /** Whether its next time is only when its schedule, which threw, is asked again. Written under the timeline's lock. */
    volatile boolean unsure;

    /**
     * How the task stands now: one value, so that nobody sees a part of a change.
     *
     * @param definition the task with the timing that it has
     * @param own the timing that it is defined with
     * @param since when it began with its timing on this node
     * @param revision that of the cluster's schedule which the node was told last; 0 where it was told none
     */
    record Standing(TaskDefinition definition, @Nullable Timing own, Instant since, long revision) {

        Standing retimed(@Nullable Timing timing, Instant when, long changed) {
            return new Standing(definition.withTiming(timing), own, when, changed);
        }

        Standing revised(long changed) {
            return new Standing(definition, own, since, changed);
        }
    }

    TaskEntry(TaskDefinition definition, Instant since) {
        this.standing = new Standing(definition, definition.timing(), since, 0);
    }

    TaskRuns runs() {
        return runs;
    }

    Standing standing() {
        return standing;
    }

    TaskDefinition definition() {
        return standing.definition();
    }

    String name() {
        return definition().name();
    }

    /** Since when the task has its timing on this node. */
    Instant since() {
        return standing.since();
    }

    /** The task has another timing from an instant on; null for the one that it is defined with. */
    void retime(@Nullable Timing timing, Instant since, long revision) {
        synchronized (runs) {
            standing = standing.retimed(timing == null ? standing.own() : timing, since, revision);
            unsure = false;
        }
    }

    /** The cluster has this revision of the schedule. */
    void revise(long revision) {
        synchronized (runs) {
            standing = standing.revised(revision);
        }
    }

    /** A task of the same name takes the place of the one that was removed, whose page is forgotten. */
    TaskEntry comeBack(TaskDefinition changed, Instant now) {
        synchronized (runs) {
            standing = new Standing(changed, changed.timing(), now, 0);
            unsure = false;
            page = null;
        }
        bringBack();
        return this;
    }

    /** Where its executions are kept: looked up once. */
    HistoryStore.Page page(HistoryStore history) {
        HistoryStore.Page known = page;
        return known == null ? openPage(history) : known;
    }

    /** Kept for the next time, unless the task was changed meanwhile, whose page may be another. */
    private HistoryStore.Page openPage(HistoryStore history) {
        Standing before = standing;
        HistoryStore.Page opened = history.page(name());
        synchronized (runs) {
            page = standing.equals(before) ? opened : page;
        }
        return opened;
    }

    /** Whether the task runs here by itself; not where it was removed, nor where it has come back as a disabled one. */
    boolean isCandidate() {
        return !isRemoved() && definition().isCandidate();
    }

    Overlap overlap() {
        return Objects.requireNonNullElse(definition().settings().overlap(), Overlap.SKIP);
    }

    boolean isEvenWhenPaused() {
        return Boolean.TRUE.equals(definition().settings().evenWhenPaused());
    }

    /** What has started and not ended, newest first. */
    List<Execution> executions() {
        return runs.in(Phase.RUNNING).stream().map(Run::execution).toList();
    }
}
