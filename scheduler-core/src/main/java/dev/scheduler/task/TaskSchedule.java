package dev.scheduler.task;

import dev.scheduler.TaskHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a {@link ScheduleConfigurer} adds its tasks to. Each method returns the words that say when and how the task is run;
 * what they say wrong is told when the application starts, together with every other fault in its tasks.
 */
public final class TaskSchedule {

    private final TaskBuilder group;
    private final List<TaskBuilder> tasks;

    private TaskSchedule(TaskBuilder group, List<TaskBuilder> tasks) {
        this.group = group;
        this.tasks = tasks;
    }

    /** The tasks that a configurer defines, in the order in which it does. */
    public static List<TaskDraft> drafts(ScheduleConfigurer configurer) {
        List<TaskBuilder> tasks = new ArrayList<>();
        configurer.configure(new TaskSchedule(TaskBuilder.outermost(), tasks));
        return tasks.stream().map(TaskBuilder::draft).toList();
    }

    /** A task that runs this. A body that throws checked exceptions is written with the context: {@code context -> …}. */
    public TaskBuilder task(String name, Runnable body) {
        return add(name, context -> body.run());
    }

    /** A task that runs this. */
    public TaskBuilder task(String name, TaskHandler body) {
        return add(name, body);
    }

    /** A task that runs a shell command, as {@link ExecHandler} says. */
    public TaskBuilder exec(String name, String command) {
        return add(name, new ExecHandler(command));
    }

    /**
     * Tasks that share attributes; what a task says itself beats them.
     *
     * <pre>{@code
     * schedule.group(g -> g.dailyAt("03:00").zone("UTC"), g -> {
     *     g.task("cleanup", files::deleteOld);
     *     g.exec("backup", "pg_dump mydb").weekly();
     * });
     * }</pre>
     */
    public TaskSchedule group(Consumer<TaskBuilder> attributes, Consumer<TaskSchedule> members) {
        TaskBuilder shared = group.inner();
        attributes.accept(shared);
        members.accept(new TaskSchedule(shared, tasks));
        return this;
    }

    private TaskBuilder add(String name, TaskHandler body) {
        TaskBuilder task = group.member(name, body, name + " at " + Caller.place());
        tasks.add(task);
        return task;
    }
}
