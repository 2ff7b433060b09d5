package dev.scheduler.schedule;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

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

    /** The zone whose last part this is, such as {@code Europe/Paris} for {@code paris}. */
    private static Optional<String> city(String given) {
        String ending = "/" + given.replace(' ', '_').toLowerCase(Locale.ROOT);
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.toLowerCase(Locale.ROOT).endsWith(ending))
                .min(Comparator.naturalOrder());
    }

    private static String hint(String given) {
        String full = ZoneId.SHORT_IDS.get(given);
        if (full != null) {
            return ", did you mean \"" + full + "\"?";
        }
        return city(given)
                .or(() -> Nearest.to(given, ZoneId.getAvailableZoneIds()))
                .map(zone -> ", did you mean \"" + zone + "\"?")
                .orElse(", expected an identifier such as \"Europe/Paris\" or an offset such as \"+02:00\"");
    }
}
