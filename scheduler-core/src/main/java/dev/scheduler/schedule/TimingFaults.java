package dev.scheduler.schedule;

import dev.scheduler.schedule.InvalidTimingException.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong and what is odd in one timing, under the attributes that its author wrote: what a whole schedule
 * in words was taken apart into goes by the name of the whole.
 */
final class TimingFaults {

    private final TimingSpec written;
    private final TimingSpec read;
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * @param written the timing as it was written
     * @param read the same with its whole schedule taken apart
     */
    TimingFaults(TimingSpec written, TimingSpec read) {
        this.written = written;
        this.read = read;
        faults.addAll(read.conflicts());
    }

    /** What an attribute's grammar reads; null where it is unset, or cannot be read, which is a fault. */
    <T> @Nullable T read(TimingAttribute attribute, String expected, Function<Tokens, T> grammar) {
        String text = read.get(attribute);
        return text == null ? null : attempt(attribute, () -> Tokens.read(text, expected, grammar));
    }

    /** What a reading yields; null where it fails, which is a fault. */
    <T> @Nullable T attempt(TimingAttribute attribute, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Unreadable fault) {
            add(attribute, fault.problem());
        } catch (IllegalArgumentException fault) {
            add(attribute, String.valueOf(fault.getMessage()));
        }
        return null;
    }

    void add(TimingAttribute attribute, String problem) {
        String text = written.get(attribute);
        String whole = written.schedule();
        if (text == null && whole != null && attribute != TimingAttribute.SCHEDULE) {
            String part = read.get(attribute);
            boolean all = part == null || part.equals(whole);
            faults.add(new Fault("schedule", whole, all ? problem : "\"" + part + "\": " + problem));
        } else {
            faults.add(new Fault(attribute.key(), text == null ? "" : text, problem));
        }
    }

    void warn(TimingAttribute attribute, String sentence) {
        String whole = written.schedule();
        String part = read.get(attribute);
        boolean taken = written.get(attribute) == null && whole != null && !whole.equals(part);
        String name = written.get(attribute) == null && whole != null ? "schedule" : attribute.key();
        warnings.add(name + " = \"" + (taken ? whole + "\": \"" : "") + part + "\" " + sentence);
    }

    /** An attribute's text. */
    @Nullable
    String text(TimingAttribute attribute) {
        return read.get(attribute);
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    List<String> warnings() {
        return warnings;
    }

    /** @throws InvalidTimingException if there is any fault */
    void throwIfAny() {
        if (!faults.isEmpty()) {
            faults.sort(Comparator.comparingInt(fault ->
                    TimingAttribute.of(fault.attribute()).map(Enum::ordinal).orElse(TimingAttribute.values().length)));
            throw new InvalidTimingException(faults);
        }
    }
}
