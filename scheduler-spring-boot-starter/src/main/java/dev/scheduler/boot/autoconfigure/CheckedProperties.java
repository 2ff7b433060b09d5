package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.InvalidTasksException;
import dev.scheduler.task.Faults;
import java.util.function.BiFunction;

/** Properties that must be right before anything can be made of them. */
final class CheckedProperties {

    private CheckedProperties() {}

    /**
     * What is read from properties.
     *
     * @throws InvalidTasksException with the faults that the reader found
     */
    static <P, T> T read(P properties, BiFunction<P, Faults, T> reader) {
        Faults faults = new Faults();
        T read = reader.apply(properties, faults);
        if (!faults.faults().isEmpty()) {
            throw new InvalidTasksException(faults);
        }
        return read;
    }
}
