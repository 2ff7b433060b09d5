package dev.scheduler.boot.jdbc;

import java.sql.SQLException;

/**
 * The shared database did not do what it was asked. Where a change was asked for, it may have happened all the same: the
 * answer may be what was lost.
 */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, SQLException cause) {
        super(message, cause);
    }

    /** Whether the values were at fault, so that trying again is in vain. */
    boolean isOfValues() {
        String state = getCause() instanceof SQLException sql ? sql.getSQLState() : null;
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
