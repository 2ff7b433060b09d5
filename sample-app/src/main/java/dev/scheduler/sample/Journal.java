package dev.scheduler.sample;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A listener that is told of every execution. It logs what nobody else does: what did not run and why, and the
 * output that tasks and commands leave with their executions.
 */
@Component
class Journal implements ExecutionListener {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    @Override
    public void ended(Execution execution) {
        if (!execution.state().isRun()) {
            log.info("{} {}: {}, {}", execution.task(), execution.state(), execution.reason(), execution.detail());
        } else if (execution.output() != null) {
            log.info("{} {}: {}", execution.task(), execution.state(), execution.output());
        }
    }
}
