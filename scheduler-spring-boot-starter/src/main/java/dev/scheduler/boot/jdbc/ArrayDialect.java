package dev.scheduler.boot.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Rows come as one array per column, so that a statement's text does not depend on their number. */
sealed interface ArrayDialect extends Dialect permits PostgresDialect, H2Dialect {

    /** The database's name for the type of a column. */
    String type(Column column);

    @Override
    default int bind(PreparedStatement statement, int from, Batch batch) throws SQLException {
        for (int i = 0; i < batch.columns().size(); i++) {
            String type = type(batch.columns().get(i));
            statement.setArray(from + i, statement.getConnection().createArrayOf(type, batch.values(i)));
        }
        return from + batch.columns().size();
    }
}
