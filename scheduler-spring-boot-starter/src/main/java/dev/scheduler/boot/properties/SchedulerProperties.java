package dev.scheduler.boot.properties;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The scheduler as a whole. What is said of tasks is read apart from this, as names with dots cannot be bound to a map.
 *
 * @param enabled whether tasks run by themselves; where not, they are registered and run by hand only, as tests want it
 * @param zone the time zone of tasks that have none of their own, such as "Europe/Paris"; default is the JVM's
 * @param executor the threads that tasks run on
 * @param shutdown what happens to running tasks when the application stops
 * @param history what is kept of past executions
 * @param management what the management endpoint may do
 */
@ConfigurationProperties("scheduler")
public record SchedulerProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String zone,
        @DefaultValue Executor executor,
        @DefaultValue Shutdown shutdown,
        @DefaultValue History history,
        @DefaultValue Management management) {

    /**
     * Threads.
     *
     * @param threads how many executions may run at once; default is four for each core, at least 8
     */
    public record Executor(@Nullable Integer threads) {}

    /**
     * Shutdown.
     *
     * @param await how long to wait for running tasks before they are interrupted, such as "30 seconds"
     */
    public record Shutdown(@DefaultValue("30 seconds") String await) {}

    /**
     * History in memory.
     *
     * @param perTask the most executions kept of one task
     */
    public record History(@DefaultValue("100") int perTask) {}

    /**
     * Management.
     *
     * @param writes whether the endpoint may run, pause and resume tasks
     */
    public record Management(@DefaultValue("false") boolean writes) {}
}
