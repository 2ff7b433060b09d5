package dev.scheduler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a recurring task of a bean's method (no parameter, or one {@link TaskContext}), or of a bean class that is a
 * {@link Runnable} or a {@link TaskHandler}.
 *
 * <p>One attribute says how often: {@link #value()} (a whole schedule in words or cron), {@link #every()},
 * {@link #cron()} or {@link #delay()}; the others refine it. An attribute left at its default is unset: it takes the
 * value of the task's group or of {@code scheduler.defaults}. What {@code scheduler.tasks.<name>.*} says in the
 * properties beats all of them. {@code ${…}} placeholders are resolved in every string.
 *
 * <pre>{@code
 * @Task(every = "1 minute")
 * void syncRecords() { … }
 *
 * @Task(every = "month", on = "last day", at = "18:00", zone = "Europe/Paris", onOneServer = true)
 * void sendInvoices(TaskContext context) { … }
 * }</pre>
 *
 * <p>What cannot be read fails the start of the application, together with every other fault in its tasks.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Repeatable(Task.List.class)
public @interface Task {

    /**
     * A whole schedule, in words or cron: {@code "every 5 minutes"}, {@code "weekdays at 9"}, {@code "0 9 * * 1-5"},
     * {@code "@daily"}. Excludes {@link #every()}, {@link #cron()} and {@link #delay()}.
     */
    String value() default "";

    /**
     * An interval: {@code "1 minute"}, {@code "7 minutes"}, {@code "month"}, {@code "1h30m"}, {@code "PT90S"}. One that
     * divides a minute, is a whole number of minutes that divides an hour, or a whole number of hours that divides a day,
     * lies on the local clock (every 15 minutes: :00 :15 :30 :45); another one is elapsed time counted from
     * 1970-01-01T00:00Z, equal on all nodes; days, weeks, months and years are calendar units.
     */
    String every() default "";

    /**
     * The local times of a daily or longer interval ({@code "17:00"}, {@code "5pm"}, {@code "8:00, 17:00"}), or the
     * minute of an hourly one ({@code ":17"}).
     */
    String at() default "";

    /**
     * The days: of the week ({@code "friday"}, {@code "weekdays"}), of the month ({@code "15th"}, {@code "last day"},
     * {@code "first monday"}) or of the year ({@code "june 1"}), as the interval asks.
     */
    String on() default "";

    /**
     * A cron expression of five fields (minute first, as crontab(5)) or six (second first, as Spring), a macro such as
     * {@code @daily} or {@code @every 10m}, or Quartz's own dialect behind {@code quartz:}. {@code "-"} switches the task off: it is listed
     * and never runs.
     */
    String cron() default "";

    /**
     * The other timing: first at start, then so long after the end of each run on this node, such as
     * {@code "10 seconds"}.
     */
    String delay() default "";

    /**
     * The local date (or date and time) that intervals are counted from, such as {@code "2026-01-05"}; nothing is due
     * before it. Supplies {@link #on()} and {@link #at()} where they are left out.
     */
    String from() default "";

    /** The local times of day outside which nothing is due, both ends inclusive, such as {@code "22:00-06:00"}. */
    String between() default "";

    /** The local times of day inside which nothing is due, both ends inclusive, such as {@code "22:00-06:00"}. */
    String unlessBetween() default "";

    /** The time zone of everything above, such as {@code "Europe/Paris"}. Default: {@code scheduler.zone}, else the JVM's. */
    String zone() default "";

    /**
     * The task's identity everywhere: letters, digits, {@code -}, {@code _} and {@code .}, at most 55 characters.
     * Default: {@code <bean>.<method>} in kebab case. Required where the annotation is repeated.
     */
    String name() default "";

    /** What the task does, for people. */
    String description() default "";

    /** The group that the task is listed under and takes settings from ({@code scheduler.groups.<group>}). */
    String group() default "";

    /**
     * Whether one node of the cluster runs the task for all: each scheduled time is started at most once, however far the
     * nodes' clocks are apart. The nodes must share a store (a database, or a lock provider such as Redis); where there is
     * none, each node is a cluster of its own, which is warned of at start. Excludes {@link #delay()}.
     */
    boolean onOneServer() default false;

    /**
     * Whether the task never runs over itself in the whole cluster; on one node it doesn't anyway. The node that runs it
     * holds a lock in the nodes' shared store from start to end. A node that is cut off from the store is told to stop
     * before its {@link #lease()} ends; code that ignores interrupts can then still overlap. Excludes
     * {@link Overlap#REPLACE} and {@link Overlap#ALLOW}.
     */
    boolean withoutOverlapping() default false;

    /** What happens when the task is due while it still runs on this node. */
    Overlap overlap() default Overlap.SKIP;

    /**
     * After how long a task {@link #withoutOverlapping()} is free again when the node that ran it has crashed, such as
     * {@code "30 seconds"}; 5 seconds or more, one minute where nothing is said. A living node extends it as long as the
     * task runs, so it says nothing about how long a run may take.
     */
    String lease() default "";

    /** How long one try may take, such as {@code "5 minutes"}; then its thread is interrupted and it counts as timed out. */
    String timeout() default "";

    /** How often an execution is tried until it succeeds, the first time included. */
    int maxTries() default 1;

    /** How long to wait between tries: {@code "10s"}, or growing: {@code "10s x2 max 5m"}. */
    String backoff() default "";

    /** How late after its scheduled time an execution may still start or be tried again, such as {@code "30 seconds"}. */
    String deadline() default "";

    /**
     * What is done about scheduled times that no living node accepted in time. Over restarts this needs history in a
     * database; without one it is known only of a process that stood still. Excludes {@link #delay()}.
     */
    Missed missed() default Missed.SKIP;

    /** The most by which a start is put off at random, to spread load, such as {@code "20 seconds"}. */
    String jitter() default "";

    /** A Spring profile expression, such as {@code "production & !eu"}; elsewhere the task is skipped. */
    String profiles() default "";

    /** A SpEL expression, judged before each run in the bean factory's context; the task runs only where it is true. */
    String when() default "";

    /** A SpEL expression, judged before each run in the bean factory's context; the task is skipped where it is true. */
    String skip() default "";

    /** Whether the task runs although the whole scheduler is paused (its own pause still holds). */
    boolean evenWhenPaused() default false;

    /** Several tasks of one method or class; each needs a {@link Task#name()}. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
    @interface List {
        /** The tasks. */
        Task[] value();
    }
}
