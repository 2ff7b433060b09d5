package dev.scheduler.benchmarks.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.support.CronTrigger;

/**
 * Spring's scheduling with ShedLock around each body, as {@code @Scheduled} and {@code @SchedulerLock} do it. A lock is held
 * for at least half a second, so that a node whose threads are busy does not start a second time what another has just done.
 */
final class ShedLock implements Contestant {

    private static final Duration AT_LEAST = Duration.ofMillis(500);
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    @Override
    public List<String> tables() {
        return List.of("CREATE TABLE shedlock (name varchar(64) PRIMARY KEY, lock_until timestamp NOT NULL,"
                + " locked_at timestamp NOT NULL, locked_by varchar(255) NOT NULL)");
    }

    @Override
    public void start(NodeSettings settings, Ledger ledger) {
        new SpringApplicationBuilder(Application.class)
                .properties(settings.properties())
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean(NodeSettings.class, () -> settings);
                    beans.registerBean(Ledger.class, () -> ledger);
                })
                .run();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableScheduling
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        TaskSchedulingAutoConfiguration.class
    })
    static class Application {

        @Bean
        LockingTaskExecutor locks(JdbcTemplate database, NodeSettings settings) {
            return new DefaultLockingTaskExecutor(
                    new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                            .withJdbcTemplate(database)
                            .withLockedByValue(settings.nodeName())
                            .usingDbTime()
                            .build()));
        }

        @Bean
        SchedulingConfigurer tasks(LockingTaskExecutor locks, Ledger ledger, NodeSettings settings) {
            return registrar -> {
                for (int i = 0; i < settings.tasks(); i++) {
                    int task = i;
                    EverySecond second = new EverySecond();
                    Runnable body = () -> ledger.started(task, second.scheduled());
                    registrar.addTriggerTask(() -> locks.executeWithLock(body, lock(task)), second);
                }
            };
        }

        private static LockConfiguration lock(int task) {
            return new LockConfiguration(Instant.now(), "task-" + task, AT_MOST, AT_LEAST);
        }
    }

    /** The cron trigger of {@code @Scheduled}, which remembers what it said last: what its task runs for. */
    private static final class EverySecond implements Trigger {

        private final CronTrigger cron = new CronTrigger("* * * * * *", ZoneOffset.UTC);
        private volatile @Nullable Instant last;

        @Override
        public @Nullable Instant nextExecution(TriggerContext context) {
            Instant next = cron.nextExecution(context);
            last = next;
            return next;
        }

        Instant scheduled() {
            return Objects.requireNonNull(last);
        }
    }
}
