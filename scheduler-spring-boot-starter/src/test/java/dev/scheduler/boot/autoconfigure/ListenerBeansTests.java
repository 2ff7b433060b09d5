package dev.scheduler.boot.autoconfigure;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import dev.scheduler.ExecutionState;
import dev.scheduler.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

class ListenerBeansTests {

    private static final Execution EXECUTION = new Execution(
            "id",
            "a",
            Instant.EPOCH,
            Instant.EPOCH,
            1,
            Trigger.MANUAL,
            1,
            "node",
            ExecutionState.SUCCEEDED,
            null,
            null,
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            null);

    @Order(1)
    static class Throwing implements ExecutionListener {

        @Override
        public void ended(Execution execution) {
            throw new RuntimeException() {
                @Override
                public String getMessage() {
                    throw new IllegalStateException("the session was closed");
                }
            };
        }
    }

    @Order(2)
    static class Hearing implements ExecutionListener {

        final List<Execution> heard = new ArrayList<>();

        @Override
        public void ended(Execution execution) {
            heard.add(execution);
        }
    }

    @Test
    void whatOneThrowsKeepsNothingFromTheNextThoughItCannotBeRead() {
        try (AnnotationConfigApplicationContext context =
                new AnnotationConfigApplicationContext(Throwing.class, Hearing.class)) {
            new ListenerBeans(context.getBeanProvider(ExecutionListener.class)).ended(EXECUTION);

            assertThat(context.getBean(Hearing.class).heard).containsExactly(EXECUTION);
        }
    }
}
