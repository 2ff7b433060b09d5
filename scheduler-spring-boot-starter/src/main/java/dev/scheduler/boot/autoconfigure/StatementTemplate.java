package dev.scheduler.boot.autoconfigure;

import javax.sql.DataSource;
import net.javacrumbs.shedlock.support.LockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;

/**
 * Runs ShedLock's statements. ShedLock logs each failed one as an error with a stack trace, and then throws a {@code
 * LockException}; where the database does not answer that would be one for every try. Thrown from here, the exception
 * passes it unlogged, and whoever asked for the lock tells of the outage once.
 */
final class StatementTemplate extends JdbcTemplate {

    StatementTemplate(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    public int update(PreparedStatementCreator statement) {
        try {
            return super.update(statement);
        } catch (DuplicateKeyException | ConcurrencyFailureException taken) {
            throw taken;
        } catch (DataAccessException failed) {
            throw new LockException(failed);
        }
    }
}
