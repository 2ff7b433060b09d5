package dev.scheduler;

/** A task's body. */
@FunctionalInterface
public interface TaskHandler {

    /**
     * Does the work, on a thread of the scheduler's pool.
     *
     * @throws Exception whatever goes wrong: the try has then failed, and the schedule goes on
     */
    void run(TaskContext context) throws Exception;
}
