package dev.scheduler.task;

import dev.scheduler.Reason;
import dev.scheduler.TaskCondition;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.Delay;
import dev.scheduler.schedule.Schedule;
import dev.scheduler.schedule.TimingSpec;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskAssemblerTests {

    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final Faults faults = new Faults();

    @Test
    void laysTheLayersOverEachOther() {
        TaskLayers layers = new TaskLayers(
                attributes("maxTries", "2", "timeout", "1 minute", "jitter", "1s"),
                Map.of("Night-Work", attributes("maxTries", "3", "timeout", "2 minutes")),
                Map.of("sync", attributes("maxTries", "5", "at", "17:00", "overlap", "ALLOW")));
        TaskDefinition sync = assemble(layers, draft("sync", "every", "day", "group", "nightWork", "maxTries", "4"))
                .get(0);
        assertThat(faults.faults()).isEmpty();
        assertThat(sync.settings().maxTries()).isEqualTo(5);
        assertThat(sync.settings().timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(sync.settings().jitter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(sync.group()).isEqualTo("nightWork");
        assertThat(sync.timing()).hasToString(expected("every", "day", "at", "17:00"));
    }

    @Test
    void replacesTheWholeTimingWhereALayerSaysHowOften() {
        TaskLayers layers = layers("sync", "every", "1 hour");
        TaskDefinition sync = assemble(layers, draft("sync", "every", "day", "at", "17:00", "zone", "UTC"))
                .get(0);
        assertThat(faults.faults()).isEmpty();
        assertThat(sync.timing()).hasToString(expected("every", "1 hour", "zone", "UTC"));
    }

    @Test
    void usesTheDefaultZoneWhereNoneIsSet() {
        List<TaskDefinition> tasks = assemble(
                TaskLayers.NONE, draft("here", "every", "day"), draft("there", "every", "day", "zone", "Asia/Tokyo"));
        assertThat(tasks)
                .extracting(task -> task.timing() instanceof Schedule schedule ? schedule.zone() : null)
                .containsExactly(ZONE, ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void listsATaskThatIsSwitchedOff() {
        List<TaskDefinition> tasks =
                assemble(layers("off", "enabled", "false"), draft("off", "every", "day"), draft("dash", "cron", "-"));
        assertThat(faults.faults()).isEmpty();
        assertThat(tasks).hasSize(2).noneMatch(TaskDefinition::isEnabled);
        assertThat(tasks.get(1).timing()).isNull();
    }

    @Test
    void tellsWhereATimingThatCannotBeReadWasWritten() {
        TaskLayers layers = new TaskLayers(
                TaskAttributes.UNSET,
                Map.of("night", attributes("zone", "Europe/Pariss")),
                Map.of("amended", attributes("at", "25:00")));
        assemble(
                layers,
                draft("typo", "every", "5 mintues"),
                draft("amended", "every", "day"),
                draft("grouped", "every", "day", "group", "night"));
        assertThat(faults.faults())
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("every = \"5 mintues\" on bean.typo: ")
                                .contains("did you mean \"minutes\"?"),
                        fault -> assertThat(fault).startsWith("scheduler.tasks.amended.at = \"25:00\": "),
                        fault -> assertThat(fault).startsWith("scheduler.groups.night.zone = \"Europe/Pariss\": "));
    }

    @Test
    void refusesATaskWithoutTiming() {
        assemble(TaskLayers.NONE, draft("idle", "timeout", "1 minute"), draft("half", "zone", "UTC"));
        assertThat(faults.faults())
                .hasSize(2)
                .allSatisfy(fault -> assertThat(fault).matches("bean\\.(idle|half): .*every.*"));
    }

    @Test
    void refusesNamesThatClashAndNamesBothPlaces() {
        assemble(
                TaskLayers.NONE,
                draft("sync-records", "every", "day"),
                draft("Sync.Records", "every", "day"),
                draft("sync-records", "every", "day"));
        assertThat(faults.faults())
                .containsExactly(
                        "The names of two tasks differ only in case or punctuation: \"sync-records\" (bean.sync-records) and"
                                + " \"Sync.Records\" (bean.Sync.Records); give one of them another name",
                        "Two tasks are called \"sync-records\": bean.sync-records and bean.sync-records;"
                                + " give one of them another name");
    }

    @Test
    void refusesNamesAndSettingsOutOfRangeOncePerPlace() {
        TaskLayers layers = new TaskLayers(
                attributes("timeout", "0s"),
                Map.of("night", attributes("maxTries", "0")),
                Map.of("b", attributes("deadline", "0s")));
        assemble(
                layers,
                draft("a b", "every", "day"),
                draft("b", "every", "day", "maxTries", "-1", "backoff", "10s x0.5"));
        assertThat(faults.faults())
                .containsExactly(
                        "scheduler.defaults.timeout = \"0 seconds\": expected a duration longer than nothing, such as \"30 seconds\"",
                        "scheduler.groups.night.max-tries = \"0\": expected 1 or more, the first try included",
                        "name = \"a b\" on bean.a b: a name has letters (a to z), digits, \"-\", \"_\" and \".\" only, not \" \";"
                                + " did you mean \"a-b\"?",
                        "maxTries = \"-1\" on bean.b: expected 1 or more, the first try included",
                        "backoff = \"x0.5\" on bean.b: expected a factor of 1 or more, such as \"10s x2\"",
                        "scheduler.tasks.b.deadline = \"0 seconds\": expected a duration longer than nothing, such as \"30 seconds\"");
    }

    @Test
    void refusesADeadlineBesideADelay() {
        TaskLayers layers = layers("amended", "deadline", "1 minute");
        assemble(
                layers,
                draft("both", "delay", "10 seconds", "deadline", "1 minute"),
                draft("amended", "delay", "10 seconds"));
        assertThat(faults.faults())
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("deadline = \"1 minute\" on bean.both: a delay counts from"),
                        fault -> assertThat(fault)
                                .startsWith("scheduler.tasks.amended.deadline = \"1 minute\": a delay"));
    }

    @Test
    void warnsOfABackoffThatIsNeverUsed() {
        assemble(
                layers("tried", "maxTries", "2"),
                draft("once", "every", "day", "backoff", "1s"),
                draft("tried", "every", "day", "backoff", "1s"));
        assertThat(faults.warnings()).containsExactly("bean.once: a backoff is of no use without maxTries, which is 1");
    }

    @Test
    void tellsThePropertiesOfATaskThatTheyDefineFromThoseOfItsGroup() {
        TaskLayers layers = new TaskLayers(
                TaskAttributes.UNSET,
                Map.of("night", attributes("zone", "UTC")),
                Map.of("x", attributes("every", "day", "group", "night", "zone", "Mars")));
        assemble(
                layers,
                new TaskDraft(
                        "x", null, TimingSpec.UNSET, TaskSettings.UNSET, List.of(), c -> {}, "scheduler.tasks.x"));
        assertThat(faults.faults()).singleElement().asString().startsWith("scheduler.tasks.x.zone = \"Mars\": ");
    }

    @Test
    void letsADefaultDeadlineRestWhereATaskHasADelay() {
        TaskLayers layers = new TaskLayers(attributes("deadline", "1 minute"), Map.of(), Map.of());
        assertThat(assemble(layers, draft("poll", "delay", "10 seconds")).get(0).timing())
                .isEqualTo(new Delay(Duration.ofSeconds(10)));
        assertThat(faults.faults()).isEmpty();
    }

    @Test
    void readsConditionsInTheOrderInWhichTheyAreAsked() {
        TaskDraft draft = draft("x", "every", "day", "skip", "s", "when", "w", "profiles", "p");
        TaskDraft withCode = new TaskDraft(
                draft.name(),
                null,
                draft.timing(),
                draft.settings(),
                List.of(new TaskCondition(Reason.CONDITION, "code", context -> true)),
                draft.handler(),
                draft.source());
        assertThat(assemble(TaskLayers.NONE, withCode).get(0).conditions())
                .extracting(TaskCondition::text)
                .containsExactly("when w", "skip s", "code");
    }

    @Test
    void tellsWhereAConditionThatCannotBeReadWasWritten() {
        assemble(layers("b", "when", "bad"), draft("a", "every", "day", "profiles", "bad"), draft("b", "every", "day"));
        assertThat(faults.faults())
                .containsExactly("profiles = \"bad\" on bean.a: no good", "scheduler.tasks.b.when = \"bad\": no good");
    }

    @Test
    void tellsEveryFaultOfATaskAtOnce() {
        assemble(TaskLayers.NONE, draft("x y", "every", "5 mintues", "maxTries", "0", "when", "bad"));
        assertThat(faults.faults()).hasSize(4);
    }

    private List<TaskDefinition> assemble(TaskLayers layers, TaskDraft... drafts) {
        return new TaskAssembler(layers, new TestConditions(), ZONE, faults).assemble(List.of(drafts));
    }

    private TaskLayers layers(String task, String... attributes) {
        return new TaskLayers(TaskAttributes.UNSET, Map.of(), Map.of(task, attributes(attributes)));
    }

    private TaskDraft draft(String name, String... attributes) {
        TaskAttributes read = attributes(attributes);
        return new TaskDraft(
                name, read.group(), read.timing(), read.settings(), List.of(), context -> {}, "bean." + name);
    }

    private TaskAttributes attributes(String... pairs) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            texts.put(pairs[i], pairs[i + 1]);
        }
        return TaskAttributes.read(texts, "test", faults);
    }

    private String expected(String... attributes) {
        return String.valueOf(attributes(attributes).timing().compile(ZONE).timing());
    }
}
