package dev.scheduler.lock;

import java.time.Instant;

/** The names of locks. An overlap lock is named after its task; a claim, after the task and the scheduled time. */
public final class LockNames {

    /** The width of the column {@code name} in the table that ShedLock's documentation shows. */
    public static final int LONGEST = 64;

    private static final int RADIX = 36;

    private LockNames() {}

    /**
     * A name that any store can hold.
     *
     * @throws IllegalArgumentException where it is empty or longer than {@value #LONGEST} characters
     */
    public static String checked(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a lock's name is empty, expected 1 to " + LONGEST + " characters");
        }
        if (name.length() > LONGEST) {
            throw new IllegalArgumentException("the lock's name \"" + name + "\" has " + name.length()
                    + " characters, expected at most " + LONGEST + ", the width of ShedLock's column");
        }
        return name;
    }

    /**
     * The name of a claim: {@code billing.sync@2026-01-05T12:00:00Z}; where that is too long, the time as milliseconds
     * since the epoch in base 36, so that the longest name of a task fits until the year 2059.
     */
    public static String ofClaim(String task, Instant scheduledTime) {
        String readable = task + "@" + scheduledTime;
        return readable.length() <= LONGEST
                ? readable
                : checked(task + "@" + Long.toString(scheduledTime.toEpochMilli(), RADIX));
    }
}
