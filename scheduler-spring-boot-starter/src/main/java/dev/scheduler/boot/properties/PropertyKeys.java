package dev.scheduler.boot.properties;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The names of the properties under {@code scheduler} that an environment's sources hold. */
final class PropertyKeys {

    static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("scheduler");

    private final Set<PropertyKey> keys = new LinkedHashSet<>();
    private boolean complete = true;

    PropertyKeys(Environment environment) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                boolean variables = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
                iterable.stream()
                        .filter(ROOT::isAncestorOf)
                        .forEach(name -> keys.add(new PropertyKey(name, variables)));
            } else if (source.containsDescendantOf(ROOT) != ConfigurationPropertyState.ABSENT) {
                complete = false;
            }
        }
    }

    /** Whether every source can list its names. One that cannot has to be asked for each name that it may hold. */
    boolean areComplete() {
        return complete;
    }

    /** Those that lie deeper than a prefix. */
    List<PropertyKey> under(ConfigurationPropertyName prefix) {
        return keys.stream().filter(key -> prefix.isAncestorOf(key.name())).toList();
    }

    /** Those of them that no environment variable spells. */
    List<PropertyKey> spelledUnder(ConfigurationPropertyName prefix) {
        List<PropertyKey> spelled = new ArrayList<>(under(prefix));
        spelled.removeIf(PropertyKey::fromEnvironment);
        return spelled;
    }
}
