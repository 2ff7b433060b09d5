package dev.scheduler.task;

import dev.scheduler.Backoff;
import dev.scheduler.Missed;
import dev.scheduler.Overlap;
import dev.scheduler.schedule.TimingAttribute;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TaskAttributesTests {

    private final Faults faults = new Faults();

    @Test
    void readsEveryKindOfAttribute() {
        TaskAttributes read = read(Map.ofEntries(
                Map.entry("every", " 5 minutes "),
                Map.entry("zone", "Europe/Paris"),
                Map.entry("group", "nightly"),
                Map.entry("enabled", "off"),
                Map.entry("onOneServer", "yes"),
                Map.entry("withoutOverlapping", "true"),
                Map.entry("overlap", "queue"),
                Map.entry("lease", "30s"),
                Map.entry("missed", "all"),
                Map.entry("missedWithin", "2 days"),
                Map.entry("maxMissed", "5"),
                Map.entry("timeout", "90 seconds"),
                Map.entry("maxTries", "3"),
                Map.entry("backoff", "10s"),
                Map.entry("evenWhenPaused", "TRUE")));
        assertThat(faults.faults()).isEmpty();
        assertThat(read.group()).isEqualTo("nightly");
        assertThat(read.timing().every()).isEqualTo("5 minutes");
        assertThat(read.timing().zone()).isEqualTo("Europe/Paris");
        assertThat(read.settings().enabled()).isFalse();
        assertThat(read.settings().onOneServer()).isTrue();
        assertThat(read.settings().withoutOverlapping()).isTrue();
        assertThat(read.settings().overlap()).isEqualTo(Overlap.QUEUE);
        assertThat(read.settings().lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(read.settings().missed()).isEqualTo(Missed.ALL);
        assertThat(read.settings().missedWithin()).isEqualTo(Duration.ofDays(2));
        assertThat(read.settings().maxMissed()).isEqualTo(5);
        assertThat(read.settings().timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(read.settings().maxTries()).isEqualTo(3);
        assertThat(read.settings().backoff()).isEqualTo(Backoff.of(Duration.ofSeconds(10)));
        assertThat(read.settings().evenWhenPaused()).isTrue();
        assertThat(read.settings().jitter()).isNull();
    }

    @Test
    void takesTheValueOfAnAnnotationForTheSchedule() {
        assertThat(read(Map.of("value", "every day at 9")).timing().schedule()).isEqualTo("every day at 9");
        assertThat(read(Map.of("schedule", "@daily")).timing().schedule()).isEqualTo("@daily");
    }

    @Test
    void takesABlankTextForUnset() {
        TaskAttributes read = read(Map.of("timeout", " ", "every", ""));
        assertThat(read).isEqualTo(TaskAttributes.UNSET);
        assertThat(faults.faults()).isEmpty();
    }

    @Test
    void readsEveryAttributeThatItKnows() {
        TaskAttributes.SETTINGS.forEach(name -> read(Map.of(name, "")));
        for (TimingAttribute attribute : TimingAttribute.values()) {
            assertThat(read(Map.of(attribute.key(), "x")).timing().get(attribute))
                    .isEqualTo("x");
        }
        assertThat(faults.faults()).isEmpty();
    }

    @Test
    void tellsEveryAttributeThatItCannotRead() {
        read(Map.of("timeout", "5 mintues"));
        read(Map.of("maxTries", "three"));
        read(Map.of("overlap", "parallel"));
        read(Map.of("missed", "twice"));
        read(Map.of("enabled", "maybe"));
        read(Map.of("evry", "1 minute"));
        read(Map.of("colour", "red"));
        assertThat(faults.faults())
                .containsExactly(
                        "timeout = \"5 mintues\" on billing.syncRecords: unknown unit \"mintues\", did you mean \"minutes\"?",
                        "maxTries = \"three\" on billing.syncRecords: expected a whole number, such as 3",
                        "overlap = \"parallel\" on billing.syncRecords: expected one of SKIP, QUEUE, REPLACE, ALLOW",
                        "missed = \"twice\" on billing.syncRecords: expected one of SKIP, ONCE, ALL",
                        "enabled = \"maybe\" on billing.syncRecords: expected true or false",
                        "evry = \"1 minute\" on billing.syncRecords: no such attribute, did you mean \"every\"?",
                        "colour = \"red\" on billing.syncRecords: no such attribute");
    }

    @Test
    void callsAPropertyByItsKey() {
        TaskAttributes.read(Map.of("maxTries", "x"), "scheduler.tasks.sync", faults);
        TaskAttributes.read(Map.of("maxTries", "x"), "scheduler.defaults", faults);
        assertThat(faults.faults())
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith("scheduler.tasks.sync.max-tries = \"x\": expected"),
                        fault -> assertThat(fault).startsWith("scheduler.defaults.max-tries = \"x\": expected"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10s              | 10    | 1   | 10
            10 seconds       | 10    | 1   | 10
            10s x2           | 10    | 2   | 86400
            10s x2 max 5m    | 10    | 2   | 300
            1 minute X 1.5 MAX 10 minutes | 60 | 1.5 | 600
            """)
    void readsTheWaitsBetweenTries(String text, long first, double factor, long max) {
        assertThat(read(Map.of("backoff", text)).settings().backoff())
                .isEqualTo(new Backoff(Duration.ofSeconds(first), factor, Duration.ofSeconds(max)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10s max 5m | "max" goes with a factor, such as "10s x2 max 5m"
            10s xtwo   | "xtwo" is no factor, expected a number, such as "x2" or "x1.5"
            10s xNaN   | "xNaN" is no factor, expected a number, such as "x2" or "x1.5"
            10 secnds  | did you mean "seconds"?
            10s x2 max 5 mins ago | unexpected "ago"
            """)
    void refusesWaitsThatSayNothing(String text, String expected) {
        assertThat(read(Map.of("backoff", text)).settings().backoff()).isNull();
        assertThat(faults.faults()).singleElement().asString().contains(expected);
    }

    private TaskAttributes read(Map<String, String> texts) {
        return TaskAttributes.read(texts, "billing.syncRecords", faults);
    }
}
