package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Which skips people read as one. */
class SkipMergeTests {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final List<Execution> rows = new ArrayList<>();

    private void ran(String node, int second) {
        add(node, second, ExecutionState.SUCCEEDED, null);
    }

    private void skipped(String node, Reason reason, int second) {
        add(node, second, ExecutionState.SKIPPED, reason);
    }

    private void add(String node, int second, ExecutionState state, @Nullable Reason reason) {
        Instant time = NOON.plusSeconds(second);
        rows.add(new Execution(
                "id" + (100 + rows.size()),
                "a",
                time,
                time,
                1,
                Trigger.SCHEDULE,
                0,
                node,
                state,
                reason,
                null,
                null,
                time,
                null,
                null));
    }

    @Tag("S22")
    @Test
    void equalSkipsThatFollowEachOtherAreOne() {
        skipped("one", Reason.PAUSED, 5);
        skipped("one", Reason.PAUSED, 10);
        skipped("one", Reason.PAUSED, 15);

        assertThat(SkipMerge.of(rows))
                .extracting(Execution::firstScheduledTime, Execution::scheduledTime, Execution::count)
                .containsExactly(tuple(NOON.plusSeconds(5), NOON.plusSeconds(15), 3L));
    }

    @Test
    void skipsForOtherReasonsStandBetweenThem() {
        skipped("one", Reason.PAUSED, 5);
        skipped("one", Reason.CONDITION, 10);
        skipped("one", Reason.PAUSED, 15);

        assertThat(SkipMerge.of(rows)).hasSize(3);
    }

    @Tag("S22")
    @Test
    void aTimeThatRanOnOneNodeAndWasSkippedOnTheOtherIsToldByItsRun() {
        ran("one", 35);
        skipped("two", Reason.OVERLAPPING, 35);
        skipped("one", Reason.OVERLAPPING, 40);
        skipped("two", Reason.OVERLAPPING, 40);
        skipped("one", Reason.OVERLAPPING, 45);
        skipped("two", Reason.OVERLAPPING, 45);

        List<Execution> merged = SkipMerge.of(rows);
        assertThat(merged)
                .extracting(Execution::node, Execution::firstScheduledTime, Execution::count)
                .containsExactlyInAnyOrder(
                        tuple("one", NOON.plusSeconds(35), 1L),
                        tuple("two", NOON.plusSeconds(35), 1L),
                        tuple("one", NOON.plusSeconds(40), 2L),
                        tuple("two", NOON.plusSeconds(40), 2L));
        assertThat(merged)
                .filteredOn(each -> !each.firstScheduledTime().isAfter(NOON.plusSeconds(35)))
                .first()
                .extracting(Execution::state)
                .isEqualTo(ExecutionState.SUCCEEDED);
    }

    @Tag("S9")
    @Test
    void aRunOfAnotherNodeParts() {
        skipped("one", Reason.PROFILE, 5);
        ran("two", 10);
        skipped("one", Reason.PROFILE, 10);
        skipped("one", Reason.PROFILE, 15);

        assertThat(SkipMerge.of(rows))
                .filteredOn(each -> each.node().equals("one"))
                .extracting(Execution::count)
                .containsExactly(1L, 1L, 1L);
    }

    @Tag("S22")
    @Test
    void aTimeThatWasToldTwiceCountsOnce() {
        skipped("one", Reason.PAUSED, 5);
        skipped("one", Reason.PAUSED, 5);
        skipped("one", Reason.PAUSED, 10);

        assertThat(SkipMerge.of(rows)).extracting(Execution::count).containsExactly(2L);
    }
}
