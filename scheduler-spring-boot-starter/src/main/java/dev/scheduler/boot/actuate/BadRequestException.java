package dev.scheduler.boot.actuate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was asked cannot be understood. */
final class BadRequestException extends RuntimeException {

    private final @Nullable String nearest;
    private final List<String> expected;

    BadRequestException(String message, @Nullable String nearest, List<String> expected) {
        super(message);
        this.nearest = nearest;
        this.expected = List.copyOf(expected);
    }

    BadRequestException(String message) {
        this(message, null, List.of());
    }

    Refusal refusal() {
        return new Refusal(String.valueOf(getMessage()), nearest, expected);
    }
}
