package dev.scheduler.execution;

import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Builds the chain of rules that an execution passes on a thread: of the rules in their order those that apply to the task and
 * to why it is started. Tasks that use the same rules share one chain.
 */
final class RuleChains {

    private final Coordination coordination;
    private final List<Entry> rules;
    private final Map<BitSet, Rule> chains = new ConcurrentHashMap<>();

    /**
     * @param pauses what is paused
     * @param mayStart whether a run may start still; not while the scheduler stops
     */
    RuleChains(
            Environment environment,
            PauseBook pauses,
            Predicate<Run> mayStart,
            ExecutionReporter reporter,
            Coordination coordination) {
        this.coordination = coordination;
        this.rules = List.of(
                new Entry(RuleChains::isCatchUp, next -> new PausedRule(environment.clock(), pauses, next)),
                new Entry(RuleChains::hasConditions, ConditionRule::new),
                new Entry(RuleChains::isSpread, next -> new JitterRule(environment.random(), next)),
                new Entry((task, trigger) -> true, next -> new OverlapRule(mayStart, next)),
                new Entry(
                        (task, trigger) -> coordination.isLocked(task),
                        next -> new LockRule(coordination.overlapLocks(), next)),
                new Entry(
                        this::asksForClaimLock,
                        next -> new ClaimLockRule(coordination.claimStore(), coordination.overlapLocks(), next)),
                new Entry(RuleChains::hasDeadline, next -> new DeadlineRule(environment.clock(), next)),
                new Entry((task, trigger) -> true, next -> new HistoryRule(environment.clock(), reporter, next)),
                new Entry(RuleChains::isRetried, next -> new RetryRule(environment, next)),
                new Entry(
                        (task, trigger) -> task.settings().timeout() != null,
                        next -> new TimeoutRule(environment.threads(), next)));
    }

    /**
     * A rule and where it belongs.
     *
     * @param applies whether executions of a task that were started for a reason pass it
     * @param factory makes it before the rule that follows
     */
    private record Entry(BiPredicate<TaskDefinition, Trigger> applies, UnaryOperator<Rule> factory) {}

    /** The chain of an execution. */
    Rule of(TaskDefinition task, Trigger trigger) {
        BitSet used = new BitSet(rules.size());
        for (int i = 0; i < rules.size(); i++) {
            used.set(i, rules.get(i).applies().test(task, trigger));
        }
        Rule known = chains.get(used);
        return known == null ? chains.computeIfAbsent(used, this::chain) : known;
    }

    private Rule chain(BitSet used) {
        Rule chain = new BodyRule();
        for (int i = rules.size() - 1; i >= 0; i--) {
            chain = used.get(i) ? rules.get(i).factory().apply(chain) : chain;
        }
        return chain;
    }

    /** A claim has taken it already, what was not claimed has not. */
    private boolean asksForClaimLock(TaskDefinition task, Trigger trigger) {
        return coordination.locks() != null && coordination.locksClaims(task) && trigger != Trigger.SCHEDULE;
    }

    private static boolean isCatchUp(TaskDefinition task, Trigger trigger) {
        return trigger == Trigger.MISSED;
    }

    private static boolean hasConditions(TaskDefinition task, Trigger trigger) {
        return trigger != Trigger.MANUAL && !task.conditions().isEmpty();
    }

    private static boolean isSpread(TaskDefinition task, Trigger trigger) {
        return trigger == Trigger.SCHEDULE && task.settings().jitter() != null;
    }

    private static boolean hasDeadline(TaskDefinition task, Trigger trigger) {
        return trigger != Trigger.MANUAL && task.settings().deadline() != null;
    }

    private static boolean isRetried(TaskDefinition task, Trigger trigger) {
        TaskSettings settings = task.settings();
        return settings.maxTries() != null && settings.maxTries() > 1;
    }
}
