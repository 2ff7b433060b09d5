package dev.scheduler.boot.properties;

import dev.scheduler.Missed;
import dev.scheduler.Overlap;
import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.TimingAttribute;
import dev.scheduler.schedule.TimingSpec;
import dev.scheduler.task.ExecHandler;
import dev.scheduler.task.Faults;
import dev.scheduler.task.TaskAttributes;
import dev.scheduler.task.TaskDraft;
import dev.scheduler.task.TaskLayers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

class TaskPropertiesReaderTests {

    private final StandardEnvironment environment = new StandardEnvironment();
    private final Faults faults = new Faults();

    TaskPropertiesReaderTests() {
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
    }

    @Test
    void bindsNamesWithDotsAndDashes() {
        properties(
                "scheduler.tasks.billing.sync-records.every=2 hours",
                "scheduler.tasks.billing.sync-records.max-tries=3",
                "scheduler.tasks.billing.every=1 day");
        TaskLayers layers = layers("billing.sync-records", "billing");
        assertThat(task(layers, "billing.sync-records").timing().every()).isEqualTo("2 hours");
        assertThat(task(layers, "billing.sync-records").settings().maxTries()).isEqualTo(3);
        assertThat(task(layers, "billing").timing().every()).isEqualTo("1 day");
        assertThat(faults.faults()).isEmpty();
        assertThat(faults.warnings()).isEmpty();
    }

    @Test
    void bindsRelaxedSpellings() {
        properties(
                "scheduler.tasks.billing.syncRecords.maxTries=3",
                "scheduler.tasks.billing.sync_records.timeout=1 minute",
                "scheduler.tasks.billing.SYNC-RECORDS.EVEN_WHEN_PAUSED=true",
                "scheduler.tasks[billing.sync-records].jitter=1s",
                "scheduler.tasks.billing.sync-records.onOneServer=true",
                "scheduler.tasks.billing.sync_records.without_overlapping=false",
                "scheduler.tasks.billing.sync-records.Lease=30s",
                "scheduler.tasks.billing.sync-records.MISSED=Once",
                "scheduler.tasks.billing.SyncRecords.missed-within=1 hour",
                "scheduler.tasks.billing.sync-records.MAX_MISSED=4",
                "scheduler.tasks.billing-sync-records.deadline=2s");
        TaskSettings settings =
                task(layers("billing.sync-records"), "billing.sync-records").settings();
        assertThat(faults.faults()).isEmpty();
        assertThat(faults.warnings()).isEmpty();
        assertThat(settings.maxTries()).isEqualTo(3);
        assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.evenWhenPaused()).isTrue();
        assertThat(settings.jitter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.onOneServer()).isTrue();
        assertThat(settings.withoutOverlapping()).isFalse();
        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.missed()).isEqualTo(Missed.ONCE);
        assertThat(settings.missedWithin()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.maxMissed()).isEqualTo(4);
    }

    @Test
    void bindsNamesWithCapitalsAndUnderscores() {
        properties("scheduler.tasks.nightly-jobs.clean.every=1 day", "scheduler.tasks.Nightly_Jobs.Clean.at=17:00");
        TimingSpec timing =
                task(layers("Nightly_Jobs.Clean"), "Nightly_Jobs.Clean").timing();
        assertThat(timing.every()).isEqualTo("1 day");
        assertThat(timing.at()).isEqualTo("17:00");
        assertThat(faults.faults()).isEmpty();
    }

    @Test
    void bindsEnvironmentVariables() {
        variables(Map.ofEntries(
                Map.entry("SCHEDULER_TASKS_BILLING_SYNCRECORDS_EVERY", "2 hours"),
                Map.entry("SCHEDULER_TASKS_BILLING_SYNC_RECORDS_MAX_TRIES", "3"),
                Map.entry("SCHEDULER_TASKS_BILLING_SYNCRECORDS_EVENWHENPAUSED", "true"),
                Map.entry("SCHEDULER_TASKS_BILLING_SYNC_RECORDS_ON_ONE_SERVER", "true"),
                Map.entry("SCHEDULER_TASKS_BILLING_SYNCRECORDS_WITHOUTOVERLAPPING", "true"),
                Map.entry("SCHEDULER_TASKS_BILLING_SYNC_RECORDS_MISSED_WITHIN", "2 hours"),
                Map.entry("SCHEDULER_TASKS_CLEANUP_UNLESS_BETWEEN", "22:00-06:00"),
                Map.entry("SCHEDULER_TASKS_CLEANUP_LEASE", "30s"),
                Map.entry("SCHEDULER_DEFAULTS_MAX_TRIES", "2"),
                Map.entry("SCHEDULER_DEFAULTS_MISSED", "all"),
                Map.entry("SCHEDULER_DEFAULTS_MAX_MISSED", "3"),
                Map.entry("SCHEDULER_GROUPS_NIGHT_WORK_TIMEOUT", "1 minute")));
        TaskLayers layers = layers(draft("billing.sync-records", "night-work"), draft("cleanup", null));
        assertThat(faults.faults()).isEmpty();
        assertThat(faults.warnings()).isEmpty();
        TaskAttributes sync = task(layers, "billing.sync-records");
        assertThat(sync.timing().every()).isEqualTo("2 hours");
        assertThat(sync.settings().maxTries()).isEqualTo(3);
        assertThat(sync.settings().evenWhenPaused()).isTrue();
        assertThat(sync.settings().onOneServer()).isTrue();
        assertThat(sync.settings().withoutOverlapping()).isTrue();
        assertThat(sync.settings().missedWithin()).isEqualTo(Duration.ofHours(2));
        assertThat(task(layers, "cleanup").timing().unlessBetween()).isEqualTo("22:00-06:00");
        assertThat(task(layers, "cleanup").settings().lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(layers.defaults().settings().missed()).isEqualTo(Missed.ALL);
        assertThat(layers.defaults().settings().maxMissed()).isEqualTo(3);
        assertThat(layers.defaults().settings().maxTries()).isEqualTo(2);
        assertThat(layers.groups()
                        .getOrDefault("night-work", TaskAttributes.UNSET)
                        .settings()
                        .timeout())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void letsAnEnvironmentVariableBeatAFile() {
        variables(Map.of("SCHEDULER_TASKS_CLEANUP_EVERY", "2 hours"));
        properties("scheduler.tasks.cleanup.every=1 hour", "scheduler.tasks.cleanup.timeout=1 minute");
        TaskAttributes cleanup = task(layers("cleanup"), "cleanup");
        assertThat(cleanup.timing().every()).isEqualTo("2 hours");
        assertThat(cleanup.settings().timeout()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void bindsYaml() {
        yaml("""
                scheduler:
                  tasks:
                    billing:
                      sync-records:
                        every: day
                        at: [8:00, "17:00"]
                        on: 15
                        overlap: queue
                        enabled: off
                    "[dotted.name]":
                      cron: "-"
                """.replace("8:00", "\"8:00\""));
        TaskLayers layers = layers("billing.sync-records", "dotted.name");
        TaskAttributes sync = task(layers, "billing.sync-records");
        assertThat(faults.faults()).isEmpty();
        assertThat(sync.timing().at()).isEqualTo("8:00, 17:00");
        assertThat(sync.timing().on()).isEqualTo("15");
        assertThat(sync.settings().overlap()).isEqualTo(Overlap.QUEUE);
        assertThat(sync.settings().enabled()).isFalse();
        assertThat(task(layers, "dotted.name").timing().cron()).isEqualTo("-");
    }

    @Test
    void keepsATextWithCommasInOnePiece() {
        properties("scheduler.tasks.a.on=1st,15th", "scheduler.tasks.a.at=8:00, 17:00");
        assertThat(task(layers("a"), "a").timing().on()).isEqualTo("1st, 15th");
        assertThat(task(layers("a"), "a").timing().at()).isEqualTo("8:00, 17:00");
    }

    @Test
    void refusesATimeThatYamlReadAsANumber() {
        yaml("scheduler.tasks.cleanup: { every: day, at: 17:00 }");
        layers("cleanup");
        assertThat(faults.faults())
                .containsExactly(
                        "scheduler.tasks.cleanup.at = \"1020\": YAML reads an unquoted 17:00 as that number; put the time in"
                                + " quotes, as in at: \"17:00\"");
    }

    @Test
    void resolvesPlaceholders() {
        properties(
                "my.interval=7 minutes",
                "scheduler.tasks.cleanup.every=${my.interval}",
                "scheduler.tasks.cleanup.zone=${my.zone:UTC}");
        TimingSpec timing = task(layers("cleanup"), "cleanup").timing();
        assertThat(timing.every()).isEqualTo("7 minutes");
        assertThat(timing.zone()).isEqualTo("UTC");
    }

    @Test
    void refusesPlaceholdersThatNothingResolves() {
        properties(
                "scheduler.tasks.cleanup.every=${my.interval}",
                "scheduler.tasks.cleanup.at=17:00",
                "scheduler.tasks.cleanup.exec=echo ${HOME}",
                "scheduler.defaults.max-tries=${my.tries}");
        TaskLayers layers = layers("cleanup");
        assertThat(faults.faults())
                .containsExactly(
                        "scheduler.defaults.max-tries = \"${my.tries}\": there is no property \"my.tries\"; set it, or give"
                                + " a default after a colon, as in \"${my.tries:default}\"",
                        "scheduler.tasks.cleanup.every = \"${my.interval}\": there is no property \"my.interval\"; set it,"
                                + " or give a default after a colon, as in \"${my.interval:default}\"");
        assertThat(task(layers, "cleanup").timing()).isEqualTo(TimingSpec.UNSET.with(TimingAttribute.CRON, "-"));
    }

    @Test
    void asksASourceThatCannotListItsNames() {
        environment.getPropertySources().addFirst(new PropertySource<>("remote", new Object()) {
            @Override
            public @Nullable Object getProperty(String name) {
                return name.equals("scheduler.tasks.billing.sync-records.every") ? "3 hours" : null;
            }
        });
        assertThat(task(layers("billing.sync-records"), "billing.sync-records")
                        .timing()
                        .every())
                .isEqualTo("3 hours");
    }

    @Test
    void refusesANameNearAKnownOneAndWarnsOfOthers() {
        properties(
                "scheduler.tasks.billing.snyc-records.every=1 hour",
                "scheduler.tasks.billing.snyc-records.at=1 hour",
                "scheduler.tasks.sync-records.every=1 hour",
                "scheduler.tasks.reports.every=1 hour",
                "scheduler.groups.nihgt.timeout=1 hour");
        variables(Map.of("SCHEDULER_TASKS_CLEANPU_EVERY", "1 hour"));
        layers(draft("billing.sync-records", "night"), draft("cleanup", null));
        assertThat(faults.faults())
                .containsExactlyInAnyOrder(
                        "scheduler.tasks.cleanpu.every: there is no task \"cleanpu\", did you mean \"cleanup\"?",
                        "scheduler.tasks.billing.snyc-records.every: there is no task \"billing.snyc-records\","
                                + " did you mean \"billing.sync-records\"?",
                        "scheduler.tasks.sync-records.every: there is no task \"sync-records\","
                                + " did you mean \"billing.sync-records\"?",
                        "scheduler.groups.nihgt.timeout: there is no group \"nihgt\", did you mean \"night\"?");
        assertThat(faults.warnings()).containsExactly("scheduler.tasks.reports.every: there is no task \"reports\"");
    }

    @Test
    void refusesPropertiesThatDoNotExist() {
        properties(
                "scheduler.tasks.cleanup.evry=1 hour",
                "scheduler.tasks.cleanup=1 hour",
                "scheduler.tasks.cleanup.colour=red",
                "scheduler.defaults.time-out=1s",
                "scheduler.defaults.tmeout=1s");
        layers("cleanup");
        assertThat(faults.faults())
                .containsExactlyInAnyOrder(
                        "scheduler.defaults.tmeout: no such property, did you mean \"timeout\"?",
                        "scheduler.tasks.cleanup.evry: no such property, did you mean \"every\"?",
                        "scheduler.tasks.cleanup.colour: no such property, expected one of at, backoff, between, cron,"
                                + " deadline, delay, description, enabled, even-when-paused, every, exec, from, grace,"
                                + " group, jitter, lease, max-missed, max-tries, missed, missed-within, on,"
                                + " on-one-server, overlap, profiles, schedule, skip, timeout, unless-between, when,"
                                + " without-overlapping, zone",
                        "scheduler.tasks.cleanup: expected scheduler.tasks.<name>.<property>, such as"
                                + " scheduler.tasks.cleanup.every");
    }

    @Test
    void onlyWarnsOfVariablesThatMayBeSomebodyElses() {
        variables(Map.of(
                "SCHEDULER_TASKS_PORT", "tcp://10.0.0.1:80",
                "SCHEDULER_TASKS_SERVICE_HOST", "10.0.0.1",
                "SCHEDULER_TASKS_PORT_80_TCP_ADDR", "10.0.0.1"));
        layers("cleanup");
        assertThat(faults.faults()).isEmpty();
        assertThat(faults.warnings()).hasSize(3);
    }

    @Test
    void warnsOfASectionThatNothingReads() {
        properties("scheduler.task.cleanup.every=1 hour", "scheduler.zone=UTC", "scheduler.pool.size=3");
        layers("cleanup");
        assertThat(faults.warnings())
                .containsExactly("scheduler.task.cleanup.every: nothing reads this, did you mean"
                        + " \"scheduler.tasks.cleanup.every\"?");
        assertThat(faults.faults()).isEmpty();
    }

    @Test
    void refusesATimingAmongTheDefaults() {
        properties("scheduler.defaults.every=1 hour", "scheduler.defaults.timeout=1s", "scheduler.groups.night.exec=x");
        TaskLayers layers = layers(draft("a", "night"));
        assertThat(layers.defaults().settings().timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(faults.faults())
                .containsExactly(
                        "scheduler.defaults.every = \"1 hour\": this can be set for a task only, as"
                                + " scheduler.tasks.<name>.every",
                        "scheduler.groups.night.exec = \"x\": this can be set for a task only, as scheduler.tasks.<name>.exec");
    }

    @Test
    void definesTasksByACommand() {
        properties("scheduler.tasks.db.nightlyBackup.exec=pg_dump mydb", "scheduler.tasks.db.nightly-backup.every=day");
        variables(Map.of("SCHEDULER_TASKS_OTHER_EXEC", "rm -rf x"));
        List<TaskDraft> drafts = reader().drafts();
        assertThat(drafts).singleElement().satisfies(draft -> {
            assertThat(draft.name()).isEqualTo("db.nightly-backup");
            assertThat(draft.handler()).isInstanceOf(ExecHandler.class).hasToString("pg_dump mydb");
            assertThat(draft.source()).isEqualTo("scheduler.tasks.db.nightly-backup");
        });
        assertThat(task(reader().layers(drafts), "db.nightly-backup").timing().every())
                .isEqualTo("day");
        assertThat(faults.faults()).isEmpty();
    }

    @Test
    void definesTasksByALineOfACrontab() {
        properties(
                "scheduler.crontab.daily-update=0 8 * * ? bin/daily_update --all",
                "scheduler.crontab.db.clean=@daily bin/clean",
                "scheduler.tasks.db.clean.zone=Europe/Paris");
        List<TaskDraft> drafts = reader().drafts();
        assertThat(drafts).extracting(TaskDraft::name).containsExactlyInAnyOrder("daily-update", "db.clean");
        assertThat(drafts)
                .filteredOn(draft -> draft.name().equals("daily-update"))
                .singleElement()
                .satisfies(draft -> {
                    assertThat(draft.timing().cron()).isEqualTo("0 8 * * ?");
                    assertThat(draft.timing().zone()).isEqualTo("UTC");
                    assertThat(draft.handler()).hasToString("bin/daily_update --all");
                    assertThat(draft.source()).isEqualTo("scheduler.crontab.daily-update");
                });
        assertThat(task(reader().layers(drafts), "db.clean").timing().zone()).isEqualTo("Europe/Paris");
    }

    @Test
    void refusesALineOfACrontabWithoutACommand() {
        properties("scheduler.crontab.update=0 8 * * ?", "scheduler.tasks.empty.exec=");
        reader().drafts();
        assertThat(faults.faults())
                .containsExactly(
                        "scheduler.tasks.empty.exec = \"\": expected a shell command, such as \"pg_dump mydb\"",
                        "scheduler.crontab.update = \"0 8 * * ?\": expected five cron fields or a macro, then a command, such"
                                + " as \"0 8 * * * bin/daily_update\"");
    }

    @Test
    void readsTheSameUnderEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            properties("scheduler.tasks.IMPORT_FILES.MAX_TRIES=3", "scheduler.tasks.import-files.JITTER=1s");
            TaskSettings settings = task(layers("IMPORT_FILES"), "IMPORT_FILES").settings();
            assertThat(settings.maxTries()).isEqualTo(3);
            assertThat(settings.jitter()).isEqualTo(Duration.ofSeconds(1));
        } finally {
            Locale.setDefault(before);
        }
    }

    private TaskPropertiesReader reader() {
        return new TaskPropertiesReader(environment, faults);
    }

    private TaskLayers layers(String... names) {
        List<TaskDraft> drafts = new ArrayList<>();
        for (String name : names) {
            drafts.add(draft(name, null));
        }
        return reader().layers(drafts);
    }

    private TaskLayers layers(TaskDraft... drafts) {
        return reader().layers(List.of(drafts));
    }

    private static TaskAttributes task(TaskLayers layers, String name) {
        return layers.tasks().getOrDefault(name, TaskAttributes.UNSET);
    }

    private static TaskDraft draft(String name, @Nullable String group) {
        return new TaskDraft(
                name, group, TimingSpec.UNSET, TaskSettings.UNSET, List.of(), context -> {}, "bean." + name);
    }

    private void properties(String... lines) {
        Map<String, Object> map = new HashMap<>();
        for (String line : lines) {
            int split = line.indexOf('=');
            map.put(line.substring(0, split), line.substring(split + 1));
        }
        environment.getPropertySources().addLast(new MapPropertySource("file", map));
    }

    private void variables(Map<String, Object> variables) {
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    }

    private void yaml(String text) {
        try {
            new YamlPropertySourceLoader()
                    .load("yaml", new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
