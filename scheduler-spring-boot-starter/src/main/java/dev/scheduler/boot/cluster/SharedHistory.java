package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.boot.cluster.OpenRuns.Kind;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps history in a database that all nodes share. What has ended is written by a thread of its own, a few dozen
 * milliseconds later: the outcomes of executions that have their rows already surely, those of others as far as there is room.
 */
public final class SharedHistory implements HistoryStore, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SharedHistory.class);
    private static final int CAPACITY = 10_000;
    private static final int MOST_ROWS = 1_000;

    private final String node;
    private final ExecutionRows rows;
    private final HistoryRows reader;
    private final OpenRuns runs;
    private final NodeHeartbeat heartbeat;
    private final WriteBehind<Told> queue;
    private volatile Consumer<Execution> listeners = execution -> {};

    SharedHistory(
            String node,
            ExecutionRows rows,
            HistoryRows reader,
            OpenRuns runs,
            NodeHeartbeat heartbeat,
            Threads threads) {
        this.node = node;
        this.rows = rows;
        this.reader = reader;
        this.runs = runs;
        this.heartbeat = heartbeat;
        this.queue = new WriteBehind<>("scheduler-history", CAPACITY, this::write, threads);
    }

    /**
     * What was told.
     *
     * @param kind what its row is that is there, or may be; null where it has none
     */
    private record Told(Execution execution, @Nullable Kind kind) {

        boolean isRunning() {
            return execution.state() == ExecutionState.RUNNING;
        }
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    /** From now on, this is told of what listeners have yet to hear of. */
    void tell(Consumer<Execution> told) {
        listeners = told;
    }

    /** Of what may have a row, that decides, once it is written: others may have judged it lost. */
    @Override
    public boolean tellsOf(String execution) {
        return runs.tell(execution) != null;
    }

    /** Never waits and never throws; what is told may be read a moment later. */
    @Override
    public void ended(Execution execution) {
        Kind kind = runs.tell(execution.id());
        if (kind == null) {
            queue.offer(new Told(execution, null));
        } else {
            queue.add(new Told(execution, kind));
        }
    }

    /**
     * Keeps executions that have been running for a while and have no row: should this process die, it is known what died
     * with it. Nothing is kept while others may count this node among the dead.
     *
     * @param running what runs in this process now, asked twice: what ends in between needs no row
     */
    public void lasting(Supplier<List<Execution>> running) {
        if (!heartbeat.isAlive()) {
            return;
        }
        List<Execution> unknown =
                running.get().stream().filter(each -> !runs.isOpen(each.id())).toList();
        if (unknown.isEmpty()) {
            return;
        }
        unknown.forEach(each -> runs.hold(each, Kind.PLAIN));
        Set<String> still = running.get().stream().map(Execution::id).collect(Collectors.toSet());
        for (Execution each : unknown) {
            if (still.contains(each.id())) {
                queue.offer(new Told(each, Kind.PLAIN));
            } else {
                runs.closeHeld(each.id());
            }
        }
    }

    @Override
    public List<Execution> executions(String task) {
        return SkipMerge.of(reader.newest(task, MOST_ROWS));
    }

    /** The last of each kind; equal skips before the last one are merged with it. */
    @Override
    public Lasts lasts(String task) {
        Lasts lasts = lasts(List.of(task)).getOrDefault(task, Lasts.NONE);
        Execution skip = lasts.skip();
        if (skip == null) {
            return lasts;
        }
        Execution merged = executions(task).stream()
                .filter(each -> !each.state().isRun() && each.node().equals(skip.node()))
                .filter(each -> !each.scheduledTime().isBefore(skip.scheduledTime())
                        && !each.firstScheduledTime().isAfter(skip.scheduledTime()))
                .findFirst()
                .orElse(skip);
        return new Lasts(lasts.run(), lasts.success(), lasts.failure(), merged);
    }

    @Override
    public Map<String, Lasts> lasts(Collection<String> tasks) {
        return tasks.isEmpty() ? Map.of() : reader.lasts(tasks);
    }

    /** Nothing: what nodes share stays until it is old. */
    @Override
    public void forget(String task) {}

    /** How many executions of plain tasks were not kept, since the database was too slow. */
    public long dropped() {
        return queue.dropped();
    }

    @Override
    public boolean flush(Duration most) {
        return queue.flush(most);
    }

    /** Writes what is left, as far as that succeeds at once. */
    @Override
    public void close() {
        queue.close();
    }

    /** What runs comes before what has ended: an execution may be both. */
    private void write(List<Told> told) {
        begin(executions(told, Told::isRunning));
        forEach(executions(told, each -> !each.isRunning() && each.kind() == null), rows::insert, null);
        forEach(
                executions(told, each -> !each.isRunning() && each.kind() == Kind.PLAIN),
                this::completeOrInsert,
                refused -> completeOrInsert(List.of(withoutTexts(refused))));
        forEach(
                executions(told, each -> each.kind() == Kind.CLAIM || each.kind() == Kind.CATCH_UP),
                this::complete,
                refused -> complete(List.of(withoutTexts(refused))));
    }

    /** A node that the others may count among the dead writes of nothing that it runs: they would take it for lost. */
    private void begin(List<Execution> running) {
        if (heartbeat.isAlive()) {
            forEach(running, rows::insert, null);
        } else {
            runs.close(running.stream()
                    .filter(each -> {
                        OpenRuns.Open open = runs.get(each.id());
                        return open != null && open.phase() == OpenRuns.Phase.HELD;
                    })
                    .toList());
        }
    }

    private static List<Execution> executions(List<Told> told, Predicate<Told> condition) {
        return told.stream().filter(condition).map(Told::execution).toList();
    }

    /**
     * Values that the database refuses must not keep the others out.
     *
     * @param lastResort keeps what was refused without its texts; null where it need not be kept
     */
    private static void forEach(
            List<Execution> executions, Consumer<List<Execution>> write, @Nullable Consumer<Execution> lastResort) {
        if (executions.isEmpty()) {
            return;
        }
        try {
            write.accept(executions);
        } catch (StoreException e) {
            if (!e.isOfValues()) {
                throw e;
            }
            if (executions.size() > 1) {
                executions.forEach(execution -> forEach(List.of(execution), write, lastResort));
            } else {
                Execution refused = executions.get(0);
                log.error(
                        "History refused {} ({}): {}; {}",
                        refused.task(),
                        refused.id(),
                        e.getMessage(),
                        lastResort == null ? "not kept" : "kept without detail, error and output");
                if (lastResort != null) {
                    lastResort.accept(refused);
                }
            }
        }
    }

    private static Execution withoutTexts(Execution refused) {
        return new Execution(
                refused.id(),
                refused.task(),
                refused.scheduledTime(),
                refused.firstScheduledTime(),
                refused.count(),
                refused.trigger(),
                refused.attempts(),
                refused.node(),
                refused.state(),
                refused.reason(),
                null,
                refused.start(),
                refused.end(),
                null,
                null);
    }

    /** Rows that have keys: where one is not there, or says already what became of it, that stands. */
    private void complete(List<Execution> executions) {
        write(executions, some -> rows.complete(node, some));
    }

    private void completeOrInsert(List<Execution> executions) {
        write(executions, this::completedOrInserted);
    }

    /** Where there is no row after all, as the database was away when it should have been made, it is made now. */
    private int completedOrInserted(List<Execution> executions) {
        int completed = rows.complete(node, executions);
        if (completed == executions.size()) {
            return completed;
        }
        Set<String> present = rows.present(executions);
        List<Execution> missing =
                executions.stream().filter(each -> !present.contains(each.id())).toList();
        if (!missing.isEmpty()) {
            rows.insert(missing);
        }
        return completed + missing.size();
    }

    /** Writes outcomes into rows; how many rows it has changed. */
    @FunctionalInterface
    private interface Write {
        int rows(List<Execution> executions);
    }

    /**
     * Listeners hear of what the rows say now. Where others may have taken this node for dead, each outcome is written alone: of
     * those whose rows say something else, they have heard already.
     */
    private void write(List<Execution> executions, Write write) {
        Map<Boolean, List<Execution>> bySure =
                executions.stream().collect(Collectors.partitioningBy(this::isUndoubted));
        List<Execution> sure = bySure.getOrDefault(true, List.of());
        if (!sure.isEmpty()) {
            write.rows(sure);
            sure.stream().filter(each -> each.end() != null).forEach(listeners);
        }
        for (Execution each : bySure.getOrDefault(false, List.of())) {
            if (write.rows(List.of(each)) == 1 && each.end() != null) {
                listeners.accept(each);
            }
        }
        runs.close(executions);
    }

    private boolean isUndoubted(Execution execution) {
        OpenRuns.Open open = runs.get(execution.id());
        return open != null && heartbeat.isAliveSince(open.opened());
    }
}
