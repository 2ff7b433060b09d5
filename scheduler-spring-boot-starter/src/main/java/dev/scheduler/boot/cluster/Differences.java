package dev.scheduler.boot.cluster;

import dev.scheduler.execution.LocalTask;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of tasks that other nodes run by another schedule: once for each, and not before it is seen twice, as news of what a
 * person did may be on its way. Safe for use by any thread.
 */
final class Differences {

    private static final Logger log = LoggerFactory.getLogger(Differences.class);

    private final Map<String, Difference> known = new ConcurrentHashMap<>();

    private record Difference(String theirs, int times) {}

    void saw(TaskMark mark, LocalTask local) {
        Difference now = known.merge(
                mark.task(),
                new Difference(mark.schedule(), 1),
                (before, first) -> before.theirs().equals(mark.schedule())
                        ? new Difference(mark.schedule(), before.times() + 1)
                        : first);
        if (now.times() == 2) {
            log.warn(
                    "{}: this node runs it \"{}\", other nodes run it \"{}\"; each runs its own times, and only theirs are"
                            + " accounted for",
                    mark.task(),
                    ScheduleText.of(local.definition().timing()),
                    mark.schedule());
        }
    }

    void forget(String task) {
        known.remove(task);
    }
}
