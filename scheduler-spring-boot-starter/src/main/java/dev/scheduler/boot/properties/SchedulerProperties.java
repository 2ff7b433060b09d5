package dev.scheduler.boot.properties;

import dev.scheduler.schedule.Durations;
import dev.scheduler.schedule.Zones;
import dev.scheduler.task.Faults;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The scheduler as a whole. What is said of tasks is read apart from this, as names with dots cannot be bound to a map.
 *
 * @param enabled Whether tasks run by themselves; where not, they are registered and run by hand only, as tests want it.
 * @param zone The time zone of tasks that have none of their own, such as "Europe/Paris"; default is the JVM's.
 * @param executor The threads that tasks run on.
 * @param shutdown What happens to running tasks when the application stops.
 * @param history What is kept of past executions.
 * @param lock What is asked of the locks.
 * @param redis Locks in Redis.
 * @param management What the management endpoint may do.
 */
@ConfigurationProperties("scheduler")
public record SchedulerProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String zone,
        @DefaultValue Executor executor,
        @DefaultValue Shutdown shutdown,
        @DefaultValue History history,
        @DefaultValue Lock lock,
        @DefaultValue Redis redis,
        @DefaultValue Management management) {

    /** The names of what is said of the scheduler as a whole. */
    static final Set<String> NAMES = Stream.concat(
                    Arrays.stream(SchedulerProperties.class.getRecordComponents())
                            .map(RecordComponent::getName),
                    Stream.of("jdbc", "cluster"))
            .collect(Collectors.toUnmodifiableSet());

    private static final int EXECUTIONS = 100;
    private static final Duration MAX_AGE = Duration.ofDays(30);
    private static final Duration AWAIT = Duration.ofSeconds(30);

    /** Tells what cannot be used as it is given; the methods below then give the default. */
    public void check(Faults faults) {
        PropertyReading.read("zone", zone, Zones::parse, ZoneId.systemDefault(), faults);
        PropertyReading.read("shutdown.await", shutdown.await, Durations::parse, AWAIT, faults);
        PropertyReading.read("executor.threads", executor.threads, PropertyReading::atLeastOne, 1, faults);
        PropertyReading.read("history.keep", history.keep, PropertyReading::atLeastOne, EXECUTIONS, faults);
        PropertyReading.read("history.max-age", history.maxAge, Durations::parse, MAX_AGE, faults);
    }

    /** The zone of tasks that have none. */
    public ZoneId zoneInForce() {
        return PropertyReading.read("zone", zone, Zones::parse, ZoneId.systemDefault(), new Faults());
    }

    /** How long running tasks may take when the application stops. */
    public Duration awaitOnShutdown() {
        return PropertyReading.read("shutdown.await", shutdown.await, Durations::parse, AWAIT, new Faults());
    }

    /** How many executions may run at once. */
    public int threads() {
        int usual = Math.max(8, 4 * Runtime.getRuntime().availableProcessors());
        return PropertyReading.read(
                "executor.threads", executor.threads, PropertyReading::atLeastOne, usual, new Faults());
    }

    /** The most executions kept of one task. */
    public int executionsKept() {
        return PropertyReading.read(
                "history.keep", history.keep, PropertyReading::atLeastOne, EXECUTIONS, new Faults());
    }

    /** How long executions are kept in a database. */
    public Duration maxAgeOfExecutions() {
        return PropertyReading.read("history.max-age", history.maxAge, Durations::parse, MAX_AGE, new Faults());
    }

    /**
     * Threads.
     *
     * @param threads How many executions may run at once; default is four for each core, at least 8.
     */
    public record Executor(@Nullable Integer threads) {}

    /**
     * Shutdown.
     *
     * @param await How long to wait for running tasks before they are interrupted, such as "30 seconds".
     */
    public record Shutdown(@DefaultValue("30 seconds") String await) {}

    /**
     * History. The last success and the last failure of a task are kept always.
     *
     * @param keep The most executions kept of one task.
     * @param maxAge How long executions are kept in a database, such as "30 days".
     */
    public record History(
            @DefaultValue("100") int keep,
            @DefaultValue("30 days") String maxAge) {}

    /**
     * Locks.
     *
     * @param requireShared Whether the start fails where tasks need locks that all nodes share and there are none.
     */
    public record Lock(@DefaultValue("false") boolean requireShared) {}

    /**
     * Redis.
     *
     * @param environment What the names of locks begin with, so that applications that share a Redis keep apart.
     */
    public record Redis(@DefaultValue("default") String environment) {}

    /**
     * Management.
     *
     * @param writes Whether the endpoint may act: run, cancel, pause, resume, reschedule, reset and unlock.
     */
    public record Management(@DefaultValue("false") boolean writes) {}
}
