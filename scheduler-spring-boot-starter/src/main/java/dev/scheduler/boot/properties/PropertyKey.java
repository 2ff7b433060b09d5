package dev.scheduler.boot.properties;

import dev.scheduler.task.TaskNames;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * A property that some source holds.
 *
 * @param name its name, without the indices of a list
 * @param fromEnvironment whether it is an environment variable, whose underscores may stand for dots or dashes
 */
record PropertyKey(ConfigurationPropertyName name, boolean fromEnvironment) {

    /** Leaves the indices off: {@code at[0]} is said of {@code at}. */
    PropertyKey {
        while (name.isLastElementIndexed() && name.isNumericIndex(name.getNumberOfElements() - 1)) {
            name = name.getParent();
        }
    }

    /** The elements that lie deeper than a prefix, as they were written. */
    List<String> elementsUnder(ConfigurationPropertyName prefix) {
        List<String> elements = new ArrayList<>();
        for (int i = prefix.getNumberOfElements(); i < name.getNumberOfElements(); i++) {
            elements.add(name.getElement(i, Form.ORIGINAL));
        }
        return elements;
    }

    /** What a task that is named by such elements is called. */
    static String taskName(List<String> elements) {
        String written = String.join(".", elements);
        return TaskNames.problem(written).isPresent() ? written : TaskNames.of(written, null);
    }
}
