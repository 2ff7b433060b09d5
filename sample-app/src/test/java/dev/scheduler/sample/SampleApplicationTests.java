package dev.scheduler.sample;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import dev.scheduler.ExecutionState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SampleApplicationTests {

    private static final List<String> TASKS = List.of(
            "card-payments.collect",
            "customers.visit",
            "disk-space",
            "exchange-rates.update",
            "expired-carts.delete",
            "housekeeping.compact-database",
            "housekeeping.remove-invoices",
            "invoice-run",
            "office.newsletter",
            "office.open",
            "open-carts",
            "opening-hours",
            "outbox.send",
            "sales-report",
            "stock-import.read");
    private static final List<String> KINDS = List.of("cron", "fixedDelay", "fixedRate", "custom");

    @TempDir
    static Path folder;

    @LocalServerPort
    private int port;

    @Autowired
    private Ended ended;

    @Autowired
    private Shop shop;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("shop.folder", folder::toString);
    }

    @Test
    void listsEveryTaskUnderItsName() throws Exception {
        JsonNode tasks = get("").get("tasks");

        assertThat(texts(tasks, "/name")).containsExactlyInAnyOrderElementsOf(TASKS);
    }

    @Test
    void listsEveryTaskAmongThoseOfSpringBoot() throws Exception {
        JsonNode document = get("");

        List<String> targets = new ArrayList<>();
        KINDS.stream()
                .filter(document::has)
                .forEach(kind -> targets.addAll(texts(document.get(kind), "/runnable/target")));
        assertThat(targets)
                .as("all but the one of another profile")
                .doesNotContain("office.newsletter")
                .hasSize(TASKS.size() - 1)
                .isSubsetOf(TASKS);
    }

    @Test
    void takesTheFrequencyOfThePropertiesOverThatOfTheAnnotation() throws Exception {
        assertThat(get("/exchange-rates.update").toString())
                .contains("every 30 seconds")
                .doesNotContain("weekday");
    }

    @Test
    void runsTasksAndDeletesExpiredCarts() throws Exception {
        assertThat(ended.await("expired-carts.delete", ExecutionState.SUCCEEDED))
                .isTrue();

        assertThat(shop.carts()).isLessThan(2);
        shows("/expired-carts.delete", "SUCCEEDED");
    }

    @Test
    void writesInvoicesToTheFolder() throws Exception {
        assertThat(ended.await("invoice-run", ExecutionState.SUCCEEDED)).isTrue();

        assertThat(folder.resolve("invoices/invoice-1.txt")).content().contains("Barbara owes 42.00");
    }

    @Test
    void skipsTheSlowTaskWhileItRuns() throws Exception {
        assertThat(ended.await("stock-import.read", ExecutionState.SKIPPED)).isTrue();

        shows("/stock-import.read", "OVERLAPPING");
    }

    @Test
    void answersThatThereIsNoSuchTaskWithTheNearestName() throws Exception {
        HttpResponse<String> response = send("/expired-cart.delete");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("expired-carts.delete");
    }

    /** History is written a moment after the end. */
    private void shows(String path, String text) {
        await().untilAsserted(() -> assertThat(get(path).toString()).contains(text));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = send(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + port + "/actuator/scheduledtasks" + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> texts(JsonNode array, String pointer) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.at(pointer).asString()));
        return texts;
    }

    /** Remembers how executions ended, and lets a test wait for it. */
    static class Ended implements ExecutionListener {

        private final Map<String, CountDownLatch> latches = new ConcurrentHashMap<>();

        boolean await(String task, ExecutionState state) throws InterruptedException {
            return latch(task, state).await(60, TimeUnit.SECONDS);
        }

        @Override
        public void ended(Execution execution) {
            latch(execution.task(), execution.state()).countDown();
        }

        private CountDownLatch latch(String task, ExecutionState state) {
            return latches.computeIfAbsent(task + " " + state, key -> new CountDownLatch(1));
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Listening {

        @Bean
        Ended ended() {
            return new Ended();
        }
    }
}
