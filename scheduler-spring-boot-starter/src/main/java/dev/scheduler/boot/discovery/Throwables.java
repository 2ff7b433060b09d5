package dev.scheduler.boot.discovery;

import java.lang.reflect.UndeclaredThrowableException;
import org.jspecify.annotations.Nullable;

/** Takes the wrapping off what a method threw. */
final class Throwables {

    private Throwables() {}

    /** The exception to throw in its stead; an error is thrown here. */
    static Exception asException(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof Exception exception ? exception : new UndeclaredThrowableException(thrown);
    }
}
