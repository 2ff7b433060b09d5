package dev.scheduler.task;

import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.TimingSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One layer of a task, read from texts under the names of {@link dev.scheduler.Task}'s attributes. The only place that
 * knows how an attribute's text is read, whichever source it comes from.
 *
 * @param group the group
 * @param timing the timing as written
 * @param settings the settings
 */
public record TaskAttributes(@Nullable String group, TimingSpec timing, TaskSettings settings) {

    /**
     * Reads a layer.
     *
     * @param texts the attributes that are set, by name in camel case ({@code value} and {@code schedule} are the same)
     * @param where the place for fault messages, such as {@code billing.syncRecords} or {@code scheduler.tasks.sync}
     * @param faults told of every attribute that cannot be read
     */
    public static TaskAttributes read(Map<String, String> texts, String where, Faults faults) {
        throw new IllegalStateException();
    }
}
