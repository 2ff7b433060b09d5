package dev.scheduler.boot.cluster;

import dev.scheduler.schedule.Delay;
import dev.scheduler.schedule.Schedule;
import dev.scheduler.schedule.Timing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Timings as the cluster's tables have them: a schedule in canonical words with its zone, {@code delay PT10S}, or
 * {@link TaskMark#NO_SCHEDULE}. What is too long for the column ends in a digest of the whole, which tells it from any other
 * but cannot be read back.
 */
final class ScheduleText {

    /** The width of the column. */
    static final int LONGEST = 1_000;

    private static final String DELAY = TaskMark.DELAY;
    private static final String ZONE = " in ";
    private static final String DIGEST = " #";

    private ScheduleText() {}

    /** What a timing is written as. */
    static String of(@Nullable Timing timing) {
        if (timing instanceof Schedule schedule) {
            return fitting(words(schedule) + ZONE + schedule.zone());
        }
        return timing instanceof Delay delay ? DELAY + delay.duration() : TaskMark.NO_SCHEDULE;
    }

    /** A class of the user's own that has no words of its own has the name of the class. */
    private static String words(Schedule schedule) {
        String words = schedule.toString();
        String none = schedule.getClass().getName() + "@" + Integer.toHexString(schedule.hashCode());
        return words.equals(none) ? schedule.getClass().getName() : words;
    }

    private static String fitting(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        String digest = DIGEST + digest(text);
        return text.substring(0, LONGEST - digest.length()) + digest;
    }

    private static String digest(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether a text stands for scheduled times, which are accounted for. */
    static boolean isSchedule(String text) {
        return !text.equals(TaskMark.NO_SCHEDULE) && !text.startsWith(DELAY);
    }

    /** The timing that a text says; null where it says none, or none that this version can read. */
    static @Nullable Timing parse(String text) {
        try {
            return text.startsWith(DELAY)
                    ? new Delay(Duration.parse(text.substring(DELAY.length())))
                    : parseSchedule(text);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return null;
        }
    }

    private static @Nullable Schedule parseSchedule(String text) {
        int zone = text.lastIndexOf(ZONE);
        return zone < 0 || !isSchedule(text)
                ? null
                : Schedule.parse(text.substring(0, zone), ZoneId.of(text.substring(zone + ZONE.length())));
    }

    /** Whether a text says a timing: the same words, or words for the same. */
    static boolean says(String text, Timing timing) {
        return text.equals(of(timing)) || timing.equals(parse(text));
    }

    /** Whether a timing can be written down and read back. */
    static boolean isWritable(Timing timing) {
        return timing.equals(parse(of(timing)));
    }
}
