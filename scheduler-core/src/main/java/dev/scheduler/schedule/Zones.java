package dev.scheduler.schedule;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Reads time zones: identifiers such as {@code Europe/Paris}, and offsets such as {@code +02:00}. */
public final class Zones {

    private Zones() {}

    /**
     * The zone that a text names.
     *
     * @throws IllegalArgumentException saying what is nearest
     */
    public static ZoneId parse(String text) {
        try {
            return of(text);
        } catch (Unreadable fault) {
            throw new IllegalArgumentException(fault.problem());
        }
    }

    static ZoneId of(String text) {
        try {
            return ZoneId.of(text.strip());
        } catch (DateTimeException unknown) {
            throw new Unreadable(0, "unknown zone" + hint(text.strip()));
        }
    }

    private static String hint(String given) {
        String full = ZoneId.SHORT_IDS.get(given);
        if (full != null) {
            return ", did you mean \"" + full + "\"?";
        }
        return Nearest.to(given, ZoneId.getAvailableZoneIds())
                .or(() -> Nearest.to("Etc/" + given, ZoneId.getAvailableZoneIds()))
                .map(zone -> ", did you mean \"" + zone + "\"?")
                .orElse(", expected an identifier such as \"Europe/Paris\" or an offset such as \"+02:00\"");
    }
}
