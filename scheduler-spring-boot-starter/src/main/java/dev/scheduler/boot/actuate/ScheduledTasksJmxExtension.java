package dev.scheduler.boot.actuate;

import dev.scheduler.ByHand;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;
import org.springframework.boot.actuate.scheduling.ScheduledTasksEndpoint;

/** The same over JMX. What is refused is thrown, with the reason as the message. */
@EndpointJmxExtension(endpoint = ScheduledTasksEndpoint.class)
final class ScheduledTasksJmxExtension {

    private final TaskPages pages;
    private final TaskCommands commands;

    ScheduledTasksJmxExtension(TaskPages pages, TaskCommands commands) {
        this.pages = pages;
        this.commands = commands;
    }

    @ReadOperation
    ScheduledTasksDocument scheduledTasks() {
        return pages.all();
    }

    @ReadOperation
    TaskPage task(String name, @Nullable String at) {
        return pages.one(name, at);
    }

    @WriteOperation
    Receipt change(
            String name,
            String action,
            @Nullable String schedule,
            @Nullable String zone,
            @Nullable String reason,
            @Nullable Boolean force) {
        ByHand by = ByHand.of("JMX").because(reason);
        return commands.one(name, action, schedule, zone, Boolean.TRUE.equals(force) ? by.forced() : by);
    }

    @WriteOperation
    Receipt changeAll(String action, @Nullable String reason) {
        return commands.all(action, ByHand.of("JMX").because(reason));
    }
}
