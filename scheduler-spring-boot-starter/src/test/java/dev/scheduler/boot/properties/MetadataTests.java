package dev.scheduler.boot.properties;

import dev.scheduler.task.TaskAttributes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class MetadataTests {

    @Test
    void describesEveryProperty() throws IOException {
        assertThat(descriptions())
                .containsKeys(
                        "scheduler.enabled",
                        "scheduler.zone",
                        "scheduler.executor.threads",
                        "scheduler.shutdown.await",
                        "scheduler.history.keep",
                        "scheduler.history.max-age",
                        "scheduler.jdbc.enabled",
                        "scheduler.jdbc.initialize-schema",
                        "scheduler.jdbc.schema",
                        "scheduler.jdbc.platform",
                        "scheduler.jdbc.table-prefix",
                        "scheduler.jdbc.lock-table",
                        "scheduler.jdbc.connections",
                        "scheduler.jdbc.timeout",
                        "scheduler.lock.require-shared",
                        "scheduler.redis.environment",
                        "scheduler.management.writes",
                        "scheduler.tasks",
                        "scheduler.groups",
                        "scheduler.crontab")
                .allSatisfy((name, text) -> assertThat(text).as(name).matches("(?s)[A-Z].*[.]"));
    }

    @Test
    void describesEveryDefaultAndNoOther() throws IOException {
        assertThat(descriptions().keySet())
                .filteredOn(name -> name.startsWith("scheduler.defaults."))
                .containsExactlyInAnyOrderElementsOf(TaskAttributes.SETTINGS.stream()
                        .map(name -> "scheduler.defaults." + PropertySpelling.kebab(name))
                        .toList());
    }

    @Test
    void offersEveryAttributeAsAProperty() {
        Set<String> attributes = new HashSet<>(TaskAttributes.TIMING);
        attributes.addAll(TaskAttributes.SETTINGS);
        attributes.add("exec");
        assertThat(TaskProperties.NAMES).isEqualTo(attributes);
    }

    @Test
    void letsNativeImagesBindTasks() {
        RuntimeHints hints = new RuntimeHints();
        SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                .load(RuntimeHintsRegistrar.class)
                .forEach(registrar -> registrar.registerHints(hints, getClass().getClassLoader()));
        assertThat(RuntimeHintsPredicates.reflection().onType(TaskProperties.class))
                .accepts(hints);
    }

    /** Of all files of that name on the class path, as tests have properties of their own. */
    private static Map<String, String> descriptions() throws IOException {
        Map<String, String> descriptions = new LinkedHashMap<>();
        Enumeration<URL> files =
                MetadataTests.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json");
        while (files.hasMoreElements()) {
            read(files.nextElement(), descriptions);
        }
        return descriptions;
    }

    private static void read(URL url, Map<String, String> descriptions) throws IOException {
        try (InputStream file = url.openStream()) {
            for (JsonNode property : JsonMapper.shared().readTree(file).path("properties")) {
                String name = property.get("name").asString();
                if (name.startsWith("scheduler.")) {
                    descriptions.put(name, property.path("description").asString(""));
                }
            }
        }
    }
}
