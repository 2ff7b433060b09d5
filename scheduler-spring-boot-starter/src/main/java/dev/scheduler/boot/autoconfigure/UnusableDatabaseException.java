package dev.scheduler.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/** The application's database cannot hold locks and history as it is. */
final class UnusableDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param description what is wrong
     * @param action what can be done about it
     */
    UnusableDatabaseException(String description, String action, @Nullable Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    String action() {
        return action;
    }
}
