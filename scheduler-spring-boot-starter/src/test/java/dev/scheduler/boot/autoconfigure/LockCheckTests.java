package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.InvalidTasksException;
import dev.scheduler.task.ScheduleConfigurer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.inmemory.InMemoryLockProvider;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class LockCheckTests {

    private static final String NOTHING =
            "Nodes share no locks, as there is no DataSource, no RedisConnectionFactory and" + " no LockProvider; so ";

    private final ApplicationContextRunner plain = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    JdbcStoreAutoConfiguration.class,
                    ClusterAutoConfiguration.class,
                    LockAutoConfiguration.class,
                    SchedulerAutoConfiguration.class));

    private final ApplicationContextRunner runner = plain.withBean(
                    "tasks", ScheduleConfigurer.class, () -> schedule -> {
                        schedule.task("plain", () -> {}).hourly();
                        schedule.task("once", () -> {}).hourly().onOneServer();
                        schedule.task("alone", () -> {}).hourly().withoutOverlapping();
                        schedule.task("off", () -> {}).hourly().onOneServer();
                    })
            .withPropertyValues("scheduler.tasks.off.enabled=false");

    @Test
    void namesTheTasksThatNeedWhatIsNotThere() {
        assertThat(warnings(runner))
                .containsExactly(
                        NOTHING + "every node runs what is meant for one server (once)",
                        NOTHING + "nodes run at the same time what must not overlap (alone)");
    }

    @Test
    void failsTheStartWhereLocksMustBeShared() {
        runner.withPropertyValues("scheduler.lock.require-shared=true")
                .run(context -> assertThat(context.getStartupFailure())
                        .isInstanceOfSatisfying(
                                InvalidTasksException.class,
                                e -> assertThat(e.faults())
                                        .containsExactly(
                                                "scheduler.lock.require-shared = \"true\": n" + NOTHING.substring(1)
                                                        + "every node runs what is meant for one server (once)",
                                                "scheduler.lock.require-shared = \"true\": n" + NOTHING.substring(1)
                                                        + "nodes run at the same time what must not overlap (alone)")));
    }

    @Test
    void asksNothingWhereNoTaskDoes() {
        plain.withBean(
                        "tasks",
                        ScheduleConfigurer.class,
                        () -> schedule -> schedule.task("plain", () -> {}).hourly())
                .withPropertyValues("scheduler.lock.require-shared=true")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void asksNothingWhereNothingRunsByItself() {
        assertThat(warnings(runner.withPropertyValues("scheduler.lock.require-shared=true", "scheduler.enabled=false")))
                .isEmpty();
    }

    @Test
    void isContentWithADatabaseThatAllNodesReach() {
        assertThat(warnings(onPostgres(2).withPropertyValues("scheduler.lock.require-shared=true")))
                .isEmpty();
    }

    @Test
    void warnsOfADatabaseThatEachNodeHasForItself() {
        assertThat(warnings(
                        runner.withBean("dataSource", DataSource.class, () -> JdbcStoreAutoConfigurationTests.h2())))
                .hasSize(2)
                .allMatch(warning -> warning.contains("as the database is embedded, and each node has its own; so"));
    }

    @Test
    void warnsOfLocksInMemory() {
        assertThat(warnings(runner.withBean("mine", LockProvider.class, InMemoryLockProvider::new)))
                .hasSize(2)
                .allMatch(warning -> warning.contains("as the LockProvider keeps them in memory; so"));
    }

    @Test
    void claimsNeedNoLocksWhereTheDatabaseDecides() {
        assertThat(warnings(onPostgres(2).withBean("mine", LockProvider.class, InMemoryLockProvider::new)))
                .containsExactly("Nodes share no locks, as the LockProvider keeps them in memory;"
                        + " so nodes run at the same time what must not overlap (alone)");
    }

    @Test
    void asksWhichOfSeveralIsMeant() {
        assertThat(warnings(runner.withBean("one", LockProvider.class, InMemoryLockProvider::new)
                        .withBean("other", LockProvider.class, InMemoryLockProvider::new)))
                .hasSize(2)
                .allMatch(
                        warning -> warning.contains("there are 2 LockProvider beans, one and other, and none of them"));
        assertThat(warnings(runner.withBean("one", DataSource.class, () -> JdbcStoreAutoConfigurationTests.h2())
                        .withBean("other", DataSource.class, () -> JdbcStoreAutoConfigurationTests.h2())))
                .hasSize(2)
                .allMatch(warning -> warning.contains("there are 2 DataSource beans, one and other, and none of them"));
    }

    @Test
    void saysThatTheDatabaseIsSwitchedOff() {
        assertThat(warnings(onPostgres(2).withPropertyValues("scheduler.jdbc.enabled=false")))
                .hasSize(2)
                .allMatch(
                        warning -> warning.contains("as the DataSource is not used, as scheduler.jdbc.enabled=false"));
    }

    @Test
    void warnsOfLocksThatCannotBeExtended() {
        assertThat(warnings(runner.withBean("mine", LockProvider.class, Unextendable::new)))
                .containsExactly(
                        Unextendable.class.getName() + " cannot extend locks: whatever must not overlap (alone)"
                                + " is stopped, and LOST, after two thirds of its lease");
    }

    @Test
    void warnsOfASingleConnection() {
        assertThat(warnings(onPostgres(1)))
                .singleElement()
                .asString()
                .startsWith("The connection pool has a single connection: ");
    }

    @Test
    void namesTenTasksAtMost() {
        ApplicationContextRunner many = plain.withBean("tasks", ScheduleConfigurer.class, () -> schedule -> {
            for (int i = 10; i < 22; i++) {
                schedule.task("t" + i, () -> {}).hourly().onOneServer();
            }
        });
        assertThat(warnings(many)).singleElement().asString().endsWith("t18, t19, and 2 more)");
    }

    private ApplicationContextRunner onPostgres(int connections) {
        return runner.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.url=" + Postgres.emptyDatabase(),
                        "spring.datasource.hikari.maximum-pool-size=" + connections,
                        "scheduler.jdbc.initialize-schema=always");
    }

    private static List<String> warnings(ApplicationContextRunner runner) {
        List<List<String>> warnings = new ArrayList<>();
        runner.run(context -> warnings.add(context.getBean(TaskRegistrar.class).warnings()));
        return warnings.get(0);
    }

    static final class Unextendable implements LockProvider {

        @Override
        public Optional<SimpleLock> lock(LockConfiguration configuration) {
            return Optional.empty();
        }
    }
}
