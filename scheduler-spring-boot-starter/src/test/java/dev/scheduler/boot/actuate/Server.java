package dev.scheduler.boot.actuate;

import dev.scheduler.Execution;
import dev.scheduler.execution.DefaultScheduler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A running application, a {@link Shop} unless said otherwise, and a client that talks to it. */
final class Server implements AutoCloseable {

    /** The header in which a client says who it is. */
    static final String USER = "X-User";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final String root;

    Server(WebApplicationType type, String... properties) {
        this(Shop.class, type, properties);
    }

    Server(Class<?> source, WebApplicationType type, String... properties) {
        SpringApplication application = new SpringApplicationBuilder(source)
                .web(type)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "management.endpoints.web.exposure.include=scheduledtasks")
                .properties(properties)
                .build();
        context = application.run();
        root = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.management.port")
                + "/actuator/scheduledtasks";
    }

    /** An answer. */
    record Answer(int status, JsonNode body) {

        /** What is at a JSON pointer. */
        JsonNode at(String pointer) {
            return body.at(pointer);
        }

        String text(String pointer) {
            return at(pointer).asString();
        }

        /** What the list has of a task of ours. */
        JsonNode task(String name) {
            return find(at("/tasks"), "/name", name);
        }

        /** The only entry of a target under one of Boot's keys. */
        JsonNode entry(String key, String target) {
            return find(at("/" + key), "/runnable/target", target);
        }

        /** All targets under one of Boot's keys. */
        List<String> targets(String key) {
            return elements(at("/" + key)).stream()
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

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(root + path)));
    }

    Answer post(String path, String body) {
        return post(path, body, null);
    }

    /** The same, by somebody with a name. */
    Answer post(String path, String body, @Nullable String user) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return send(user == null ? request : request.header(USER, user));
    }

    /** The execution of that id, once it has ended. */
    Execution ended(String task, String id) {
        return await().until(
                        () -> bean(DefaultScheduler.class).executions(task).stream()
                                .filter(execution -> execution.id().equals(id))
                                .filter(execution -> execution.state().isFinal())
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            String body = response.body().isEmpty() ? "null" : response.body();
            return new Answer(response.statusCode(), JSON.readTree(body));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
