package dev.scheduler.boot.cluster;

import dev.scheduler.thread.Printable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something for one task after another, so that what goes wrong with one, such as a schedule of the user's own that
 * throws, stops no other. Safe for use by any thread.
 */
final class PerTask {

    private static final Logger log = LoggerFactory.getLogger(PerTask.class);

    private final String work;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** @param work what is done, for people */
    PerTask(String work) {
        this.work = work;
    }

    /**
     * Does it for one.
     *
     * @return what came of it; false where it went wrong
     * @throws StoreException if the database did not answer, as then it does not for the others either
     */
    boolean test(String task, BooleanSupplier step) {
        try {
            return step.getAsBoolean();
        } catch (StoreException problem) {
            if (!problem.isOfValues()) {
                throw problem;
            }
            tell(task, problem);
        } catch (Throwable broken) {
            tell(task, broken);
        }
        return false;
    }

    /** The same, of which nothing comes. */
    void run(String task, Runnable step) {
        test(task, () -> {
            step.run();
            return true;
        });
    }

    /** Once for each kind of error, as it will come again with every sweep. */
    private void tell(String task, Throwable problem) {
        if (told.add(task + " " + problem.getClass().getName())) {
            log.error("{} failed for {}; all other tasks go on", work, task, Printable.of(problem));
        }
    }
}
