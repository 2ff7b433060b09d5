package dev.scheduler.execution;

import dev.scheduler.TaskDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimelineTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Timeline timeline = new Timeline(() -> {});

    @Test
    void yieldsWhatIsDueInOrderOfTime() {
        put(entry("b"), START.plusSeconds(2));
        put(entry("c"), START.plusSeconds(3));
        put(entry("a"), START.plusSeconds(1));

        assertThat(dueBy(START.plusSeconds(2))).containsExactly("a", "b");
        assertThat(dueBy(START.plusSeconds(9))).containsExactly("c");
    }

    @Test
    void nothingIsDueBeforeItsTimeHoweverLittle() {
        put(entry("a"), START.plusNanos(1));

        assertThat(dueBy(START)).isEmpty();
        assertThat(dueBy(START.plusMillis(1))).containsExactly("a");
    }

    @Test
    void anEntryThatIsPutAgainMoves() {
        TaskEntry moved = entry("moved");
        put(moved, START.plusSeconds(9));
        put(entry("other"), START.plusSeconds(5));
        put(moved, START.plusSeconds(1));

        assertThat(dueBy(START.plusSeconds(9))).containsExactly("moved", "other");
    }

    @Test
    void anEntryThatWasRemovedNeverComesBack() {
        TaskEntry gone = entry("gone");
        put(gone, START);
        timeline.remove(gone);
        put(gone, START);

        assertThat(dueBy(START.plusSeconds(9))).isEmpty();
        assertThat(timeline.due(gone)).isNull();
    }

    @Test
    void anEntryIsVisitedAgainWhileItsNextTimeIsDueToo() {
        put(entry("a"), START);
        List<Instant> visited = new ArrayList<>();

        timeline.advance(START.plusSeconds(2), Integer.MAX_VALUE, (entry, due) -> {
            visited.add(due);
            return due.plusSeconds(1);
        });

        assertThat(visited).containsExactly(START, START.plusSeconds(1), START.plusSeconds(2));
    }

    @Test
    void keepsItsOrderUnderRandomMovesAndRemovals() {
        Random random = new Random(42);
        List<TaskEntry> entries = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            entries.add(entry("task-" + i));
        }
        for (int i = 0; i < 20_000; i++) {
            TaskEntry entry = entries.get(random.nextInt(entries.size()));
            put(entry, random.nextInt(4) == 0 ? null : START.plusMillis(random.nextInt(10_000)));
        }
        List<Instant> expected = entries.stream()
                .map(timeline::due)
                .filter(Objects::nonNull)
                .sorted(Comparator.naturalOrder())
                .toList();

        List<Instant> seen = new ArrayList<>();
        timeline.advance(START.plusSeconds(10), Integer.MAX_VALUE, (entry, due) -> {
            seen.add(due);
            return null;
        });

        assertThat(seen).isEqualTo(expected);
        assertThat(dueBy(START.plusSeconds(99))).isEmpty();
    }

    private void put(TaskEntry entry, @Nullable Instant due) {
        timeline.put(entry, before -> due);
    }

    private List<String> dueBy(Instant now) {
        List<String> names = new ArrayList<>();
        timeline.advance(now, Integer.MAX_VALUE, (entry, due) -> {
            names.add(entry.name());
            return null;
        });
        return names;
    }

    private static TaskEntry entry(String name) {
        return new TaskEntry(TaskDefinition.of(name, null, context -> {}), START);
    }
}
