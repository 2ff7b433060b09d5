package dev.scheduler.schedule;

import dev.scheduler.schedule.InvalidTimingException.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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

    /** The attribute under which its author wrote one that is read: an interval may have been a cron expression's. */
    private TimingAttribute origin(TimingAttribute attribute) {
        boolean macro = attribute == TimingAttribute.EVERY && written.every() == null && written.cron() != null;
        return macro ? TimingAttribute.CRON : attribute;
    }

    void add(TimingAttribute attribute, String problem) {
        TimingAttribute origin = origin(attribute);
        String text = written.get(origin);
        String whole = written.schedule();
        if (text == null && whole != null && attribute != TimingAttribute.SCHEDULE) {
            String part = read.get(attribute);
            boolean all = part == null || part.equals(whole);
            faults.add(new Fault("schedule", whole, all ? problem : "\"" + part + "\": " + problem));
        } else {
            faults.add(new Fault(origin.key(), text == null ? "" : text, problem));
        }
    }

    void warn(TimingAttribute attribute, String sentence) {
        String whole = written.schedule();
        TimingAttribute origin = origin(attribute);
        boolean inWhole = written.get(origin) == null && whole != null;
        String part = inWhole ? read.get(attribute) : written.get(origin);
        boolean taken = inWhole && !Objects.equals(whole, part);
        String name = inWhole ? "schedule" : origin.key();
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
