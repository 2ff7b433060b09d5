package dev.scheduler.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccountsTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void balancesWhatStartedOnceAndWhatHasAReason() {
        Accounts accounts = accounts(
                3,
                List.of(start(0, "a")),
                List.of(row("a", 0, 0, "SUCCEEDED", null), row("b", 1, 2, "MISSED", "NODE_DOWN")));

        assertThat(accounts.faults()).isEmpty();
        assertThat(accounts.line("Noon"))
                .isEqualTo("Noon: 3 scheduled times: once 1, twice 0, explained 2 {MISSED NODE_DOWN 2}, unexplained 0");
    }

    @Test
    void seesTheSecondStartOfAScheduledTimeAlsoOfTheSameExecution() {
        Accounts accounts =
                accounts(1, List.of(start(0, "a"), start(0, "a")), List.of(row("a", 0, 0, "SUCCEEDED", null)));

        assertThat(accounts.twice()).hasSize(1);
        assertThat(accounts.once()).isZero();
    }

    @Test
    void seesTheSecondStartOfATimeThatWasNeverDue() {
        Accounts accounts =
                accounts(0, List.of(start(7, "a"), start(7, "a")), List.of(row("a", 7, 7, "SUCCEEDED", null)));

        assertThat(accounts.twice()).hasSize(1);
    }

    @Test
    void takesNoRecordAndNoEmptyWordsForAnExplanation() {
        Accounts accounts = accounts(
                4,
                List.of(),
                List.of(
                        row("a", 0, 0, "SUCCEEDED", null),
                        row("b", 1, 1, "SKIPPED", "OTHER_SERVER"),
                        row("c", 2, 2, "RUNNING", null)));

        assertThat(accounts.unexplained()).hasSize(4);
    }

    @Test
    void missesTheRecordOfAStart() {
        Accounts accounts = accounts(1, List.of(start(0, "a")), List.of());

        assertThat(accounts.faults()).singleElement().asString().startsWith("started without a record");
    }

    private static Accounts accounts(int scheduled, List<Start> starts, List<Row> rows) {
        SortedSet<Instant> times =
                Tasks.of("tick", 1, "every 1 second").times(NOON.minusSeconds(1), NOON.plusSeconds(scheduled - 1));
        return Accounts.of(Map.of("tick-0", times), starts, rows);
    }

    private static Start start(int second, String id) {
        Instant time = NOON.plusSeconds(second);
        return new Start("tick-0", time, id, "n1", "SCHEDULE", time, null);
    }

    private static Row row(String id, int first, int last, String state, @Nullable String reason) {
        return new Row(
                id,
                "tick-0",
                NOON.plusSeconds(last),
                NOON.plusSeconds(first),
                last - first + 1,
                true,
                "SCHEDULE",
                "host-1-aa",
                state,
                reason,
                null);
    }
}
