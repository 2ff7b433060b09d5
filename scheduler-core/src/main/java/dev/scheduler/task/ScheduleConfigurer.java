package dev.scheduler.task;

/**
 * Defines tasks in code. Each bean of this type is asked once, when the application starts.
 *
 * <pre>{@code
 * @Bean
 * ScheduleConfigurer nightly(Files files) {
 *     return schedule -> schedule.task("cleanup", files::deleteOld).dailyAt("02:00").zone("America/New_York");
 * }
 * }</pre>
 */
@FunctionalInterface
public interface ScheduleConfigurer {

    /** Adds tasks to a schedule. */
    void configure(TaskSchedule schedule);
}
