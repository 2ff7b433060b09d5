package dev.scheduler.boot.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running {@link Shop} and a client that talks to it. */
final class Server implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final String root;

    Server(WebApplicationType type, String... properties) {
        SpringApplication application = new SpringApplicationBuilder(Shop.class)
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
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(root + path)));
    }

    Answer post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(root + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
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
