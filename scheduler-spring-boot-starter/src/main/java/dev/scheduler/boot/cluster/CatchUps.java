package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.NoSuchTaskException;
import dev.scheduler.Reason;
import dev.scheduler.execution.LocalNode;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what makes up for missed scheduled times, once its rows say that it runs here. */
final class CatchUps {

    private static final Logger log = LoggerFactory.getLogger(CatchUps.class);

    private final LocalNode node;
    private final OpenRuns runs;
    private final SharedHistory history;
    private final ClusterClock clock;

    CatchUps(LocalNode node, OpenRuns runs, SharedHistory history, ClusterClock clock) {
        this.node = node;
        this.runs = runs;
        this.history = history;
        this.clock = clock;
    }

    /**
     * Has rows written, and runs them if they were. Where that is not known, it is found out later.
     *
     * @param write says whether they were written
     */
    boolean run(List<Execution> catchUps, BooleanSupplier write) {
        catchUps.forEach(each -> runs.hold(each, OpenRuns.Kind.CATCH_UP));
        boolean written = false;
        try {
            written = write.getAsBoolean();
        } catch (StoreException unknown) {
            runs.releaseCatchUps(catchUps);
            throw unknown;
        }
        if (written) {
            catchUps.forEach(this::run);
        } else {
            runs.close(catchUps);
        }
        return written;
    }

    /** Runs one whose row is there. */
    void run(Execution catchUp) {
        try {
            node.catchUp(catchUp);
        } catch (NoSuchTaskException removed) {
            Execution missed = Judged.as(
                    catchUp,
                    ExecutionState.MISSED,
                    Reason.NODE_DOWN,
                    "its task was removed before it could be made up for",
                    clock.instant());
            log.warn("{} ({}) was missed: {}", missed.task(), missed.id(), missed.detail());
            history.ended(missed);
        }
    }
}
