package dev.scheduler.task;

import dev.scheduler.Backoff;
import dev.scheduler.Missed;
import dev.scheduler.Overlap;
import dev.scheduler.Reason;
import dev.scheduler.TaskContext;
import dev.scheduler.TaskSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskScheduleTests {

    @Test
    void takesLambdasAndMethodReferencesOfBothKinds() {
        Files files = new Files();
        List<TaskDraft> drafts = TaskSchedule.drafts(schedule -> {
            schedule.task("method", files::deleteOld).daily();
            schedule.task("context-method", files::report).daily();
            schedule.task("static", Files::ping).daily();
            schedule.task("lambda", () -> {}).daily();
            schedule.task("context-lambda", context -> context.output("x")).daily();
            schedule.exec("backup", "pg_dump mydb").daily();
        });
        assertThat(drafts)
                .extracting(TaskDraft::name)
                .containsExactly("method", "context-method", "static", "lambda", "context-lambda", "backup");
        assertThat(drafts.get(5).handler()).isInstanceOf(ExecHandler.class).hasToString("pg_dump mydb");
    }

    @Test
    void saysWhereATaskAndItsConditionsWereWritten() {
        TaskDraft draft = only(schedule -> schedule.task("cleanup", () -> {}).when(() -> true));
        assertThat(draft.source()).matches("cleanup at TaskScheduleTests\\.java:\\d+");
        assertThat(draft.conditions().get(0).text()).matches("when \\(TaskScheduleTests\\.java:\\d+\\)");
    }

    @Test
    void keepsEverythingThatIsSaid() {
        TaskDraft draft = only(schedule -> schedule.task("cleanup", () -> {})
                .timeout(Duration.ofMinutes(5))
                .dailyAt("02:00")
                .zone("America/New_York")
                .description("Cleans up")
                .group("nightly")
                .disabled()
                .onOneServer()
                .withoutOverlapping(Duration.ofSeconds(30))
                .overlap(Overlap.QUEUE)
                .maxTries(3)
                .backoff(Duration.ofSeconds(1))
                .deadline(Duration.ofHours(1))
                .grace(Duration.ofMinutes(2))
                .missed(Missed.ALL)
                .missedWithin(Duration.ofDays(2))
                .maxMissed(5)
                .jitter(Duration.ofSeconds(20))
                .profiles("production")
                .evenWhenPaused());
        assertThat(draft.group()).isEqualTo("nightly");
        assertThat(draft.timing().every()).isEqualTo("day");
        assertThat(draft.timing().at()).isEqualTo("02:00");
        assertThat(draft.timing().zone()).isEqualTo("America/New_York");
        assertThat(draft.settings().description()).isEqualTo("Cleans up");
        assertThat(draft.settings().enabled()).isFalse();
        assertThat(draft.settings().onOneServer()).isTrue();
        assertThat(draft.settings().withoutOverlapping()).isTrue();
        assertThat(draft.settings().lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(draft.settings().overlap()).isEqualTo(Overlap.QUEUE);
        assertThat(draft.settings().timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(draft.settings().maxTries()).isEqualTo(3);
        assertThat(draft.settings().backoff()).isEqualTo(Backoff.of(Duration.ofSeconds(1)));
        assertThat(draft.settings().deadline()).isEqualTo(Duration.ofHours(1));
        assertThat(draft.settings().grace()).isEqualTo(Duration.ofMinutes(2));
        assertThat(draft.settings().missed()).isEqualTo(Missed.ALL);
        assertThat(draft.settings().missedWithin()).isEqualTo(Duration.ofDays(2));
        assertThat(draft.settings().maxMissed()).isEqualTo(5);
        assertThat(draft.settings().jitter()).isEqualTo(Duration.ofSeconds(20));
        assertThat(draft.settings().profiles()).isEqualTo("production");
        assertThat(draft.settings().evenWhenPaused()).isTrue();
    }

    @Test
    void takesNoNoticeOfTheOrderOfWords() {
        TaskDraft one = only(schedule -> schedule.task("x", () -> {})
                .zone("UTC")
                .at("13:00")
                .weekdays()
                .daily()
                .maxTries(2));
        TaskDraft other = only(schedule -> schedule.task("x", () -> {})
                .maxTries(2)
                .daily()
                .weekdays()
                .at("13:00")
                .zone("UTC"));
        assertThat(one.timing()).isEqualTo(other.timing());
        assertThat(one.settings()).isEqualTo(other.settings());
    }

    @Test
    void judgesConditions() {
        TaskDraft draft = only(schedule -> schedule.task("x", () -> {})
                .when(() -> true)
                .when(context -> false)
                .skip(() -> true)
                .skip(context -> false));
        assertThat(draft.conditions()).allMatch(condition -> condition.reason() == Reason.CONDITION);
        TaskContext context = new TestContext();
        assertThat(draft.conditions())
                .extracting(condition -> condition.test().test(context))
                .containsExactly(true, false, false, true);
    }

    @Test
    void laysWhatATaskSaysOverWhatItsGroupsSay() {
        List<TaskDraft> drafts = TaskSchedule.drafts(schedule -> {
            schedule.group(
                    g -> g.dailyAt("03:00")
                            .zone("UTC")
                            .maxTries(3)
                            .when(() -> true)
                            .group("nightly"),
                    g -> {
                        g.task("plain", () -> {});
                        g.task("own", () -> {}).weekly().maxTries(1).skip(() -> false);
                        g.group(inner -> inner.timeout(Duration.ofMinutes(1)), inner -> inner.task("inner", () -> {}));
                    });
            schedule.task("outside", () -> {}).hourly();
        });
        TaskDraft plain = drafts.get(0);
        TaskDraft own = drafts.get(1);
        TaskDraft inner = drafts.get(2);
        TaskDraft outside = drafts.get(3);
        assertThat(plain.timing().at()).isEqualTo("03:00");
        assertThat(plain.settings().maxTries()).isEqualTo(3);
        assertThat(plain.group()).isEqualTo("nightly");
        assertThat(plain.conditions()).hasSize(1);
        assertThat(own.timing().every()).isEqualTo("week");
        assertThat(own.timing().at()).isNull();
        assertThat(own.timing().zone()).isEqualTo("UTC");
        assertThat(own.settings().maxTries()).isEqualTo(1);
        assertThat(own.conditions()).hasSize(2);
        assertThat(inner.timing()).isEqualTo(plain.timing());
        assertThat(inner.settings().timeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(inner.settings().maxTries()).isEqualTo(3);
        assertThat(outside.settings().maxTries()).isNull();
        assertThat(outside.group()).isNull();
    }

    @Test
    void sharesWhatAGroupSaysOfTheCluster() {
        List<TaskDraft> drafts = TaskSchedule.drafts(schedule ->
                schedule.group(g -> g.daily().onOneServer().withoutOverlapping().missed(Missed.ONCE), g -> {
                    g.task("plain", () -> {});
                    g.task("at-once", () -> {}).overlap(Overlap.ALLOW).missed(Missed.SKIP);
                    g.task("poll", () -> {}).delay("10 seconds");
                }));
        assertThat(drafts.get(0).settings())
                .isEqualTo(TaskSettings.builder()
                        .onOneServer(true)
                        .withoutOverlapping(true)
                        .missed(Missed.ONCE)
                        .build());
        assertThat(drafts.get(1).settings())
                .isEqualTo(TaskSettings.builder()
                        .onOneServer(true)
                        .withoutOverlapping(false)
                        .overlap(Overlap.ALLOW)
                        .missed(Missed.SKIP)
                        .build());
        assertThat(drafts.get(2).settings())
                .isEqualTo(TaskSettings.builder()
                        .onOneServer(false)
                        .withoutOverlapping(true)
                        .missed(Missed.SKIP)
                        .build());
    }

    private static TaskDraft only(ScheduleConfigurer configurer) {
        return TaskSchedule.drafts(configurer).get(0);
    }

    private static final class Files {
        void deleteOld() {}

        void report(TaskContext context) {
            context.output("report");
        }

        static void ping() {}
    }
}
