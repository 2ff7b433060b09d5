package dev.scheduler.schedule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The units that intervals are written in. */
enum IntervalUnit {
    MILLISECOND(Family.CLOCK, 1, "millisecond", "milliseconds", "ms", "msec", "msecs", "milli", "millis"),
    SECOND(Family.CLOCK, 1_000, "second", "seconds", "s", "sec", "secs"),
    MINUTE(Family.CLOCK, 60_000, "minute", "minutes", "m", "min", "mins"),
    HOUR(Family.CLOCK, 3_600_000, "hour", "hours", "h", "hr", "hrs"),
    DAY(Family.DAYS, 1, "day", "days", "d"),
    WEEK(Family.WEEKS, 1, "week", "weeks", "w", "wk", "wks"),
    FORTNIGHT(Family.WEEKS, 2, "fortnight", "fortnights"),
    MONTH(Family.MONTHS, 1, "month", "months", "mth", "mths"),
    QUARTER(Family.MONTHS, 3, "quarter", "quarters"),
    YEAR(Family.MONTHS, 12, "year", "years", "y", "yr", "yrs");

    /** Units that can be added up. */
    enum Family {
        /** Of fixed length, counted in milliseconds. */
        CLOCK,
        /** Calendar days. */
        DAYS,
        /** Calendar weeks. */
        WEEKS,
        /** Calendar months. */
        MONTHS
    }

    /** What intervals are written in. */
    static final List<IntervalUnit> ALL = List.of(values());

    /** What lengths of time are written in. */
    static final List<IntervalUnit> OF_FIXED_LENGTH = List.of(MILLISECOND, SECOND, MINUTE, HOUR, DAY, WEEK, FORTNIGHT);

    private static final long MILLIS_OF_DAY = 86_400_000;

    private final Family family;
    private final long size;

    @SuppressWarnings("ImmutableEnumChecker") // List.of never changes
    private final List<String> words;

    IntervalUnit(Family family, long size, String... words) {
        this.family = family;
        this.size = size;
        this.words = List.of(words);
    }

    Family family() {
        return family;
    }

    /** How many of its family's smallest unit it is. */
    BigDecimal size() {
        return BigDecimal.valueOf(size);
    }

    /** Its length in milliseconds, a day being 24 hours; empty for months, which have none. */
    Optional<BigDecimal> millis() {
        return switch (family) {
            case CLOCK -> Optional.of(size());
            case DAYS -> Optional.of(BigDecimal.valueOf(size * MILLIS_OF_DAY));
            case WEEKS -> Optional.of(BigDecimal.valueOf(size * 7 * MILLIS_OF_DAY));
            case MONTHS -> Optional.empty();
        };
    }

    String plural() {
        return words.get(1);
    }

    static Optional<IntervalUnit> of(String word) {
        for (IntervalUnit unit : ALL) {
            if (unit.words.contains(word)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** Units in the form that a message should show, singular and plural. */
    static List<String> names(List<IntervalUnit> units) {
        return units.stream()
                .flatMap(unit -> Stream.of(unit.words.get(0), unit.words.get(1)))
                .toList();
    }

    /** The usual ones of some units, for a message. */
    static String choice(List<IntervalUnit> units) {
        List<String> usual = units.stream()
                .filter(unit -> unit != MILLISECOND && unit != FORTNIGHT)
                .map(IntervalUnit::plural)
                .toList();
        int last = usual.size() - 1;
        return String.join(", ", usual.subList(0, last)) + " or " + usual.get(last);
    }
}
