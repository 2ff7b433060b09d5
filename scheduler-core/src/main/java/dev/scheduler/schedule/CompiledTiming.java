package dev.scheduler.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link TimingSpec} compiles to.
 *
 * @param timing the timing; null where the task is switched off ({@code "-"})
 * @param warnings what is allowed but probably not meant, each a whole sentence
 */
public record CompiledTiming(@Nullable Timing timing, List<String> warnings) {

    /** Copies the warnings. */
    public CompiledTiming {
        warnings = List.copyOf(warnings);
    }
}
