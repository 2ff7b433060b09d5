package dev.scheduler.boot.autoconfigure;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.scheduler.boot.InvalidTasksException;
import dev.scheduler.task.Faults;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DataSourceUnwrapper;

/** Connections for the scheduler alone: however many the tasks hold, locks are extended. */
final class OwnPool {

    private OwnPool() {}

    /**
     * A small pool with all the settings of the application's.
     *
     * @throws InvalidTasksException if that is none of HikariCP's
     */
    static DataSource like(DataSource given, int connections) {
        HikariDataSource pool = DataSourceUnwrapper.unwrap(given, HikariConfigMXBean.class, HikariDataSource.class);
        if (pool == null) {
            throw otherPool(given, connections);
        }
        HikariConfig config = new HikariConfig();
        pool.copyStateTo(config);
        config.setPoolName("scheduler");
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        // Whether the database can be reached is seen, and told of, a moment later.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static InvalidTasksException otherPool(DataSource given, int connections) {
        Faults faults = new Faults();
        faults.fault("scheduler.jdbc.connections = \"" + connections
                + "\": expected a DataSource of HikariCP, whose settings" + " these connections get; not "
                + given.getClass().getName());
        return new InvalidTasksException(faults);
    }
}
