package dev.scheduler.boot.actuate;

import dev.scheduler.Scheduler;
import dev.scheduler.boot.actuate.Server.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

class WritesOffTests {

    @Test
    void writesAreForbiddenUnlessAPropertyAllowsThem() {
        try (Server server = new Server(WebApplicationType.SERVLET)) {
            Answer one = server.post("/carts.clean", "{\"action\":\"pause\"}");
            Answer all = server.post("", "{\"action\":\"pause\"}");

            assertThat(one.status()).isEqualTo(403);
            assertThat(one.text("/error")).contains("scheduler.management.writes=true");
            assertThat(all.status()).isEqualTo(403);
            assertThat(server.bean(Scheduler.class).task("carts.clean").paused())
                    .isFalse();
        }
    }

    @Test
    void bootsOwnAccessPropertyStillHolds() {
        try (Server server = new Server(
                WebApplicationType.SERVLET,
                "scheduler.management.writes=true",
                "management.endpoint.scheduledtasks.access=read-only")) {
            assertThat(server.post("/carts.clean", "{\"action\":\"pause\"}").status())
                    .isEqualTo(405);
            assertThat(server.get("/carts.clean").status()).isEqualTo(200);
        }
    }
}
