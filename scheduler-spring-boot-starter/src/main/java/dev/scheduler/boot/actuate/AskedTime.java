package dev.scheduler.boot.actuate;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.regex.Pattern;

/** Reads the instant that somebody asks about: one with its offset, or a local time in the task's own zone. */
final class AskedTime {

    private static final Pattern DATE_AND_SPACE = Pattern.compile("^(\\d{4}-\\d\\d-\\d\\d) +");

    private AskedTime() {}

    /**
     * The instant. A local time that a clock change skips is the instant of the change, one that occurs twice is the first.
     *
     * @param text such as {@code 2026-03-29T02:30:00Z}, {@code 2026-03-29T02:30+02:00} or {@code 2026-03-29 02:30}
     */
    static Instant parse(String text, ZoneId zone) {
        String tidy = tidy(text);
        try {
            return OffsetDateTime.parse(tidy).toInstant();
        } catch (DateTimeException noOffset) {
            return local(text, tidy, zone);
        }
    }

    /** A plus sign in a query is a space by the time it comes here. */
    private static String tidy(String text) {
        return DATE_AND_SPACE.matcher(text.strip()).replaceFirst("$1T").replace(' ', '+');
    }

    private static Instant local(String text, String tidy, ZoneId zone) {
        try {
            LocalDateTime local = LocalDateTime.parse(tidy);
            ZoneOffsetTransition change = zone.getRules().getTransition(local);
            return change != null && change.isGap() ? change.getInstant() : local.toInstant(firstOffset(local, zone));
        } catch (DateTimeException unreadable) {
            throw new BadRequestException("at = \"" + text + "\": expected an instant, such as 2026-03-29T02:30:00Z, or"
                    + " a local time in " + zone + ", such as 2026-03-29T02:30.");
        }
    }

    private static ZoneOffset firstOffset(LocalDateTime local, ZoneId zone) {
        return zone.getRules().getValidOffsets(local).get(0);
    }
}
