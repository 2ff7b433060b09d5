package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.StoreException;
import java.sql.SQLException;

/** The database refused the values that were to be written: nothing was. */
final class RefusedValues extends StoreException {

    private static final long serialVersionUID = 1L;

    RefusedValues(String message, SQLException cause) {
        super(message, cause);
    }

    @Override
    public boolean isOfValues() {
        return true;
    }
}
