package dev.scheduler.boot.actuate;

import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskHandler;
import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.Timing;
import dev.scheduler.schedule.TimingAttribute;
import dev.scheduler.schedule.TimingSpec;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tasks with as little said of them as a test needs. */
final class Definitions {

    private Definitions() {}

    static TaskDefinition task(String name, @Nullable String schedule, TaskHandler handler) {
        return TaskDefinition.of(name, schedule == null ? null : timing(TimingAttribute.SCHEDULE, schedule), handler);
    }

    static TaskDefinition disabled(String name, String schedule) {
        return task(name, schedule, context -> {})
                .withSettings(TaskSettings.builder().enabled(false).build());
    }

    static TaskDefinition delayed(String name, String delay) {
        return TaskDefinition.of(name, timing(TimingAttribute.DELAY, delay), context -> {});
    }

    static TaskDefinition full(
            String name,
            String group,
            TaskSettings settings,
            Map<TimingAttribute, String> timing,
            TaskHandler handler) {
        return new TaskDefinition(
                name,
                group,
                TimingSpec.of(timing).compile(ZoneOffset.UTC).timing(),
                settings,
                List.of(),
                handler,
                true,
                "billing.sendInvoices");
    }

    private static @Nullable Timing timing(TimingAttribute attribute, String text) {
        return TimingSpec.of(Map.of(attribute, text)).compile(ZoneOffset.UTC).timing();
    }
}
