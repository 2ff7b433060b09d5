package dev.scheduler.boot.cluster.sim;

import dev.scheduler.Execution;
import dev.scheduler.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The records of one task by the scheduled times that each stands for. */
final class Records {

    private final Map<Instant, List<Execution>> singles = new HashMap<>();
    private final Map<Execution, Execution> several = new HashMap<>();
    private final Collection<Execution> all;
    private final Collection<Schedule> schedules;

    /**
     * @param parts what a record was merged of
     * @param schedules those that the task had
     */
    Records(Collection<Execution> records, Function<Execution, List<Execution>> parts, Collection<Schedule> schedules) {
        this.all = records;
        this.schedules = schedules;
        for (Execution record : records) {
            parts.apply(record).forEach(part -> add(part, record));
        }
    }

    private void add(Execution part, Execution record) {
        if (part.count() == 1) {
            singles.computeIfAbsent(part.scheduledTime(), time -> new ArrayList<>())
                    .add(record);
        } else {
            several.put(part, record);
        }
    }

    /** All that say something of one scheduled time. */
    List<Execution> of(Instant time) {
        List<Execution> found = new ArrayList<>(singles.getOrDefault(time, List.of()));
        several.forEach((part, record) -> {
            if (!part.firstScheduledTime().isAfter(time)
                    && !part.scheduledTime().isBefore(time)
                    && schedules.stream().anyMatch(each -> isTime(each, time) && isOf(each, part))) {
                found.add(record);
            }
        });
        return found;
    }

    /** Whether a record stands for times before and after one, by whatever schedule. */
    boolean span(Instant time) {
        return all.stream()
                .anyMatch(record -> !record.firstScheduledTime().isAfter(time)
                        && !record.scheduledTime().isBefore(time));
    }

    /** Whether the times that a record stands for are a schedule's. */
    static boolean isOf(Schedule schedule, Execution record) {
        return isTime(schedule, record.firstScheduledTime())
                && isTime(schedule, record.scheduledTime())
                && schedule.count(record.firstScheduledTime().minusNanos(1), record.scheduledTime()) == record.count();
    }

    static boolean isTime(Schedule schedule, Instant time) {
        return time.equals(schedule.next(time.minusNanos(1)));
    }

    /** Those that stand for several times, as they were written. */
    Collection<Execution> several() {
        return several.keySet();
    }
}
