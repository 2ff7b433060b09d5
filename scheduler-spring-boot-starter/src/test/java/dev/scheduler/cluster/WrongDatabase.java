package dev.scheduler.cluster;

import dev.scheduler.boot.jdbc.Database;
import dev.scheduler.boot.jdbc.SteppedDatabase;
import dev.scheduler.boot.jdbc.Tables;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Lets a node take the database's clock to be wrong, as all nodes that read the same file do at the same moment. */
final class WrongDatabase implements BeanPostProcessor {

    private final ObjectProvider<DataSource> dataSource;
    private final ShiftedClock clock;
    private final Duration timeout;

    /** @param timeout how long a statement may take */
    WrongDatabase(ObjectProvider<DataSource> dataSource, ShiftedClock clock, Duration timeout) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.timeout = timeout;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof Database
                ? SteppedDatabase.open(dataSource.getObject(), Tables.standard(), timeout, clock::ahead)
                : bean;
    }
}
