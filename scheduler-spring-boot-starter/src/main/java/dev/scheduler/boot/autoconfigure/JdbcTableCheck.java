package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.jdbc.Database;
import org.springframework.beans.factory.InitializingBean;

/** Fails the start where a table is missing. */
record JdbcTableCheck(Database database) implements InitializingBean {

    @Override
    public void afterPropertiesSet() {
        UsableDatabase.check(database);
    }
}
