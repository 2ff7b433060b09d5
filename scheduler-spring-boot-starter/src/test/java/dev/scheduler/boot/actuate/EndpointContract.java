package dev.scheduler.boot.actuate;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.boot.actuate.Server.Answer;
import dev.scheduler.execution.DefaultScheduler;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.WebApplicationType;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the endpoint promises on every web stack. Tests share a server, and each has tasks of its own to change. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EndpointContract {

    private final WebApplicationType type;
    private Server server;
    private DefaultScheduler scheduler;

    EndpointContract(WebApplicationType type) {
        this.type = type;
    }

    @BeforeAll
    void start() {
        server = new Server(type, "scheduler.management.writes=true");
        scheduler = server.bean(DefaultScheduler.class);
    }

    @AfterAll
    void stop() {
        server.bean(CountDownLatch.class).countDown();
        server.close();
    }

    @Test
    void listsACronTaskUnderBootsKeysWithItsTrueNextTime() {
        JsonNode entry = entry(server.get(""), "cron", "billing.send-invoices");

        assertThat(entry.at("/expression").asString()).isEqualTo("0 0 18 L * *");
        assertThat(entry.at("/nextExecution/time").asString()).isEqualTo("2026-03-31T16:00:00Z");
        assertThat(entry.has("lastExecution")).isFalse();
    }

    @Test
    void listsWhatIsNoCronAsFixedRateWithTheDistanceOfItsNextTwoTimes() {
        Answer answer = server.get("");

        assertThat(entry(answer, "fixedRate", "carts.clean").at("/interval").asLong())
                .isEqualTo(45 * 60_000);
        assertThat(entry(answer, "fixedRate", "carts.report").at("/interval").asLong())
                .isEqualTo(21L * 24 * 3_600_000);
        assertThat(entry(answer, "fixedRate", "carts.clean").at("/initialDelay").asLong())
                .isZero();
    }

    @Test
    void listsADelayAsFixedDelay() {
        assertThat(entry(server.get(""), "fixedDelay", "outbox").at("/interval").asLong())
                .isEqualTo(10_000);
    }

    @Test
    void keepsTheTasksOfSpringsOwn() {
        Answer answer = server.get("");

        assertThat(targets(answer, "cron")).anyMatch(target -> target.endsWith("SpringsOwn.atFour"));
        assertThat(targets(answer, "fixedDelay")).anyMatch(target -> target.endsWith("SpringsOwn.everyHour"));
        assertThat(answer.at("/custom").isArray()).isTrue();
    }

    @Test
    void givesEveryEntryATargetOfItsOwn() {
        Answer answer = server.get("");

        List<String> targets = List.of("cron", "fixedDelay", "fixedRate").stream()
                .flatMap(key -> targets(answer, key).stream())
                .toList();

        assertThat(targets).doesNotHaveDuplicates().hasSize(9);
    }

    @Test
    void saysOfTasksThatDoNotRunByThemselvesOnlyThatTheyAreThere() {
        Answer answer = server.get("");

        assertThat(answer.body().at("/cron").toString()).doesNotContain("carts.old", "billing.write-off");
        assertThat(task(answer, "carts.old").at("/enabled").asBoolean(true)).isFalse();
        assertThat(task(answer, "carts.old").has("next")).isFalse();
        assertThat(task(answer, "billing.write-off").has("schedule")).isFalse();
    }

    @Test
    void tellsEverythingOfATask() {
        JsonNode task = task(server.get(""), "billing.send-invoices");

        assertThat(task.at("/description").asString()).isEqualTo("Writes the invoices of the month");
        assertThat(task.at("/group").asString()).isEqualTo("billing");
        assertThat(task.at("/schedule").asString()).isEqualTo("every month on the last day at 18:00");
        assertThat(task.at("/cron").asString()).isEqualTo("0 0 18 L * *");
        assertThat(task.at("/zone").asString()).isEqualTo("Europe/Paris");
        assertThat(task.at("/source").asString()).isEqualTo("billing.sendInvoices");
        assertThat(task.at("/next").asString()).isEqualTo("2026-03-31T16:00:00Z");
        assertThat(task.at("/settings").toString())
                .isEqualTo("{\"overlap\":\"QUEUE\",\"timeout\":\"PT10M\",\"maxTries\":3,"
                        + "\"backoff\":{\"first\":\"PT10S\",\"factor\":2.0,\"max\":\"PT5M\"},"
                        + "\"deadline\":\"PT1H\",\"jitter\":\"PT5S\",\"grace\":\"PT2M\",\"profiles\":\"!test\","
                        + "\"when\":\"@calendar.open\",\"skip\":\"@calendar.holiday\",\"evenWhenPaused\":true}");
    }

    @Test
    void leavesOutWhatIsNotSet() {
        JsonNode task = task(server.get(""), "carts.report");

        assertThat(task.propertyNames())
                .containsExactlyInAnyOrder("name", "schedule", "zone", "source", "enabled", "paused", "next");
    }

    @Test
    void showsWhatATaskDidLast() {
        String id = server.post("/billing.sync-records", "{\"action\":\"run\"}").text("/execution");
        ended("billing.sync-records", id);

        Answer answer = server.get("/billing.sync-records");

        assertThat(answer.text("/last/id")).isEqualTo(id);
        assertThat(answer.text("/lastSuccess/state")).isEqualTo("SUCCEEDED");
        assertThat(answer.text("/last/trigger")).isEqualTo("MANUAL");
        assertThat(answer.text("/last/duration")).isEqualTo("PT0S");
        assertThat(answer.at("/last").has("output")).isFalse();
        assertThat(answer.text("/executions/0/output")).isEqualTo("3 records");
        assertThat(entry(server.get(""), "cron", "billing.sync-records")
                        .at("/lastExecution/status")
                        .asString())
                .isEqualTo("SUCCESS");
    }

    @Test
    void showsWhatATaskFailedWithAsBootDoes() {
        String id = server.post("/payments", "{\"action\":\"run\"}").text("/execution");
        ended("payments", id);

        JsonNode last = entry(server.get(""), "cron", "payments").at("/lastExecution");

        assertThat(last.at("/status").asString()).isEqualTo("ERROR");
        assertThat(last.at("/time").asString()).isEqualTo(Shop.NOW);
        assertThat(last.at("/exception/type").asString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(last.at("/exception/message").asString()).isEqualTo("no card: none given");
    }

    @Test
    void givesTheNextFiveScheduledTimesOfATask() {
        Answer answer = server.get("/carts.clean");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/nextTimes").toString())
                .isEqualTo("[\"2026-03-28T10:30:00Z\",\"2026-03-28T11:15:00Z\",\"2026-03-28T12:00:00Z\","
                        + "\"2026-03-28T12:45:00Z\",\"2026-03-28T13:30:00Z\"]");
    }

    @Test
    void explainsTheLastScheduledTimeUnasked() {
        Answer answer = server.get("/carts.report");

        assertThat(answer.text("/explanation/answer")).contains("did not have carts.report yet");
    }

    @Test
    void explainsTheInstantAskedFor() {
        Answer answer = server.get("/carts.clean?at=2026-03-28T11:00:00Z");

        assertThat(answer.text("/explanation/at")).isEqualTo("2026-03-28T11:00:00Z");
        assertThat(answer.text("/explanation/answer")).contains("was not due at 2026-03-28T11:00:00Z");
        assertThat(answer.at("/explanation/nearest").toString())
                .isEqualTo("[\"2026-03-28T10:30:00Z\",\"2026-03-28T11:15:00Z\"]");
    }

    @Test
    void takesLocalTimesInTheTasksOwnZone() {
        assertThat(server.get("/billing.send-invoices?at=2026-04-30T18:00").text("/explanation/at"))
                .isEqualTo("2026-04-30T16:00:00Z");
        assertThat(server.get("/billing.send-invoices?at=2026-04-30T18:00+02:00")
                        .text("/explanation/at"))
                .isEqualTo("2026-04-30T16:00:00Z");
    }

    @Test
    void refusesATimeThatIsNone() {
        Answer answer = server.get("/carts.clean?at=yesterday");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/error")).contains("at = \"yesterday\"", "2026-03-29T02:30:00Z");
    }

    @Test
    void findsATaskByAUniqueLastPart() {
        assertThat(server.get("/send-invoices").text("/name")).isEqualTo("billing.send-invoices");
    }

    @Test
    void namesTheNearestOfAnUnknownTask() {
        Answer answer = server.get("/billing.send-invoces");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/error")).contains("\"billing.send-invoces\"");
        assertThat(answer.text("/nearest")).isEqualTo("billing.send-invoices");
        assertThat(server.post("/nothing-like-it", "{\"action\":\"run\"}").status())
                .isEqualTo(404);
    }

    @Test
    void runsATaskAndRefusesToRunItTwiceAndCancelsIt() {
        Answer started = server.post("/stock.import", "{\"action\":\"run\"}");
        assertThat(started.status()).isEqualTo(202);
        String id = started.text("/execution");
        await().until(() -> !scheduler.task("stock.import").running().isEmpty());

        Answer again = server.post("/stock.import", "{\"action\":\"run\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/error")).contains("already running", id);
        assertThat(server.get("/stock.import").text("/running/0/id")).isEqualTo(id);
        assertThat(entry(server.get(""), "cron", "stock.import")
                        .at("/lastExecution/status")
                        .asString())
                .isEqualTo("STARTED");

        Answer cancelled = server.post("/stock.import", "{\"action\":\"cancel\"}");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.at("/cancelled").asInt()).isEqualTo(1);
        assertThat(ended("stock.import", id).state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(entry(server.get(""), "cron", "stock.import")
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
        Answer answer = server.get("");
        assertThat(task(answer, "nightly").at("/paused").asBoolean()).isTrue();
        assertThat(task(answer, "nightly").at("/next").asString()).isEqualTo("2026-03-29T01:00:00Z");
        assertThat(entry(answer, "cron", "nightly").has("nextExecution")).isFalse();

        server.post("/nightly", "{\"action\":\"resume\"}");
        assertThat(entry(server.get(""), "cron", "nightly")
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

    @Test
    void refusesAnActionThatItDoesNotKnow() {
        Answer unknown = server.post("/carts.clean", "{\"action\":\"puase\"}");
        Answer missing = server.post("/carts.clean", "{}");

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text("/error")).contains("\"puase\"");
        assertThat(unknown.text("/nearest")).isEqualTo("pause");
        assertThat(unknown.at("/expected").toString())
                .isEqualTo("[\"run\",\"pause\",\"resume\",\"cancel\",\"reschedule\"]");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.text("/error")).contains("\"action\"");
    }

    private Execution ended(String task, String id) {
        return await().until(
                        () -> scheduler.executions(task).stream()
                                .filter(execution -> execution.id().equals(id))
                                .filter(execution -> execution.state().isFinal())
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    private static JsonNode task(Answer answer, String name) {
        return find(answer.at("/tasks"), "/name", name);
    }

    private static JsonNode entry(Answer answer, String key, String target) {
        return find(answer.at("/" + key), "/runnable/target", target);
    }

    private static List<String> targets(Answer answer, String key) {
        return elements(answer.at("/" + key)).stream()
                .map(entry -> entry.at("/runnable/target").asString())
                .toList();
    }

    private static JsonNode find(JsonNode list, String pointer, String text) {
        List<JsonNode> found = elements(list).stream()
                .filter(each -> each.at(pointer).asString().equals(text))
                .toList();
        assertThat(found).as("%s %s in %s", pointer, text, list).hasSize(1);
        return found.get(0);
    }

    private static List<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}
