package dev.scheduler.execution;

import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import dev.scheduler.lock.OverlapLocks;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds the chain of rules that an execution passes: only those that its task uses, in the order paused, conditions
 * (profiles first), deadline, one server, overlap (on this node, then in the cluster), history, retry, timeout, body. Tasks that use the same rules share one chain.
 */
final class Ways {

    private static final int CONDITIONS = 1;
    private static final int DEADLINE = 2;
    private static final int RETRY = 4;
    private static final int TIMEOUT = 8;
    private static final int BY_HAND = 16;
    private static final int PARKED = 32;
    private static final int ONE_SERVER = 64;
    private static final int LOCK = 128;

    private final Environment environment;
    private final Teller teller;
    private final Alarms alarms;
    private final BooleanSupplier allPaused;
    private final Consumer<Run> again;
    private final @Nullable OneServerRule oneServer;
    private final @Nullable OverlapLocks locks;
    private final @Nullable Rule[] ways = new Rule[256];

    /**
     * @param again takes a parked run whose turn has come
     * @param oneServer holds runs until they are claimed; null where nothing is shared
     * @param locks keeps tasks from overlapping in the cluster; null where nothing is shared
     */
    Ways(
            Environment environment,
            Teller teller,
            Alarms alarms,
            BooleanSupplier allPaused,
            Consumer<Run> again,
            @Nullable OneServerRule oneServer,
            @Nullable OverlapLocks locks) {
        this.environment = environment;
        this.teller = teller;
        this.alarms = alarms;
        this.allPaused = allPaused;
        this.again = again;
        this.oneServer = oneServer;
        this.locks = locks;
    }

    /** The way of an execution: one started by hand is asked nothing. */
    Rule of(TaskDefinition definition, Trigger trigger) {
        return way(uses(definition) | (trigger == Trigger.MANUAL ? BY_HAND : 0));
    }

    /** The way of an execution whose scheduled time this node has already. */
    Rule ofClaimed(TaskDefinition definition) {
        return way(uses(definition) & ~ONE_SERVER);
    }

    /** Whether a task asks for something that the cluster shares. */
    boolean asksStore(TaskDefinition definition) {
        return (uses(definition) & (ONE_SERVER | LOCK)) != 0;
    }

    /** Whether all nodes together find out what nobody accepted of a task. */
    boolean isAccountedFor(TaskDefinition definition) {
        return oneServer != null && oneServer.accounted() && isOneServer(definition);
    }

    private boolean isOneServer(TaskDefinition definition) {
        return oneServer != null && Boolean.TRUE.equals(definition.settings().onOneServer());
    }

    /** The rest of the way of an execution that was parked by the one-server or the overlap rule. */
    Rule ofParked(TaskDefinition definition, Trigger trigger) {
        return way(uses(definition) | (trigger == Trigger.MANUAL ? BY_HAND : PARKED));
    }

    /** Made when first used; should two threads make it at once, the one is as good as the other. */
    private Rule way(int uses) {
        Rule way = ways[uses];
        if (way == null) {
            way = build(uses);
            ways[uses] = way;
        }
        return way;
    }

    private int uses(TaskDefinition definition) {
        TaskSettings settings = definition.settings();
        return (definition.conditions().isEmpty() ? 0 : CONDITIONS)
                | (settings.deadline() == null ? 0 : DEADLINE)
                | (settings.maxTries() == null || settings.maxTries() == 1 ? 0 : RETRY)
                | (settings.timeout() == null ? 0 : TIMEOUT)
                | (isOneServer(definition) ? ONE_SERVER : 0)
                | (locks != null && Boolean.TRUE.equals(settings.withoutOverlapping()) ? LOCK : 0);
    }

    private Rule build(int uses) {
        Rule way = new BodyRule();
        way = has(uses, TIMEOUT) ? new TimeoutRule(alarms, way) : way;
        way = has(uses, RETRY) ? new RetryRule(environment.clock(), way) : way;
        way = new HistoryRule(environment.clock(), teller, way);
        way = locks != null && has(uses, LOCK) ? new LockRule(locks, way) : way;
        way = new OverlapRule(again, way);
        if (has(uses, BY_HAND)) {
            return way;
        }
        way = oneServer != null && has(uses, ONE_SERVER) && !has(uses, PARKED) ? oneServer : way;
        way = has(uses, DEADLINE) ? new DeadlineRule(environment.clock(), way) : way;
        if (has(uses, PARKED)) {
            return way;
        }
        way = has(uses, CONDITIONS) ? new ConditionRule(way) : way;
        return new PausedRule(allPaused, way);
    }

    private static boolean has(int uses, int rule) {
        return (uses & rule) != 0;
    }
}
