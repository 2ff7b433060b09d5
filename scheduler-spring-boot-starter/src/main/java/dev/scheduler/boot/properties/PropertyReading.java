package dev.scheduler.boot.properties;

import dev.scheduler.task.Faults;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads single properties of the scheduler; what cannot be read is a fault that names the property and what was given. */
public final class PropertyReading {

    private PropertyReading() {}

    /**
     * The value of a property.
     *
     * @param property its name without the prefix {@code scheduler.}
     * @param given what was given; null or blank where nothing was
     * @param reader throws an {@code IllegalArgumentException} that says what was expected
     * @param otherwise the value where nothing was given or it cannot be read
     */
    public static <G, T> T read(String property, @Nullable G given, Function<G, T> reader, T otherwise, Faults faults) {
        if (given == null || given.toString().isBlank()) {
            return otherwise;
        }
        try {
            Placeholders.refuseUnresolved(given.toString());
            return reader.apply(given);
        } catch (IllegalArgumentException e) {
            faults.fault("scheduler." + property + " = \"" + given + "\": " + e.getMessage());
            return otherwise;
        }
    }

    static int atLeastOne(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("expected 1 or more");
        }
        return number;
    }
}
