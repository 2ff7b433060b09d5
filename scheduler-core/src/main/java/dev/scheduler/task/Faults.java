package dev.scheduler.task;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong, and everything that is odd, in the definitions of one start. Not thread-safe. */
public final class Faults {

    private final List<String> faults = new ArrayList<>();
    private final List<Throwable> causes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** Adds something that must fail the start: where it is, what was given, what would be valid. */
    public void fault(String message) {
        faults.add(message);
    }

    /** Adds something that must fail the start, and what was thrown there. */
    public void fault(String message, Throwable cause) {
        fault(message);
        causes.add(cause);
    }

    /** Adds something that is allowed but probably not meant. */
    public void warn(String message) {
        warnings.add(message);
    }

    /** What must fail the start, in the order found. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** What was thrown, in the order found. */
    public List<Throwable> causes() {
        return List.copyOf(causes);
    }

    /** What is probably not meant, in the order found. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }
}
