package dev.scheduler.boot.jdbc;

import dev.scheduler.StoreUnavailableException;
import java.sql.SQLException;

/**
 * The shared database did not do what it was asked. Where a change was asked for, it may have happened all the same: the
 * answer may be what was lost.
 */
public final class StoreException extends StoreUnavailableException {

    private static final long serialVersionUID = 1L;

    /** A character that the table's character set lacks; MySQL gives it a state that says nothing. */
    private static final int MYSQL_INCORRECT_STRING = 1366;

    StoreException(String message, SQLException cause) {
        super(message, cause);
    }

    /** Whether the values were at fault, so that trying again is in vain. */
    boolean isOfValues() {
        if (!(getCause() instanceof SQLException sql)) {
            return false;
        }
        String state = String.valueOf(sql.getSQLState());
        return state.startsWith("22") || state.startsWith("23") || sql.getErrorCode() == MYSQL_INCORRECT_STRING;
    }
}
