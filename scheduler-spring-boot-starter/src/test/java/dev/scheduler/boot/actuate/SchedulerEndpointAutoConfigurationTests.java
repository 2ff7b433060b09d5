package dev.scheduler.boot.actuate;

import dev.scheduler.Scheduler;
import dev.scheduler.execution.DefaultScheduler;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.actuate.autoconfigure.scheduling.ScheduledTasksEndpointAutoConfiguration;
import org.springframework.boot.actuate.scheduling.ScheduledTasksEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class SchedulerEndpointAutoConfigurationTests {

    private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(
            ScheduledTasksEndpointAutoConfiguration.class, SchedulerEndpointAutoConfiguration.class);
    private static final String ON_WEB = "management.endpoints.web.exposure.include=scheduledtasks";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(CONFIGURATIONS)
            .withBean(Scheduler.class, () -> DefaultScheduler.builder().build());

    @Test
    void extendsTheEndpointOnTheWebAlone() {
        runner.withPropertyValues(ON_WEB)
                .run(context -> assertThat(context)
                        .hasSingleBean(ScheduledTasksWebExtension.class)
                        .doesNotHaveBean(ScheduledTasksJmxExtension.class));
    }

    @Test
    void extendsTheEndpointOverJmxAlone() {
        runner.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=scheduledtasks")
                .run(context -> assertThat(context)
                        .hasSingleBean(ScheduledTasksJmxExtension.class)
                        .doesNotHaveBean(ScheduledTasksWebExtension.class));
    }

    @Test
    void extendsTheEndpointInEveryKindOfApplication() {
        new WebApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withBean(Scheduler.class, () -> DefaultScheduler.builder().build())
                .withPropertyValues(ON_WEB)
                .run(context -> assertThat(context).hasSingleBean(ScheduledTasksWebExtension.class));
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withBean(Scheduler.class, () -> DefaultScheduler.builder().build())
                .withPropertyValues(ON_WEB)
                .run(context -> assertThat(context).hasSingleBean(ScheduledTasksWebExtension.class));
    }

    @Test
    void backsOffWhereTheEndpointIsNotExposed() {
        runner.run(context -> assertThat(context).doesNotHaveBean(SchedulerEndpointAutoConfiguration.class));
    }

    @Test
    void backsOffWhereNobodyHasAccessToTheEndpoint() {
        runner.withPropertyValues(ON_WEB, "management.endpoint.scheduledtasks.access=NONE")
                .run(context -> assertThat(context).doesNotHaveBean(SchedulerEndpointAutoConfiguration.class));
    }

    @Test
    void backsOffWithoutAScheduler() {
        new ApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withPropertyValues(ON_WEB)
                .run(context -> assertThat(context)
                        .hasSingleBean(ScheduledTasksEndpoint.class)
                        .doesNotHaveBean(SchedulerEndpointAutoConfiguration.class));
    }

    @Test
    void backsOffWithoutBootsEndpoint() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SchedulerEndpointAutoConfiguration.class))
                .withBean(Scheduler.class, () -> DefaultScheduler.builder().build())
                .withPropertyValues(ON_WEB)
                .run(context -> assertThat(context).doesNotHaveBean(SchedulerEndpointAutoConfiguration.class));
    }

    @Test
    void backsOffWithoutActuator() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SchedulerEndpointAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(ScheduledTasksEndpoint.class))
                .withBean(Scheduler.class, () -> DefaultScheduler.builder().build())
                .withPropertyValues(ON_WEB)
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(SchedulerEndpointAutoConfiguration.class));
    }

    @Test
    void makesWayForABeanOfTheSameName() {
        runner.withPropertyValues(ON_WEB)
                .withBean("schedulerTasksWebExtension", String.class, () -> "mine")
                .run(context -> assertThat(context).doesNotHaveBean(ScheduledTasksWebExtension.class));
    }

    @Test
    void hintsAtWhatJsonLibrariesReadByReflection() {
        RuntimeHints hints = new RuntimeHints();

        new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, SchedulerEndpointAutoConfiguration.class);

        assertThat(List.of(BootEntry.Cron.class, BootEntry.LastExecution.class, TaskRow.class, ExecutionRow.class))
                .allMatch(type -> RuntimeHintsPredicates.reflection()
                        .onType(type)
                        .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)
                        .test(hints));
    }
}
