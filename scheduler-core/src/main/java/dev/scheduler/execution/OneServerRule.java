package dev.scheduler.execution;

import java.util.function.Consumer;

/**
 * Lets a scheduled time start only on the node that has won it. The run waits at the desk; if it is won, it passes the
 * rules behind this one.
 *
 * @param desk takes a run that is to be claimed
 * @param accounted whether all nodes together find out what none of them has claimed
 */
record OneServerRule(Consumer<Run> desk, boolean accounted) implements Rule {

    @Override
    public Outcome pass(Run run) {
        desk.accept(run);
        return Outcome.PARKED;
    }
}
