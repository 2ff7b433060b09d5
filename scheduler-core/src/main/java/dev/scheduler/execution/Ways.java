package dev.scheduler.execution;

import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Builds the chain of rules that an execution passes: only those that its task uses, in the order paused, conditions
 * (profiles first), deadline, overlap, history, retry, timeout, body. Tasks that use the same rules share one chain.
 */
final class Ways {

    private static final int CONDITIONS = 1;
    private static final int DEADLINE = 2;
    private static final int RETRY = 4;
    private static final int TIMEOUT = 8;
    private static final int BY_HAND = 16;
    private static final int PARKED = 32;

    private final Environment environment;
    private final Teller teller;
    private final Alarms alarms;
    private final BooleanSupplier allPaused;
    private final Consumer<Run> again;
    private final Rule[] ways = new Rule[64];

    Ways(Environment environment, Teller teller, Alarms alarms, BooleanSupplier allPaused, Consumer<Run> again) {
        this.environment = environment;
        this.teller = teller;
        this.alarms = alarms;
        this.allPaused = allPaused;
        this.again = again;
        for (int uses = 0; uses < ways.length; uses++) {
            ways[uses] = build(uses);
        }
    }

    /** The way of an execution: one started by hand is asked nothing. */
    Rule of(TaskDefinition definition, Trigger trigger) {
        return ways[uses(definition) | (trigger == Trigger.MANUAL ? BY_HAND : 0)];
    }

    /** The rest of the way of an execution that was parked by the overlap rule. */
    Rule ofParked(TaskDefinition definition, Trigger trigger) {
        return ways[uses(definition) | (trigger == Trigger.MANUAL ? BY_HAND : PARKED)];
    }

    private static int uses(TaskDefinition definition) {
        TaskSettings settings = definition.settings();
        return (definition.conditions().isEmpty() ? 0 : CONDITIONS)
                | (settings.deadline() == null ? 0 : DEADLINE)
                | (settings.maxTries() == null || settings.maxTries() == 1 ? 0 : RETRY)
                | (settings.timeout() == null ? 0 : TIMEOUT);
    }

    private Rule build(int uses) {
        Rule way = new BodyRule();
        way = has(uses, TIMEOUT) ? new TimeoutRule(alarms, way) : way;
        way = has(uses, RETRY) ? new RetryRule(environment.clock(), way) : way;
        way = new HistoryRule(environment.clock(), teller, way);
        way = new OverlapRule(again, way);
        if (has(uses, BY_HAND)) {
            return way;
        }
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
