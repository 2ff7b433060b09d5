package dev.scheduler.boot.actuate;

import dev.scheduler.Scheduler;
import dev.scheduler.TaskView;
import dev.scheduler.boot.actuate.Server.Answer;
import dev.scheduler.execution.DefaultScheduler;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WholeSchedulerTests {

    @Test
    void pausesAndResumesEveryTaskOnAPortOfItsOwn() {
        try (Server server = new Server(
                WebApplicationType.SERVLET, "management.server.port=0", "scheduler.management.writes=true")) {
            Scheduler scheduler = server.bean(DefaultScheduler.class);

            assertThat(server.post("", "{\"action\":\"pause\"}").status()).isEqualTo(200);
            assertThat(scheduler.tasks().stream().filter(task -> !task.paused()).map(TaskView::name))
                    .containsExactly("billing.send-invoices");

            assertThat(server.post("", "{\"action\":\"resume\"}").status()).isEqualTo(200);
            assertThat(scheduler.tasks()).noneMatch(TaskView::paused);
        }
    }

    @Test
    void refusesToRunEveryTaskAtOnce() {
        try (Server server = new Server(WebApplicationType.REACTIVE, "scheduler.management.writes=true")) {
            Answer answer = server.post("", "{\"action\":\"run\"}");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("/error")).contains("\"run\" goes with one task");
            assertThat(answer.at("/expected").toString()).isEqualTo("[\"pause\",\"resume\"]");
        }
    }

    @Test
    void tellsWhyATaskLastDidNotRun() {
        try (Server server = new Server(WebApplicationType.SERVLET, "scheduler.management.writes=true")) {
            Scheduler scheduler = server.bean(DefaultScheduler.class);
            server.post("/billing.sync-records", "{\"action\":\"pause\"}");
            server.bean(SettableClock.class).set("2026-03-28T10:20:00Z");
            await().until(() -> scheduler.task("billing.sync-records").lastSkip() != null);

            Answer skipped = server.get("/billing.sync-records");
            assertThat(skipped.text("/lastSkip/reason")).isEqualTo("PAUSED");
            assertThat(skipped.text("/explanation/at")).isEqualTo("2026-03-28T10:20:00Z");
            assertThat(skipped.text("/explanation/answer")).contains("SKIPPED", "the task is paused");
            assertThat(skipped.text("/explanation/execution/state")).isEqualTo("SKIPPED");

            server.post("/billing.sync-records", "{\"action\":\"resume\"}");
            server.bean(SettableClock.class).set("2026-03-28T10:25:00Z");
            await().until(() -> scheduler.task("billing.sync-records").lastSuccess() != null);

            Answer ran = server.get("/billing.sync-records");
            assertThat(ran.text("/explanation/at")).isEqualTo("2026-03-28T10:25:00Z");
            assertThat(ran.text("/explanation/answer"))
                    .contains("2026-03-28T10:25:00Z: succeeded", "Last time it did not run:", "the task is paused");
            assertThat(ran.text("/next")).isEqualTo("2026-03-28T10:30:00Z");
        }
    }
}
