package dev.scheduler.schedule;

import java.util.Optional;

/** The attributes that a timing is written in, in the order in which faults are told. */
public enum TimingAttribute {
    /** A whole schedule in words or cron. */
    SCHEDULE("schedule"),
    /** An interval. */
    EVERY("every"),
    /** A cron expression. */
    CRON("cron"),
    /** The time from an end to the next start. */
    DELAY("delay"),
    /** Local times of day, or minutes of the hour. */
    AT("at"),
    /** Days of the week, the month or the year. */
    ON("on"),
    /** What intervals are counted from. */
    FROM("from"),
    /** The windows inside which it may be due. */
    BETWEEN("between"),
    /** The windows inside which it is not due. */
    UNLESS_BETWEEN("unlessBetween"),
    /** The time zone. */
    ZONE("zone");

    private static final TimingAttribute[] ALL = values();

    private final String key;

    TimingAttribute(String key) {
        this.key = key;
    }

    /** The name that a user writes, in camel case. */
    public String key() {
        return key;
    }

    /** Whether this one says how often: a layer that sets it replaces the timing of the layers below. */
    boolean isBase() {
        return compareTo(DELAY) <= 0;
    }

    /** The attribute of that name in camel case. */
    public static Optional<TimingAttribute> of(String key) {
        for (TimingAttribute attribute : ALL) {
            if (attribute.key.equals(key)) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }
}
