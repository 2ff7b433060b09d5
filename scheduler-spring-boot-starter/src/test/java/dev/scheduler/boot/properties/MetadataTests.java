package dev.scheduler.boot.properties;

import dev.scheduler.task.TaskAttributes;
import java.io.IOException;
import java.io.InputStream;
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

    private static Map<String, String> descriptions() throws IOException {
        try (InputStream file =
                MetadataTests.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            Map<String, String> descriptions = new LinkedHashMap<>();
            for (JsonNode property : JsonMapper.shared().readTree(file).get("properties")) {
                descriptions.put(
                        property.get("name").asString(),
                        property.path("description").asString(""));
            }
            return descriptions;
        }
    }
}
