package dev.scheduler.schedule;

import dev.scheduler.schedule.Window.Range;
import java.util.ArrayList;
import java.util.List;

/** The grammar of windows: {@code 22:00-06:00}, {@code 9 and 17}, lists of them. */
final class Windows {

    private Windows() {}

    /** Whether a window comes next, and not only a time. */
    static boolean isNext(Tokens tokens) {
        return ClockTime.isNextForSure(tokens)
                && tokens.sees(() -> {
                    ClockTime.read(tokens);
                    return tokens.isNextOneOf("-", "–", "to", "until", "till");
                });
    }

    /** Reads a list. */
    static List<Range> read(Tokens tokens) {
        List<Range> ranges = new ArrayList<>();
        do {
            ranges.add(range(tokens));
        } while (acceptSeparator(tokens));
        return ranges;
    }

    private static Range range(Tokens tokens) {
        int first = ClockTime.read(tokens);
        if (!tokens.acceptOneOf("-", "–", "and", "to", "until", "till")) {
            throw tokens.fault("expected the window's end, as in \"22:00-06:00\", found " + tokens.given());
        }
        return new Range(first, ClockTime.readEnd(tokens));
    }

    private static boolean acceptSeparator(Tokens tokens) {
        return tokens.attempt(() -> {
                    boolean separated = tokens.accept(",", "and") || tokens.acceptOneOf(",", "and", "&");
                    tokens.accept("between");
                    return (separated && ClockTime.isNextInList(tokens)) ? true : null;
                })
                != null;
    }
}
