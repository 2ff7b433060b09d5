package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MissedSummaryTests {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final MissedSummary summary = new MissedSummary();

    @Test
    void oneMissedTimeIsToldAsItIs() {
        add("mail", 0, 0);

        assertThat(summary.words())
                .isEqualTo("mail missed 1 scheduled time, 2026-01-05T12:00:00Z: no node was there to accept it");
    }

    @Test
    void manyTasksAreToldInOneLine() {
        for (String task : List.of("g", "f", "e", "d", "c", "b", "a")) {
            add(task, 10, 19);
        }
        add("a", 0, 3);

        assertThat(summary.words())
                .isEqualTo("a, b, c, d, e and 2 more missed 74 scheduled times"
                        + " from 2026-01-05T12:00:00Z to 2026-01-05T12:00:19Z: no node was there to accept it");
    }

    private void add(String task, int first, int last) {
        Execution missed = new Execution(
                "id",
                task,
                NOON.plusSeconds(last),
                NOON.plusSeconds(first),
                last - first + 1,
                Trigger.SCHEDULE,
                0,
                "one",
                ExecutionState.MISSED,
                Reason.NODE_DOWN,
                "no node was there to accept it",
                null,
                NOON,
                null,
                null);
        summary.add(new Account(NOON, List.of(missed)));
    }
}
