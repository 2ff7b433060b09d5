package dev.scheduler.boot.actuate;

import dev.scheduler.Scheduler;
import dev.scheduler.boot.properties.SchedulerProperties;
import java.time.InstantSource;
import java.time.ZoneId;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.scheduling.ScheduledTasksEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for our part of {@link ScheduledTasksEndpoint}. Backs off where that
 * endpoint is not available, and where there is no scheduler. As Boot allows one extension of an endpoint for each
 * technology, a bean of the same name replaces ours.
 */
@AutoConfiguration(
        afterName = {
            "dev.scheduler.boot.autoconfigure.SchedulerAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.scheduling.ScheduledTasksEndpointAutoConfiguration"
        })
@ConditionalOnClass(ScheduledTasksEndpoint.class)
@ConditionalOnAvailableEndpoint(ScheduledTasksEndpoint.class)
@ConditionalOnBean({Scheduler.class, ScheduledTasksEndpoint.class})
@EnableConfigurationProperties(SchedulerProperties.class)
@RegisterReflectionForBinding({
    BootEntry.Cron.class,
    BootEntry.Interval.class,
    TaskPage.class,
    Receipt.class,
    Refusal.class
})
public final class SchedulerEndpointAutoConfiguration {

    private final TaskPages pages;
    private final TaskCommands commands;

    SchedulerEndpointAutoConfiguration(
            Scheduler scheduler,
            ScheduledTasksEndpoint boots,
            @Qualifier("schedulerClock") ObjectProvider<InstantSource> clock,
            SchedulerProperties properties) {
        ZoneId zone = properties.zoneInForce();
        this.pages = new TaskPages(scheduler, boots, clock.getIfAvailable(InstantSource::system), zone);
        this.commands = new TaskCommands(scheduler, properties.management().writes(), zone);
    }

    @Bean
    @ConditionalOnMissingBean(name = "schedulerTasksWebExtension")
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    ScheduledTasksWebExtension schedulerTasksWebExtension() {
        return new ScheduledTasksWebExtension(pages, commands);
    }

    @Bean
    @ConditionalOnMissingBean(name = "schedulerTasksJmxExtension")
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.JMX)
    ScheduledTasksJmxExtension schedulerTasksJmxExtension() {
        return new ScheduledTasksJmxExtension(pages, commands);
    }
}
