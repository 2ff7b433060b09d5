package dev.scheduler.cluster;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.scheduler.Scheduler;
import dev.scheduler.task.ScheduleConfigurer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** A small application that the nodes of a cluster run; its scenario says which tasks it has. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableConfigurationProperties(ClusterProperties.class)
class ClusterApplication {

    /** What a node says once it has begun. */
    static final String READY = "READY";

    public static void main(String[] arguments) {
        Console console = Console.listen();
        console.serve(new Hands(
                SpringApplication.run(ClusterApplication.class, arguments).getBean(Scheduler.class)));
    }

    @Bean(defaultCandidate = false)
    InstantSource schedulerClock(ClusterProperties properties) {
        return new ShiftedClock(properties.clock());
    }

    @Bean
    @ConditionalOnProperty("cluster.database-clock")
    static WrongDatabase wrongDatabase(Environment environment, ObjectProvider<DataSource> dataSource) {
        return new WrongDatabase(
                dataSource,
                new ShiftedClock(Path.of(environment.getRequiredProperty("cluster.database-clock"))),
                environment.getRequiredProperty("scheduler.jdbc.timeout", Duration.class));
    }

    @Bean
    ScheduleConfigurer tasks(ClusterProperties properties) {
        StartBook book = new StartBook(new JdbcTemplate(pool(properties.starts())));
        return schedule -> {
            for (ClusterProperties.Group group : properties.tasks()) {
                Body body = new Body(book, properties.node(), group.work());
                for (int index = 0; index < group.count(); index++) {
                    schedule.task(group.group() + "-" + index, body)
                            .schedule(group.schedule())
                            .group(group.group());
                }
            }
        };
    }

    /** No bean: the application has one database, and this is not it. */
    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("postgres");
        config.setPassword("postgres");
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    @Bean
    Ready ready() {
        return new Ready();
    }

    /** The last to hear that the application is ready. */
    @Order(Ordered.LOWEST_PRECEDENCE)
    static final class Ready implements ApplicationListener<ApplicationReadyEvent> {

        @Override
        public void onApplicationEvent(ApplicationReadyEvent event) {
            System.out.println(READY);
        }
    }
}
