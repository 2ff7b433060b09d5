package dev.scheduler.boot.actuate;

import dev.scheduler.ByHand;
import dev.scheduler.Scheduler;
import dev.scheduler.boot.actuate.Server.Answer;
import dev.scheduler.boot.cluster.ClusterStore;
import dev.scheduler.boot.cluster.Operation;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What is asked for over HTTP is kept in the database, with who asked and why. */
@TestInstance(Lifecycle.PER_CLASS)
class KeptByHandTests {

    private final Server server = new Server(
            Office.class,
            WebApplicationType.SERVLET,
            // What is in a process's memory counts as not shared.
            "spring.datasource.url=jdbc:h2:file:./target/kept-by-hand-${random.uuid}",
            "scheduler.jdbc.initialize-schema=always",
            "scheduler.management.writes=true");

    /** An application with history in a database, where people say their names and are believed. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Office {

        @Bean
        Filter principal() {
            return (request, response, chain) -> chain.doFilter(named((HttpServletRequest) request), response);
        }

        private static HttpServletRequest named(HttpServletRequest request) {
            String name = request.getHeader(Server.USER);
            return new HttpServletRequestWrapper(request) {
                @Override
                public @Nullable Principal getUserPrincipal() {
                    return name == null ? null : () -> name;
                }
            };
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void register(String task) {
        server.bean(Scheduler.class).register(Definitions.task(task, "every day at 01:00", context -> {}));
    }

    private Answer ask(String task, @Nullable String user, String action, String more) {
        return server.post("/" + task, "{\"action\":\"" + action + "\"" + more + "}", user);
    }

    private List<Operation> kept(String scope) {
        return server.bean(ClusterStore.class).operations().after(0).stream()
                .filter(each -> each.scope().equals(scope))
                .toList();
    }

    @Test
    void whoAskedAndWhyIsKeptOfEachActionAndHoldsForTheCluster() {
        register("tidy");
        String why = ",\"reason\":\"moving house\"";
        List<Answer> answers = List.of(
                ask("tidy", "alice", "pause", why),
                ask("tidy", "bob", "resume", why),
                ask("tidy", "alice", "reschedule", why + ",\"schedule\":\"every hour\""),
                ask("tidy", "bob", "reset", why),
                ask("tidy", "alice", "run", why),
                ask("tidy", "bob", "cancel", why),
                ask("tidy", "alice", "unlock", why));

        assertThat(answers).allSatisfy(each -> {
            assertThat(each.status()).isIn(200, 202);
            assertThat(each.text("/holdsFor")).isEqualTo("cluster");
        });
        assertThat(kept("tidy"))
                .extracting(
                        Operation::kind,
                        each -> each.by().actor(),
                        each -> each.by().reason())
                .containsExactly(
                        tuple(Operation.Kind.PAUSE, "alice", "moving house"),
                        tuple(Operation.Kind.RESUME, "bob", "moving house"),
                        tuple(Operation.Kind.RESCHEDULE, "alice", "moving house"),
                        tuple(Operation.Kind.RESET, "bob", "moving house"),
                        tuple(Operation.Kind.RUN, "alice", "moving house"),
                        tuple(Operation.Kind.CANCEL, "bob", "moving house"),
                        tuple(Operation.Kind.UNLOCK, "alice", "moving house"));
    }

    @Test
    void whatWasNotSaidIsNotKept() {
        register("quiet");
        assertThat(ask("quiet", null, "pause", "").status()).isEqualTo(200);

        assertThat(kept("quiet")).extracting(Operation::by).containsExactly(ByHand.UNKNOWN);
    }

    @Test
    void thatARunWasForcedIsKept() {
        server.bean(Scheduler.class).register(Definitions.disabled("off", "every hour"));
        assertThat(ask("off", "alice", "run", "").status()).isEqualTo(409);
        assertThat(ask("off", "alice", "run", ",\"force\":true").status()).isEqualTo(202);

        assertThat(kept("off"))
                .extracting(Operation::kind, Operation::by)
                .containsExactly(tuple(Operation.Kind.RUN, ByHand.of("alice").forced()));
    }

    @Test
    void whoPausedAllAndWhyIsKept() {
        Answer paused = server.post("", "{\"action\":\"pause\",\"reason\":\"night\"}", "alice");
        Answer resumed = server.post("", "{\"action\":\"resume\"}", "bob");

        assertThat(List.of(paused, resumed))
                .extracting(each -> each.text("/holdsFor"))
                .containsOnly("cluster");
        assertThat(kept("*"))
                .extracting(Operation::kind, Operation::by)
                .containsExactly(
                        tuple(Operation.Kind.PAUSE, ByHand.of("alice").because("night")),
                        tuple(Operation.Kind.RESUME, ByHand.of("bob")));
    }
}
