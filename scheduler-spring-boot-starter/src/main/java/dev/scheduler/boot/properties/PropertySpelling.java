package dev.scheduler.boot.properties;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** How names are spelled in property keys. */
final class PropertySpelling {

    private PropertySpelling() {}

    /** {@code max-tries} for {@code maxTries}. */
    static String kebab(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** {@code max-tries} for {@code maxTries}, and so on. */
    static List<String> kebab(Collection<String> camelCase) {
        return camelCase.stream().map(PropertySpelling::kebab).toList();
    }

    /** An element as properties are looked up: {@code nightly-jobs} for {@code Nightly_Jobs}. */
    static String dashed(String element) {
        return element.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
