package dev.scheduler.boot.properties;

import dev.scheduler.schedule.Durations;
import dev.scheduler.schedule.Zones;
import dev.scheduler.task.Faults;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
 * @param management What the management endpoint may do.
 */
@ConfigurationProperties("scheduler")
public record SchedulerProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String zone,
        @DefaultValue Executor executor,
        @DefaultValue Shutdown shutdown,
        @DefaultValue History history,
        @DefaultValue Management management) {

    /** The names of what is said of the scheduler as a whole. */
    static final Set<String> NAMES = Arrays.stream(SchedulerProperties.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    private static final int EXECUTIONS = 100;
    private static final Duration AWAIT = Duration.ofSeconds(30);

    /** Tells what cannot be used as it is given; the methods below then give the default. */
    public void check(Faults faults) {
        read("zone", zone, Zones::parse, ZoneId.systemDefault(), faults);
        read("shutdown.await", shutdown.await, Durations::parse, AWAIT, faults);
        read("executor.threads", executor.threads, SchedulerProperties::atLeastOne, 1, faults);
        read("history.per-task", history.perTask, SchedulerProperties::atLeastOne, EXECUTIONS, faults);
    }

    /** The zone of tasks that have none. */
    public ZoneId zoneInForce() {
        return read("zone", zone, Zones::parse, ZoneId.systemDefault(), new Faults());
    }

    /** How long running tasks may take when the application stops. */
    public Duration awaitOnShutdown() {
        return read("shutdown.await", shutdown.await, Durations::parse, AWAIT, new Faults());
    }

    /** How many executions may run at once. */
    public int threads() {
        int usual = Math.max(8, 4 * Runtime.getRuntime().availableProcessors());
        return read("executor.threads", executor.threads, SchedulerProperties::atLeastOne, usual, new Faults());
    }

    /** The most executions kept of one task. */
    public int executionsPerTask() {
        return read("history.per-task", history.perTask, SchedulerProperties::atLeastOne, EXECUTIONS, new Faults());
    }

    private static <G, T> T read(
            String property, @Nullable G given, Function<G, T> reader, T otherwise, Faults faults) {
        if (given == null || given.toString().isBlank()) {
            return otherwise;
        }
        try {
            Placeholders.refuseUnresolved(given.toString());
            return reader.apply(given);
        } catch (IllegalArgumentException e) {
            faults.fault("scheduler." + property + " = \"" + given + "\": " + e.getMessage());
            return otherwise;
        }
    }

    private static int atLeastOne(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("expected 1 or more");
        }
        return number;
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
     * History in memory.
     *
     * @param perTask The most executions kept of one task.
     */
    public record History(@DefaultValue("100") int perTask) {}

    /**
     * Management.
     *
     * @param writes Whether the endpoint may run, pause and resume tasks.
     */
    public record Management(@DefaultValue("false") boolean writes) {}
}
