package dev.scheduler.boot.actuate;

import dev.scheduler.LockHolder;
import dev.scheduler.boot.actuate.Server.Answer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.WebApplicationType;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What can be read, on every web stack. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ReadContract {

    private final Server server;

    ReadContract(WebApplicationType type) {
        server = new Server(type);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void listsACronTaskUnderBootsKeysWithItsTrueNextTime() {
        JsonNode entry = server.get("").entry("cron", "billing.send-invoices");

        assertThat(entry.at("/expression").asString()).isEqualTo("0 0 18 L * *");
        assertThat(entry.at("/nextExecution/time").asString()).isEqualTo("2026-03-31T16:00:00Z");
        assertThat(entry.has("lastExecution")).isFalse();
    }

    @Test
    void listsWhatIsNoCronAsFixedRateWithTheDistanceOfItsNextTwoTimes() {
        Answer answer = server.get("");

        assertThat(answer.entry("fixedRate", "carts.clean").at("/interval").asLong())
                .isEqualTo(45 * 60_000);
        assertThat(answer.entry("fixedRate", "carts.report").at("/interval").asLong())
                .isEqualTo(21L * 24 * 3_600_000);
        assertThat(answer.entry("fixedRate", "carts.clean").at("/initialDelay").asLong())
                .isZero();
    }

    @Test
    void listsADelayAsFixedDelay() {
        assertThat(server.get("").entry("fixedDelay", "outbox").at("/interval").asLong())
                .isEqualTo(10_000);
    }

    @Test
    void showsWhoHoldsATasksLock() {
        Instant since = Instant.parse("2026-03-28T10:15:00Z");
        server.bean(TestLocks.class)
                .held
                .put("carts.clean", new LockHolder("carts.clean", "shop-2", since, since.plusSeconds(60)));

        Answer answer = server.get("/carts.clean");
        assertThat(answer.at("/lock").toString())
                .isEqualTo("{\"by\":\"shop-2\",\"since\":\"2026-03-28T10:15:00Z\",\"until\":\"2026-03-28T10:16:00Z\"}");
        assertThat(server.get("/carts.report").body().has("lock")).isFalse();
    }

    @Test
    void saysSoWhenTheStoreThatNodesShareCannotBeAsked() {
        TestLocks locks = server.bean(TestLocks.class);
        locks.away = true;
        Answer answer = server.get("/carts.report");
        locks.away = false;

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("/error")).isEqualTo("The database cannot be reached");
    }

    @Test
    void keepsTheTasksOfSpringsOwn() {
        Answer answer = server.get("");

        assertThat(answer.targets("cron")).anyMatch(target -> target.endsWith("SpringsOwn.atFour"));
        assertThat(answer.targets("fixedDelay")).anyMatch(target -> target.endsWith("SpringsOwn.everyHour"));
        assertThat(answer.at("/custom").isArray()).isTrue();
    }

    @Test
    void givesEveryEntryATargetOfItsOwn() {
        Answer answer = server.get("");

        List<String> targets = List.of("cron", "fixedDelay", "fixedRate").stream()
                .flatMap(key -> answer.targets(key).stream())
                .toList();

        assertThat(targets).doesNotHaveDuplicates().hasSize(9);
    }

    @Test
    void saysOfTasksThatDoNotRunByThemselvesOnlyThatTheyAreThere() {
        Answer answer = server.get("");

        assertThat(answer.body().at("/cron").toString()).doesNotContain("carts.old", "billing.write-off");
        assertThat(answer.task("carts.old").at("/enabled").asBoolean(true)).isFalse();
        assertThat(answer.task("carts.old").has("next")).isFalse();
        assertThat(answer.task("billing.write-off").has("schedule")).isFalse();
    }

    @Test
    void tellsEverythingOfATask() {
        JsonNode task = server.get("").task("billing.send-invoices");

        assertThat(task.at("/description").asString()).isEqualTo("Writes the invoices of the month");
        assertThat(task.at("/group").asString()).isEqualTo("billing");
        assertThat(task.at("/schedule").asString()).isEqualTo("every month on the last day at 18:00");
        assertThat(task.at("/cron").asString()).isEqualTo("0 0 18 L * *");
        assertThat(task.at("/zone").asString()).isEqualTo("Europe/Paris");
        assertThat(task.at("/source").asString()).isEqualTo("billing.sendInvoices");
        assertThat(task.at("/next").asString()).isEqualTo("2026-03-31T16:00:00Z");
        assertThat(task.at("/settings").toString())
                .isEqualTo(
                        "{\"onOneServer\":true,\"withoutOverlapping\":true,\"overlap\":\"QUEUE\",\"lease\":\"PT30S\","
                                + "\"timeout\":\"PT10M\",\"maxTries\":3,"
                                + "\"backoff\":{\"first\":\"PT10S\",\"factor\":2.0,\"max\":\"PT5M\"},"
                                + "\"deadline\":\"PT1H\",\"jitter\":\"PT5S\",\"grace\":\"PT2M\","
                                + "\"missed\":\"ALL\",\"missedWithin\":\"PT3H\",\"maxMissed\":5,\"profiles\":\"!test\","
                                + "\"when\":\"@calendar.open\",\"skip\":\"@calendar.holiday\",\"evenWhenPaused\":true}");
    }

    @Test
    void leavesOutWhatIsNotSet() {
        JsonNode task = server.get("").task("carts.report");

        assertThat(task.propertyNames())
                .containsExactlyInAnyOrder("name", "schedule", "zone", "source", "enabled", "paused", "next");
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
    }
}
