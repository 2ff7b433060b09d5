package dev.scheduler.boot.jdbc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The constants that a column may name. A node of a newer version may write others: each is logged once. Safe for use by any
 * thread.
 */
final class KnownNames<E extends Enum<E>> {

    private static final Logger log = LoggerFactory.getLogger(KnownNames.class);

    private final Class<E> type;
    private final Map<String, E> known;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    KnownNames(Class<E> type) {
        this.type = type;
        this.known =
                Arrays.stream(type.getEnumConstants()).collect(Collectors.toUnmodifiableMap(Enum::name, each -> each));
    }

    /** The constant of a name; null where there is none. */
    @Nullable
    E find(String name) {
        E constant = known.get(name);
        if (constant == null && told.add(name)) {
            log.warn(
                    "A newer version has written the {} {}, which this one passes over",
                    type.getSimpleName().toLowerCase(Locale.ROOT),
                    name);
        }
        return constant;
    }
}
