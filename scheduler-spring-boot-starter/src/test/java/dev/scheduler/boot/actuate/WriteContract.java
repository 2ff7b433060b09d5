package dev.scheduler.boot.actuate;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.LockHolder;
import dev.scheduler.Overlap;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.boot.actuate.Server.Answer;
import dev.scheduler.execution.DefaultScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.WebApplicationType;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What can be done, on every web stack. The tests share a server, and each has a task of its own to change. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class WriteContract {

    private final Server server;
    private final DefaultScheduler scheduler;

    WriteContract(WebApplicationType type) {
        server = new Server(type, "scheduler.management.writes=true");
        scheduler = server.bean(DefaultScheduler.class);
    }

    @AfterAll
    void stop() {
        server.bean(CountDownLatch.class).countDown();
        server.close();
    }

    @Test
    void showsWhatATaskDidLast() {
        String id = server.post("/billing.sync-records", "{\"action\":\"run\"}").text("/execution");
        server.ended("billing.sync-records", id);

        Answer answer = server.get("/billing.sync-records");

        assertThat(answer.text("/last/id")).isEqualTo(id);
        assertThat(answer.text("/lastSuccess/state")).isEqualTo("SUCCEEDED");
        assertThat(answer.text("/last/trigger")).isEqualTo("MANUAL");
        assertThat(answer.text("/last/duration")).isEqualTo("PT0S");
        assertThat(answer.at("/last").has("output")).isFalse();
        assertThat(answer.text("/executions/0/output")).isEqualTo("3 records");
        assertThat(server.get("")
                        .entry("cron", "billing.sync-records")
                        .at("/lastExecution/status")
                        .asString())
                .isEqualTo("SUCCESS");
    }

    @Test
    void showsWhatATaskFailedWithAsBootDoes() {
        String id = server.post("/payments", "{\"action\":\"run\"}").text("/execution");
        server.ended("payments", id);

        JsonNode last = server.get("").entry("cron", "payments").at("/lastExecution");

        assertThat(last.at("/status").asString()).isEqualTo("ERROR");
        assertThat(last.at("/time").asString()).isEqualTo(Shop.NOW);
        assertThat(last.at("/exception/type").asString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(last.at("/exception/message").asString()).isEqualTo("no card: none given");
    }

    @Test
    void runsATaskAndRefusesToRunItTwiceAndCancelsIt() {
        Answer started = server.post("/stock.import", "{\"action\":\"run\"}");
        assertThat(started.status()).isEqualTo(202);
        String id = started.text("/execution");
        await().until(() -> !scheduler.task("stock.import").running().isEmpty());

        Answer again = server.post("/stock.import", "{\"action\":\"run\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/error")).contains("already running", "execution " + id + " on shop-1");
        assertThat(server.get("/stock.import").text("/running/0/id")).isEqualTo(id);
        assertThat(server.get("")
                        .entry("cron", "stock.import")
                        .at("/lastExecution/status")
                        .asString())
                .isEqualTo("STARTED");

        Answer cancelled = server.post("/stock.import", "{\"action\":\"cancel\",\"reason\":\"it hangs\"}");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.at("/cancelled").asInt()).isEqualTo(1);
        assertThat(server.ended("stock.import", id))
                .extracting(Execution::state, Execution::detail)
                .containsExactly(ExecutionState.CANCELLED, "cancelled by hand: it hangs");
        assertThat(server.get("")
                        .entry("cron", "stock.import")
                        .at("/lastExecution/exception/type")
                        .asString())
                .isEqualTo("CANCELLED");
    }

    @Test
    void pausesATaskWhoseNextTimeIsThenNoneThatBootShows() {
        scheduler.register(Definitions.task("nightly", "daily at 01:00", context -> {}));

        Answer paused = server.post("/nightly", "{\"action\":\"pause\"}");

        assertThat(paused.status()).isEqualTo(200);
        assertThat(paused.text("/task")).isEqualTo("nightly");
        assertThat(paused.text("/holdsFor")).isEqualTo("node shop-1");
        Answer answer = server.get("");
        assertThat(answer.task("nightly").at("/paused").asBoolean()).isTrue();
        assertThat(answer.task("nightly").at("/next").asString()).isEqualTo("2026-03-29T01:00:00Z");
        assertThat(answer.entry("cron", "nightly").has("nextExecution")).isFalse();

        server.post("/nightly", "{\"action\":\"resume\"}");
        assertThat(server.get("")
                        .entry("cron", "nightly")
                        .at("/nextExecution/time")
                        .asString())
                .isEqualTo("2026-03-29T01:00:00Z");
        scheduler.remove("nightly");
    }

    @Test
    void givesATaskAnotherSchedule() {
        scheduler.register(Definitions.task("hourly", "every hour", context -> {}));

        Answer answer = server.post(
                "/hourly", "{\"action\":\"reschedule\",\"schedule\":\"daily at 09:00\",\"zone\":\"America/New_York\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/schedule")).isEqualTo("every day at 09:00");
        assertThat(answer.text("/next")).isEqualTo("2026-03-28T13:00:00Z");
        assertThat(server.get("/hourly").text("/zone")).isEqualTo("America/New_York");
        scheduler.remove("hourly");
    }

    @Test
    void refusesAScheduleThatItCannotRead() {
        Answer unreadable = server.post("/carts.clean", "{\"action\":\"reschedule\",\"schedule\":\"every 5 mintues\"}");
        Answer missing = server.post("/carts.clean", "{\"action\":\"reschedule\"}");
        Answer off = server.post("/carts.clean", "{\"action\":\"reschedule\",\"schedule\":\"-\"}");

        assertThat(unreadable.status()).isEqualTo(400);
        assertThat(unreadable.text("/error")).contains("mintues", "minutes");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.text("/error")).contains("\"schedule\"");
        assertThat(off.status()).isEqualTo(400);
        assertThat(server.get("/carts.clean").text("/nextTimes/0")).isEqualTo("2026-03-28T10:30:00Z");
    }

    @Tag("S16")
    @Test
    void showsATaskOfAnotherProfileWithoutANextTimeAndRunsItWhereForced() {
        TaskDefinition all = Definitions.task("elsewhere", "every hour", context -> {});
        TaskSettings prod = TaskSettings.builder().profiles("prod").build();
        scheduler.register(
                new TaskDefinition("elsewhere", null, all.timing(), prod, List.of(), all.handler(), false, "test"));

        Answer list = server.get("");
        assertThat(list.task("elsewhere").has("next")).isFalse();
        assertThat(list.task("elsewhere").at("/inProfile").asBoolean(true)).isFalse();
        assertThat(list.targets("cron")).doesNotContain("elsewhere");
        Answer refused = server.post("/elsewhere", "{\"action\":\"run\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/error")).contains("is for the profiles \"prod\", which this node does not have");
        Answer forced = server.post("/elsewhere", "{\"action\":\"run\",\"force\":true}");
        assertThat(forced.status()).isEqualTo(202);
        server.ended("elsewhere", forced.text("/execution"));
        scheduler.remove("elsewhere");
    }

    @Test
    void refusesAScheduleThatTheTasksJitterReachesBeyond() {
        TaskSettings jittered =
                TaskSettings.builder().jitter(Duration.ofMinutes(10)).build();
        scheduler.register(
                Definitions.task("jittered", "every hour", context -> {}).withSettings(jittered));

        Answer answer = server.post("/jittered", "{\"action\":\"reschedule\",\"schedule\":\"every 5 minutes\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/error")).contains("jitter = \"10 minutes\"", "5 minutes apart");
        assertThat(server.get("/jittered").text("/schedule")).isEqualTo("every hour");
        scheduler.remove("jittered");
    }

    @Test
    void refusesAnActionThatItDoesNotKnow() {
        Answer unknown = server.post("/carts.clean", "{\"action\":\"puase\"}");
        Answer missing = server.post("/carts.clean", "{}");

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text("/error")).contains("\"puase\"");
        assertThat(unknown.text("/nearest")).isEqualTo("pause");
        assertThat(unknown.at("/expected").toString())
                .isEqualTo("[\"run\",\"pause\",\"resume\",\"cancel\",\"reschedule\",\"reset\",\"unlock\"]");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.text("/error")).contains("\"action\"");
    }

    @Test
    void refusesToRunATaskThatIsDisabledUnlessForced() {
        Answer refused = server.post("/carts.old", "{\"action\":\"run\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/error")).contains("\"carts.old\" is disabled", "force the run");

        Answer forced = server.post("/carts.old", "{\"action\":\"run\",\"force\":true}");
        assertThat(forced.status()).isEqualTo(202);
        assertThat(server.ended("carts.old", forced.text("/execution")).state()).isEqualTo(ExecutionState.SUCCEEDED);
    }

    private Answer runWhileLocked(String task, Overlap overlap, String holder) {
        TaskSettings alone =
                TaskSettings.builder().withoutOverlapping(true).overlap(overlap).build();
        scheduler.register(Definitions.task(task, "every hour", context -> {}).withSettings(alone));
        Instant since = Instant.parse("2026-03-28T10:15:00Z");
        server.bean(TestLocks.class).held.put(task, new LockHolder(task, holder, since, since.plusSeconds(60)));
        return server.post("/" + task, "{\"action\":\"run\"}");
    }

    @Test
    void refusesToRunWhatRunsElsewhereAndNamesNodeAndExecution() {
        Answer refused = runWhileLocked("alone", Overlap.SKIP, "shop-2#x7");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/error"))
                .contains("\"alone\" cannot run now", "execution x7 on shop-2 holds the lock alone");
        assertThat(scheduler.executions("alone")).isEmpty();
        scheduler.remove("alone");
    }

    @Test
    void refusesToRunUnderAForeignersLockWhateverTheTaskSaysOfOverlaps() {
        Answer waits = runWhileLocked("waiting", Overlap.QUEUE, "shop-2#x7");
        Answer refused = runWhileLocked("fenced", Overlap.QUEUE, "another-app");

        assertThat(waits.status()).isEqualTo(202);
        server.ended("waiting", waits.text("/execution"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/error"))
                .contains("\"fenced\" cannot run now", "another-app holds the lock fenced until 2026-03-28T10:16:00Z");
        assertThat(scheduler.executions("fenced")).isEmpty();
        scheduler.remove("waiting");
        scheduler.remove("fenced");
    }

    @Test
    void opensATasksLock() {
        Instant since = Instant.parse("2026-03-28T10:15:00Z");
        server.bean(TestLocks.class)
                .held
                .put("carts.report", new LockHolder("carts.report", "shop-2", since, since.plusSeconds(60)));

        Answer answer = server.post("/carts.report", "{\"action\":\"unlock\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/unlocked").asBoolean()).isTrue();
        assertThat(server.get("/carts.report").body().has("lock")).isFalse();
        assertThat(server.post("/carts.report", "{\"action\":\"unlock\"}")
                        .at("/unlocked")
                        .toString())
                .isEqualTo("false");
    }

    @Test
    void refusesATaskThatItDoesNotKnow() {
        Answer answer = server.post("/nothing-like-it", "{\"action\":\"run\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/error")).contains("\"nothing-like-it\"");
        assertThat(answer.body().has("nearest")).isFalse();
    }
}
