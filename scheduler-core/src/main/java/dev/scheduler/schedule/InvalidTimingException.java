package dev.scheduler.schedule;

import java.util.List;
import java.util.stream.Collectors;

/** A timing cannot be read. Holds everything that is wrong with it. */
public final class InvalidTimingException extends IllegalArgumentException {

    private final List<Fault> faults;

    public InvalidTimingException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** The faults, in the order in which the attributes are declared. */
    public List<Fault> faults() {
        return faults;
    }

    /**
     * One fault.
     *
     * @param attribute the attribute's name as in {@link TimingSpec}
     * @param given its text, empty where it is missing
     * @param problem what is wrong, what was expected and what would be valid
     */
    public record Fault(String attribute, String given, String problem) {
        @Override
        public String toString() {
            return given.isEmpty() ? problem : attribute + " = \"" + given + "\": " + problem;
        }
    }
}
