package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.TaskDefinition;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the cluster asks of this node's engine. */
public interface LocalNode {

    /** The node's id, as its executions name it. */
    String id();

    /** The tasks that it has. */
    List<TaskDefinition> tasks();

    /** Since when it waits for scheduled times; null where it does not. */
    @Nullable
    Instant openSince();

    /** An id for an execution. */
    String newExecutionId();

    /** Sees to it that what has been running on it for a second or longer is known should it die. */
    void recordWhatLasts();

    /** Pauses these tasks and no others, as far as it has them. */
    void paused(Collection<String> tasks);

    /** Runs an execution whose row says already that it runs here. */
    void catchUp(Execution claimed);
}
