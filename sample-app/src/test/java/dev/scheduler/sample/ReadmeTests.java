package dev.scheduler.sample;

import dev.scheduler.Task;
import dev.scheduler.schedule.Schedule;
import dev.scheduler.schedule.TimingAttribute;
import dev.scheduler.schedule.TimingSpec;
import dev.scheduler.task.TaskBuilder;
import dev.scheduler.task.TaskSchedule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the README to its word. */
class ReadmeTests {

    private static final Path README = Path.of("../README.md");
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final Pattern TASK_PROPERTY = Pattern.compile("scheduler\\.(tasks|groups|defaults|crontab)\\b.*");
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+) = \"([^\"]*)\"");

    static Stream<List<String>> frequencies() throws IOException {
        return rows("| when |");
    }

    @ParameterizedTest
    @MethodSource("frequencies")
    void everyColumnOfAFrequencySaysTheSame(List<String> row) {
        List<Function<String, TimingSpec>> columns =
                List.of(ReadmeTests::annotation, ReadmeTests::words, ReadmeTests::cron, ReadmeTests::fluent);

        List<Object> timings = Stream.of(0, 1, 2, 3)
                .filter(column -> !row.get(column + 1).isEmpty())
                .<Object>map(column -> columns.get(column)
                        .apply(row.get(column + 1))
                        .compile(ZONE)
                        .timing())
                .toList();

        assertThat(timings).hasSizeGreaterThan(1).allMatch(timings.get(0)::equals);
    }

    static Stream<List<String>> phrases() throws IOException {
        return rows("| of |").map(row -> List.of(row.get(1).split(" · ")));
    }

    @ParameterizedTest
    @MethodSource("phrases")
    void everyPhraseOfARowSaysTheSame(List<String> row) {
        List<Schedule> schedules =
                row.stream().map(phrase -> Schedule.parse(phrase, ZONE)).toList();

        assertThat(schedules).hasSizeGreaterThan(1).allMatch(schedules.get(0)::equals);
    }

    @Test
    void listsEveryAttributeOfTheAnnotation() throws IOException {
        List<String> listed = rows("| attribute |")
                .map(row -> row.get(0))
                .filter(attribute -> !attribute.isEmpty())
                .toList();

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Task.class.getDeclaredMethods())
                        .map(Method::getName)
                        .toList());
    }

    @Test
    void listsEveryPropertyOfTheScheduler() throws IOException {
        List<String> listed = rows("| property |").map(row -> row.get(0)).toList();

        assertThat(listed).containsAll(documentedProperties());
    }

    private static List<String> documentedProperties() throws IOException {
        List<String> names = new ArrayList<>();
        Enumeration<URL> documents =
                ReadmeTests.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json");
        for (URL document : Collections.list(documents)) {
            try (InputStream content = document.openStream()) {
                JsonMapper.shared()
                        .readTree(content)
                        .path("properties")
                        .forEach(property -> names.add(property.path("name").asString()));
            }
        }
        names.removeIf(name ->
                !name.startsWith("scheduler.") || TASK_PROPERTY.matcher(name).matches());
        assertThat(names).contains("scheduler.enabled");
        return names;
    }

    private static TimingSpec annotation(String text) {
        Map<TimingAttribute, String> texts = new EnumMap<>(TimingAttribute.class);
        ATTRIBUTE
                .matcher(text)
                .results()
                .forEach(found -> texts.put(TimingAttribute.of(found.group(1)).orElseThrow(), found.group(2)));
        return TimingSpec.of(texts);
    }

    private static TimingSpec words(String text) {
        return TimingSpec.of(Map.of(TimingAttribute.SCHEDULE, text));
    }

    private static TimingSpec cron(String text) {
        return TimingSpec.of(Map.of(TimingAttribute.CRON, text));
    }

    private static TimingSpec fluent(String calls) {
        return TaskSchedule.drafts(schedule -> say(calls, schedule.task("said", () -> {})))
                .get(0)
                .timing();
    }

    private static void say(String calls, TaskBuilder task) {
        new SpelExpressionParser().parseExpression(calls).getValue(task);
    }

    /** The rows of the table whose head begins so, each cell without its code marks. */
    private static Stream<List<String>> rows(String head) throws IOException {
        return Files.readAllLines(README).stream()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .skip(1)
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList());
    }
}
