package dev.scheduler.boot.discovery;

import dev.scheduler.Task;
import dev.scheduler.TaskHandler;
import dev.scheduler.task.Faults;
import dev.scheduler.task.TaskAttributes;
import dev.scheduler.task.TaskDraft;
import dev.scheduler.task.TaskNames;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotation;

/**
 * Finds every {@link Task} on the beans of one context: eager and lazy ones, prototypes and scoped ones, proxied ones and
 * those that a factory makes. Ask it when the singletons are made: a bean that does not exist yet is judged by the type it
 * is declared with, and is not made for that. So a lazy bean method should declare the class that it returns: the tasks of
 * one that stays behind an interface are not seen.
 *
 * <p>The beans of a parent context are that context's own affair.
 */
public final class TaskDiscovery {

    private final ConfigurableListableBeanFactory beanFactory;
    private final BeanTypes types;
    private final AnnotationTexts texts;
    private final TaskRules rules = new TaskRules();

    /**
     * Looks into one bean factory.
     *
     * @param beanFactory the context's own, which the tasks are called through
     */
    public TaskDiscovery(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
        this.types = new BeanTypes(beanFactory);
        this.texts = new AnnotationTexts(beanFactory);
    }

    /**
     * The tasks in order of their beans' registration, then of their methods' names. Those that have a fault are among them
     * as far as they can be, so that the later checks see them too.
     *
     * @param faults told of everything that cannot work
     */
    public List<TaskDraft> discover(Faults faults) {
        List<TaskDraft> drafts = new ArrayList<>();
        TaskScanner scanner = new TaskScanner();
        for (String bean : types.names()) {
            Class<?> type = types.target(bean);
            if (type != null) {
                AnnotatedTasks tasks = scanner.scan(type);
                if (!tasks.isEmpty()) {
                    addAll(bean, type, tasks, drafts, faults);
                }
            }
        }
        return drafts;
    }

    private void addAll(String bean, Class<?> type, AnnotatedTasks tasks, List<TaskDraft> drafts, Faults faults) {
        Class<?> exposed = types.exposed(bean, type);
        String name = TaskNames.bean(bean, type);
        if (!tasks.onType().isEmpty()) {
            tell(bean, rules.checkType(type, exposed), faults);
            add(bean, TaskNames.of(name, null), tasks.onType(), new BeanHandler(beanFactory, bean), drafts, faults);
        }
        for (Map.Entry<Method, List<MergedAnnotation<Task>>> each :
                tasks.onMethods().entrySet()) {
            Method method = each.getKey();
            String where = bean + "." + method.getName();
            tell(where, rules.checkMethod(method, type, exposed), faults);
            TaskHandler handler = new MethodHandler(beanFactory, bean, method);
            add(where, TaskNames.of(name, method.getName()), each.getValue(), handler, drafts, faults);
        }
    }

    private static void tell(String where, List<String> problems, Faults faults) {
        for (String problem : problems) {
            faults.fault(where + ": " + problem);
        }
    }

    private void add(
            String where,
            String defaultName,
            List<MergedAnnotation<Task>> annotations,
            TaskHandler handler,
            List<TaskDraft> drafts,
            Faults faults) {
        for (MergedAnnotation<Task> annotation : annotations) {
            Map<String, String> attributes = texts.read(annotation, where, faults);
            String name = attributes.remove("name");
            if (annotations.size() > 1 && !annotation.hasNonDefaultValue("name")) {
                faults.fault(where + ": @Task stands here " + annotations.size() + " times, and one of them ("
                        + attributes + ") has no name; each needs one of its own, such as name = \"" + defaultName
                        + "-2\"");
            } else {
                drafts.add(draft(name == null ? defaultName : name, attributes, handler, where, faults));
            }
        }
    }

    private static TaskDraft draft(
            String name, Map<String, String> attributes, TaskHandler handler, String where, Faults faults) {
        TaskAttributes read = TaskAttributes.read(attributes, where, faults);
        return new TaskDraft(name, read.group(), read.timing(), read.settings(), List.of(), handler, where);
    }
}
