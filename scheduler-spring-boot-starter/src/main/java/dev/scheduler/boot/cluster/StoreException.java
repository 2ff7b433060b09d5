package dev.scheduler.boot.cluster;

import dev.scheduler.StoreUnavailableException;

/**
 * The shared database did not do what it was asked. Where a change was asked for, it may have happened all the same: the
 * answer may be what was lost.
 */
public class StoreException extends StoreUnavailableException {

    private static final long serialVersionUID = 1L;

    /** The database did not do what it was asked, for a reason. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether the values that were given are at fault, so that asking the same again is in vain. */
    public boolean isOfValues() {
        return false;
    }
}
