package dev.scheduler.boot.cluster.sim;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.boot.cluster.HistoryRows;
import dev.scheduler.boot.cluster.sim.MemoryTables.Row;
import dev.scheduler.history.HistoryStore.Lasts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The history of a store in memory, for people. */
final class MemoryHistory implements HistoryRows {

    private final MemoryTables tables;

    MemoryHistory(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public List<Execution> newest(String task, int most) {
        synchronized (tables) {
            return tables.rows(task).descendingSet().stream()
                    .limit(most)
                    .map(Row::execution)
                    .toList();
        }
    }

    @Override
    public Map<String, Lasts> lasts(Collection<String> tasks) {
        synchronized (tables) {
            Map<String, Lasts> lasts = new HashMap<>();
            tasks.stream().filter(task -> !tables.rows(task).isEmpty()).forEach(task -> lasts.put(task, lasts(task)));
            return lasts;
        }
    }

    private Lasts lasts(String task) {
        return new Lasts(
                last(task, row -> row.state().isRun()),
                last(task, row -> row.state() == ExecutionState.SUCCEEDED),
                last(task, row -> row.state().isFailure()),
                last(task, row -> !row.state().isRun()));
    }

    private @Nullable Execution last(String task, Predicate<Execution> which) {
        return tables.rows(task).descendingSet().stream()
                .map(Row::execution)
                .filter(which)
                .findFirst()
                .orElse(null);
    }
}
