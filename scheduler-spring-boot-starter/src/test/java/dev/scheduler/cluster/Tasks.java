package dev.scheduler.cluster;

import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Equal one-server tasks, which the nodes of a cluster have.
 *
 * @param group the beginning of their names
 * @param work how long a body takes
 * @param settings their properties, in kebab case
 */
record Tasks(String group, int count, String schedule, Duration work, Map<String, String> settings) {

    /** Tasks that are due at these times and do nothing but tell so. */
    static Tasks of(String group, int count, String schedule) {
        return new Tasks(group, count, schedule, Duration.ZERO, Map.of("on-one-server", "true"));
    }

    /** The same with a body that takes its time. */
    Tasks working(Duration time) {
        return new Tasks(group, count, schedule, time, settings);
    }

    /** The same at other times, as in another version of the application. */
    Tasks at(String otherSchedule) {
        return new Tasks(group, count, otherSchedule, work, settings);
    }

    /** The same with one more property. */
    Tasks with(String property, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(property, value);
        return new Tasks(group, count, schedule, work, more);
    }

    List<String> names() {
        return IntStream.range(0, count).mapToObj(this::name).toList();
    }

    /** The name of one of them. */
    String name(int index) {
        return group + "-" + index;
    }

    /** All scheduled times after one instant, up to and with another. */
    SortedSet<Instant> times(Instant after, Instant until) {
        Schedule parsed = Schedule.parse(schedule, ZoneOffset.UTC);
        SortedSet<Instant> times = new TreeSet<>();
        Instant next = parsed.next(after);
        while (next != null && !next.isAfter(until)) {
            times.add(next);
            next = parsed.next(next);
        }
        return times;
    }

    /** What a node is told of them; they are the index-th of its groups. */
    List<String> arguments(int index) {
        String prefix = "--cluster.tasks[" + index + "].";
        List<String> arguments = new ArrayList<>(List.of(
                prefix + "group=" + group,
                prefix + "count=" + count,
                prefix + "schedule=" + schedule,
                prefix + "work=" + work));
        settings.forEach(
                (property, value) -> arguments.add("--scheduler.groups." + group + "." + property + "=" + value));
        return arguments;
    }
}
