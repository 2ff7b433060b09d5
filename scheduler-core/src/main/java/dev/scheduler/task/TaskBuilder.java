package dev.scheduler.task;

import dev.scheduler.Backoff;
import dev.scheduler.Missed;
import dev.scheduler.Overlap;
import dev.scheduler.Reason;
import dev.scheduler.TaskCondition;
import dev.scheduler.TaskContext;
import dev.scheduler.TaskHandler;
import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.Frequencies;
import dev.scheduler.schedule.TimingSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The words that say when and how a fluently defined task is run, or the tasks of a group. The order in which they are said
 * never matters; what is said of a task beats what is said of its group.
 */
public final class TaskBuilder implements Frequencies<TaskBuilder> {

    private static final TaskHandler NO_BODY = context -> {};

    private final @Nullable TaskBuilder outer;
    private final String name;
    private final TaskHandler handler;
    private final String source;
    private final List<TaskCondition> conditions = new ArrayList<>();
    private final TaskSettings.Builder settings = TaskSettings.builder();
    private @Nullable String group;
    private TimingSpec timing = TimingSpec.UNSET;

    private TaskBuilder(@Nullable TaskBuilder outer, String name, TaskHandler handler, String source) {
        this.outer = outer;
        this.name = name;
        this.handler = handler;
        this.source = source;
    }

    static TaskBuilder outermost() {
        return new TaskBuilder(null, "", NO_BODY, "");
    }

    TaskBuilder inner() {
        return new TaskBuilder(this, "", NO_BODY, "");
    }

    TaskBuilder member(String task, TaskHandler body, String place) {
        return new TaskBuilder(this, task, body, place);
    }

    @Override
    public TaskBuilder amend(UnaryOperator<TimingSpec> change) {
        timing = change.apply(timing);
        return this;
    }

    /** What the task does, for people. */
    public TaskBuilder description(String text) {
        settings.description(text);
        return this;
    }

    /** The group that the task is listed under and takes settings from ({@code scheduler.groups.<group>}). */
    public TaskBuilder group(String named) {
        group = named;
        return this;
    }

    /** Switches the task off: it is listed and never runs by itself. */
    public TaskBuilder disabled() {
        settings.enabled(false);
        return this;
    }

    /**
     * One node of the cluster runs the task for all, each scheduled time at most once. The nodes must share a store (a
     * database, or a lock provider such as Redis); where there is none, each node is a cluster of its own.
     */
    public TaskBuilder onOneServer() {
        settings.onOneServer(true);
        return this;
    }

    /**
     * The task never runs over itself in the whole cluster; on one node it doesn't anyway. The node that runs it holds a
     * lock in the nodes' shared store from start to end; a crash frees it within a minute.
     */
    public TaskBuilder withoutOverlapping() {
        settings.withoutOverlapping(true);
        return this;
    }

    /**
     * The task never runs over itself in the whole cluster, and a crash frees it within the lease. A living node extends
     * the lease as long as the task runs, so it says nothing about how long a run may take.
     *
     * @param lease {@link TaskSettings#SHORTEST_LEASE} or more
     */
    public TaskBuilder withoutOverlapping(Duration lease) {
        settings.lease(lease);
        return withoutOverlapping();
    }

    /** What happens when the task is due while it still runs on this node; {@link Overlap#SKIP} where nothing is said. */
    public TaskBuilder overlap(Overlap policy) {
        settings.overlap(policy);
        return this;
    }

    /** How long one try may take; then its thread is interrupted and it counts as timed out. */
    public TaskBuilder timeout(Duration longest) {
        settings.timeout(longest);
        return this;
    }

    /** How often an execution is tried until it succeeds, the first time included. */
    public TaskBuilder maxTries(int tries) {
        settings.maxTries(tries);
        return this;
    }

    /** How long to wait between tries. */
    public TaskBuilder backoff(Duration wait) {
        return backoff(Backoff.of(wait));
    }

    /** How long to wait between tries. */
    public TaskBuilder backoff(Backoff waits) {
        settings.backoff(waits);
        return this;
    }

    /** How late after its scheduled time an execution may still start or be tried again. */
    public TaskBuilder deadline(Duration latest) {
        settings.deadline(latest);
        return this;
    }

    /** After how long a scheduled time that no living node accepted counts as missed; one minute where nothing is said. */
    public TaskBuilder grace(Duration longest) {
        settings.grace(longest);
        return this;
    }

    /** What is done about missed scheduled times; {@link Missed#SKIP} where nothing is said. */
    public TaskBuilder missed(Missed policy) {
        settings.missed(policy);
        return this;
    }

    /** How old a missed scheduled time may be to be caught up on; 24 hours where nothing is said. */
    public TaskBuilder missedWithin(Duration age) {
        settings.missedWithin(age);
        return this;
    }

    /** The most executions that catch up at once under {@link Missed#ALL}; 10 where nothing is said. */
    public TaskBuilder maxMissed(int most) {
        settings.maxMissed(most);
        return this;
    }

    /** The most by which a start is put off at random, to spread load. */
    public TaskBuilder jitter(Duration most) {
        settings.jitter(most);
        return this;
    }

    /** A Spring profile expression, such as {@code "production & !eu"}; elsewhere the task is skipped. */
    public TaskBuilder profiles(String expression) {
        settings.profiles(expression);
        return this;
    }

    /** Runs the task although the whole scheduler is paused; its own pause still holds. */
    public TaskBuilder evenWhenPaused() {
        settings.evenWhenPaused(true);
        return this;
    }

    /** Runs the task only where this is true; asked before each scheduled run, with the other conditions. */
    public TaskBuilder when(Predicate<TaskContext> condition) {
        return condition("when", condition);
    }

    /** Runs the task only where this is true; asked before each scheduled run, with the other conditions. */
    public TaskBuilder when(BooleanSupplier condition) {
        return condition("when", context -> condition.getAsBoolean());
    }

    /** Skips the task where this is true; asked before each scheduled run, with the other conditions. */
    public TaskBuilder skip(Predicate<TaskContext> condition) {
        return condition("skip", condition.negate());
    }

    /** Skips the task where this is true; asked before each scheduled run, with the other conditions. */
    public TaskBuilder skip(BooleanSupplier condition) {
        return condition("skip", context -> !condition.getAsBoolean());
    }

    TaskDraft draft() {
        TaskAttributes all = attributes();
        return new TaskDraft(name, all.group(), all.timing(), all.settings(), allConditions(), handler, source);
    }

    private TaskBuilder condition(String word, Predicate<TaskContext> test) {
        conditions.add(new TaskCondition(Reason.CONDITION, word + " (" + Caller.place() + ")", test));
        return this;
    }

    private TaskAttributes attributes() {
        TaskAttributes own = new TaskAttributes(group, timing, settings.build());
        return outer == null ? own : own.overShared(outer.attributes());
    }

    private List<TaskCondition> allConditions() {
        List<TaskCondition> all = new ArrayList<>();
        if (outer != null) {
            all.addAll(outer.allConditions());
        }
        all.addAll(conditions);
        return all;
    }
}
