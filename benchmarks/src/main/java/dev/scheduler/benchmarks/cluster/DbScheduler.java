package dev.scheduler.benchmarks.cluster;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/** Recurring tasks of db-scheduler, which locks and fetches what is due in one statement; polling every 100 ms. */
final class DbScheduler implements Contestant {

    @Override
    public List<String> tables() {
        return List.of(
                "CREATE TABLE scheduled_tasks (task_name text, task_instance text, task_data bytea,"
                        + " execution_time timestamptz, picked boolean NOT NULL, picked_by text,"
                        + " last_success timestamptz, last_failure timestamptz, consecutive_failures int,"
                        + " last_heartbeat timestamptz, version bigint NOT NULL, priority smallint, state text,"
                        + " PRIMARY KEY (task_name, task_instance))",
                "CREATE INDEX ON scheduled_tasks (execution_time)",
                "CREATE INDEX ON scheduled_tasks (last_heartbeat)",
                "CREATE INDEX ON scheduled_tasks (priority DESC, execution_time)");
    }

    @Override
    public void start(NodeSettings settings, Ledger ledger) {
        Scheduler.create(pool(settings))
                .startTasks(IntStream.range(0, settings.tasks())
                        .mapToObj(task -> task(task, ledger))
                        .toList())
                .threads(NodeSettings.THREADS)
                .pollUsingLockAndFetch(0.5, 4.0)
                .pollingInterval(Duration.ofMillis(100))
                .schedulerName(new SchedulerName.Fixed(settings.nodeName()))
                .build()
                .start();
    }

    private static HikariDataSource pool(NodeSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        config.setUsername("postgres");
        return new HikariDataSource(config);
    }

    private static RecurringTask<Void> task(int task, Ledger ledger) {
        return Tasks.recurring("task-" + task, new EverySecond())
                .execute((instance, context) ->
                        ledger.started(task, context.getExecution().getExecutionTime()));
    }

    /**
     * The first full second after the end of the last run. Its own cron keeps the fraction of the second at which that run
     * ended, so that its times drift and spread by themselves.
     */
    private static final class EverySecond implements Schedule {

        @Override
        public Instant getNextExecutionTime(ExecutionComplete last) {
            return last.getTimeDone().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        }

        @Override
        public boolean isDeterministic() {
            return true;
        }
    }
}
