package dev.scheduler.boot.discovery;

import dev.scheduler.task.Faults;
import dev.scheduler.task.TaskDraft;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What discovery finds in a context, and how to run it. */
record Found(ConfigurableApplicationContext context, List<TaskDraft> drafts, Faults faults) implements AutoCloseable {

    /** Starts a context of these classes and a journal, and looks into it. */
    static Found in(Class<?>... classes) {
        return in(context -> {}, classes);
    }

    /** The same, with something done to the context before it starts. */
    static Found in(Consumer<AnnotationConfigApplicationContext> before, Class<?>... classes) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(Journal.class);
        if (classes.length > 0) {
            context.register(classes);
        }
        before.accept(context);
        context.refresh();
        return in(context);
    }

    /** What there is in a context that has started. */
    static Found in(ConfigurableApplicationContext context) {
        Faults faults = new Faults();
        return new Found(context, new TaskDiscovery(context.getBeanFactory()).discover(faults), faults);
    }

    /** The tasks' names, in the order found. */
    List<String> names() {
        return drafts.stream().map(TaskDraft::name).toList();
    }

    /** The only task of a name. */
    TaskDraft task(String name) {
        List<TaskDraft> found =
                drafts.stream().filter(draft -> draft.name().equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError("not one task " + name + " but " + drafts);
        }
        return found.get(0);
    }

    /** Runs tasks one after another on this thread and tells what they noted. */
    List<String> run(String... names) {
        Arrays.stream(names).forEach(this::run);
        return journal();
    }

    /** What was noted so far. */
    List<String> journal() {
        return context.getBean(Journal.class).entries();
    }

    private void run(String name) {
        try {
            task(name).handler().run(new RunContext(name));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
