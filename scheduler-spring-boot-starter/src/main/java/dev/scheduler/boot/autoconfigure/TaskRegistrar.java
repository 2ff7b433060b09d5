package dev.scheduler.boot.autoconfigure;

import dev.scheduler.Scheduler;
import dev.scheduler.TaskDefinition;
import dev.scheduler.boot.InvalidTasksException;
import dev.scheduler.boot.discovery.TaskDiscovery;
import dev.scheduler.boot.properties.SchedulerProperties;
import dev.scheduler.boot.properties.SpringConditions;
import dev.scheduler.boot.properties.TaskPropertiesReader;
import dev.scheduler.task.Faults;
import dev.scheduler.task.ScheduleConfigurer;
import dev.scheduler.task.TaskAssembler;
import dev.scheduler.task.TaskDraft;
import dev.scheduler.task.TaskSchedule;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Collects the tasks of one context when its beans are there, from annotations, configurers and properties, and registers
 * them. Where anything is wrong with any of them, none is registered and the start fails with all faults.
 */
final class TaskRegistrar implements SmartInitializingSingleton {

    private final Scheduler scheduler;
    private final ConfigurableListableBeanFactory beanFactory;
    private final Environment environment;
    private final SchedulerProperties properties;
    private final ObjectProvider<ScheduleConfigurer> configurers;
    private final ObjectProvider<TaskCheck> checks;
    private List<String> warnings = List.of();

    TaskRegistrar(
            Scheduler scheduler,
            ConfigurableListableBeanFactory beanFactory,
            Environment environment,
            SchedulerProperties properties,
            ObjectProvider<ScheduleConfigurer> configurers,
            ObjectProvider<TaskCheck> checks) {
        this.scheduler = scheduler;
        this.beanFactory = beanFactory;
        this.environment = environment;
        this.properties = properties;
        this.configurers = configurers;
        this.checks = checks;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Faults faults = new Faults();
        List<TaskDefinition> definitions = definitions(faults);
        checks.forEach(check -> check.check(definitions, faults));
        if (!faults.faults().isEmpty()) {
            throw new InvalidTasksException(faults.faults());
        }
        if (definitions.isEmpty()) {
            faults.warn(
                    "There is no task: nothing has @Task, no ScheduleConfigurer adds one and no property defines one");
        }
        definitions.forEach(scheduler::register);
        warnings = faults.warnings();
    }

    /** What is allowed but probably not meant. */
    List<String> warnings() {
        return warnings;
    }

    private List<TaskDefinition> definitions(Faults faults) {
        properties.check(faults);
        TaskPropertiesReader reader = new TaskPropertiesReader(environment, faults);
        List<TaskDraft> drafts = new ArrayList<>(new TaskDiscovery(beanFactory).discover(faults));
        configurers.orderedStream().map(TaskSchedule::drafts).forEach(drafts::addAll);
        drafts.addAll(reader.drafts());
        SpringConditions conditions = new SpringConditions(beanFactory, environment);
        return new TaskAssembler(reader.layers(drafts), conditions, properties.zoneInForce(), faults).assemble(drafts);
    }
}
