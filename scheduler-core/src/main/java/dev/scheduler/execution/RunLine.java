package dev.scheduler.execution;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs in a line, chained by {@link Run#nextInLine}: nothing but the first is kept, as most lines of a hundred thousand tasks
 * are empty. A run is in one line at a time; whoever owns the lines guards them.
 */
final class RunLine {

    private RunLine() {}

    /** The runs of a line, in its order. */
    static List<Run> list(@Nullable Run first) {
        List<Run> runs = new ArrayList<>(1);
        for (Run each = first; each != null; each = each.nextInLine) {
            runs.add(each);
        }
        return runs;
    }

    /** Puts a run at the end of a line, and returns the line's first. */
    static Run append(Run run, @Nullable Run first) {
        run.nextInLine = null;
        if (first == null) {
            return run;
        }
        Run last = first;
        while (last.nextInLine != null) {
            last = last.nextInLine;
        }
        last.nextInLine = run;
        return first;
    }

    /** Takes a run out of a line, if it is in it, and returns the line's first. */
    static @Nullable Run without(Run run, @Nullable Run first) {
        Run rest = run.nextInLine;
        if (first == run) {
            run.nextInLine = null;
            return rest;
        }
        for (Run each = first; each != null; each = each.nextInLine) {
            if (each.nextInLine == run) {
                each.nextInLine = rest;
                run.nextInLine = null;
            }
        }
        return first;
    }
}
