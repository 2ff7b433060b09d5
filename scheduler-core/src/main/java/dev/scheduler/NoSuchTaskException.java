package dev.scheduler;

import org.jspecify.annotations.Nullable;

/** There is no task of that name. The message names the nearest one. */
public final class NoSuchTaskException extends RuntimeException {

    private final @Nullable String nearest;

    public NoSuchTaskException(String name, @Nullable String nearest) {
        super("There is no task \"" + name + "\"" + (nearest == null ? "." : ", did you mean \"" + nearest + "\"?"));
        this.nearest = nearest;
    }

    /** The name that is nearest to the one given; null where none is near. */
    public @Nullable String nearest() {
        return nearest;
    }
}
