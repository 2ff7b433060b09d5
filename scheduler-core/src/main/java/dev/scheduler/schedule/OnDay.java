package dev.scheduler.schedule;

/**
 * One day, or some days of the week, that "on" says.
 *
 * @param kind how it is said
 * @param place which one of the month, {@link #LAST} for the last, 0 for none
 * @param daysOfWeek the days of the week, as a mask
 * @param month the month, 0 for none
 * @param bare whether the place stands without a noun, so that it may belong to the one that follows ("1st and 3rd monday")
 * @param monthFirst whether the month stands before the day, so that it does not belong to the days before it
 */
record OnDay(Kind kind, int place, int daysOfWeek, int month, boolean bare, boolean monthFirst) {

    static final int LAST = -1;

    /** How a day is said. */
    enum Kind {
        /** Every such day of the week. */
        DAYS_OF_WEEK,
        /** A day of the month. */
        DAY,
        /** The first or last day of the month from Monday to Friday. */
        WORKDAY,
        /** The n-th such day of the week in the month. */
        NTH
    }

    static OnDay daysOfWeek(int mask) {
        return of(Kind.DAYS_OF_WEEK, 0, mask);
    }

    /** A day whose month is not said. */
    static OnDay of(Kind kind, int place, int daysOfWeek) {
        return new OnDay(kind, place, daysOfWeek, 0, false, false);
    }

    /** {@code 15}, without a noun. */
    static OnDay bare(int place) {
        return new OnDay(Kind.DAY, place, 0, 0, true, false);
    }

    /** {@code june 15}. */
    static OnDay of(int month, int place) {
        return new OnDay(Kind.DAY, place, 0, month, false, true);
    }

    OnDay in(int newMonth) {
        return new OnDay(kind, place, daysOfWeek, newMonth, bare, monthFirst);
    }

    /** This place with the noun of the one that follows. */
    OnDay withNounOf(OnDay following) {
        return new OnDay(following.kind, place, following.daysOfWeek, month, false, monthFirst);
    }

    /** The days of the month; none for days of the week. */
    DayParts parts() {
        return switch (kind) {
            case DAYS_OF_WEEK -> DayParts.NONE;
            case DAY -> place == LAST ? DayParts.lastDay() : DayParts.day(place);
            case WORKDAY -> place == LAST ? DayParts.lastWorkday() : DayParts.firstWorkday();
            case NTH -> {
                int dayOfWeek = Integer.numberOfTrailingZeros(daysOfWeek);
                yield place == LAST ? DayParts.last(dayOfWeek) : DayParts.nth(dayOfWeek, place);
            }
        };
    }
}
