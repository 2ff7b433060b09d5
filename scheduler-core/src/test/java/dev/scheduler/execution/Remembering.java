package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import java.util.Collection;

/** A listener that keeps what it is told. */
record Remembering(Collection<Execution> starts, Collection<Execution> ends) implements ExecutionListener {

    @Override
    public void started(Execution execution) {
        starts.add(execution);
    }

    @Override
    public void ended(Execution execution) {
        ends.add(execution);
    }
}
