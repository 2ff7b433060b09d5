package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.Reason;
import dev.scheduler.boot.cluster.StoreException;
import dev.scheduler.history.HistoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps history in a database that all nodes share. What has ended is written by a thread of its own, a few dozen
 * milliseconds later: the outcomes of executions that have their rows already surely, those of others as far as there is room.
 */
public final class JdbcHistory implements HistoryStore, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JdbcHistory.class);
    private static final int CAPACITY = 10_000;
    private static final int MOST_ROWS = 1_000;

    private final Database database;
    private final Claims claims;
    private final JdbcExecutionRows table;
    private final ExecutionReader reader;
    private final String node;
    private final WriteBehind<Told> queue;

    /**
     * @param node the id of this process, as its executions name it
     */
    public JdbcHistory(Database database, Claims claims, String node) {
        this.database = database;
        this.claims = claims;
        this.table = new JdbcExecutionRows(database);
        this.reader = new ExecutionReader(database);
        this.node = node;
        this.queue = new WriteBehind<>("scheduler-history", CAPACITY, this::write);
    }

    /**
     * What was told.
     *
     * @param hasRow whether it was claimed, or told of while it ran, or may have been: then its row is completed
     */
    private record Told(Execution execution, boolean hasRow) {}

    /** Never waits and never throws; what is told may be read a moment later. */
    @Override
    public void ended(Execution execution) {
        if (claims.isOpen(execution.id())) {
            queue.add(new Told(execution, true));
        } else {
            queue.offer(new Told(execution, execution.reason() == Reason.NO_LOCK_STORE));
        }
    }

    /**
     * Keeps executions that have been running for a while and have no row: should this process die, it is known what died
     * with it.
     *
     * @param running what runs in this process now, asked twice: what ends in between needs no row
     */
    public void lasting(Supplier<List<Execution>> running) {
        List<Execution> unknown =
                running.get().stream().filter(each -> !claims.isOpen(each.id())).toList();
        if (unknown.isEmpty()) {
            return;
        }
        claims.adopt(unknown);
        Set<String> still = running.get().stream().map(Execution::id).collect(Collectors.toSet());
        for (Execution each : unknown) {
            if (still.contains(each.id())) {
                queue.offer(new Told(each, false));
            } else {
                claims.abandon(List.of(each));
            }
        }
    }

    @Override
    public List<Execution> executions(String task) {
        return merged(reader.newest(task, MOST_ROWS));
    }

    private static List<Execution> merged(List<Execution> newestFirst) {
        List<Execution> merged = new ArrayList<>();
        for (Execution earlier : newestFirst) {
            Execution later = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (later != null && isEqualNonRun(later, earlier)) {
                merged.set(merged.size() - 1, later.mergedWith(earlier));
            } else {
                merged.add(earlier);
            }
        }
        return merged;
    }

    private static boolean isEqualNonRun(Execution later, Execution earlier) {
        return !later.state().isRun() && later.state() == earlier.state() && later.reason() == earlier.reason();
    }

    @Override
    public Lasts lasts(String task) {
        Lasts lasts = reader.lasts(List.of(task)).getOrDefault(task, Lasts.NONE);
        Execution skip = lasts.skip();
        Execution whole = executions(task).stream()
                .filter(each -> !each.state().isRun())
                .findFirst()
                .orElse(skip);
        return new Lasts(lasts.run(), lasts.success(), lasts.failure(), whole);
    }

    @Override
    public Map<String, Lasts> lasts(Collection<String> tasks) {
        return reader.lasts(tasks);
    }

    /** Forgets a task, but for what runs and for claims that are not accounted for: they still forbid a second start. */
    @Override
    public void forget(String task) {
        String sql = "DELETE FROM " + database.tables().execution()
                + " WHERE task = ? AND state <> 'RUNNING' AND (claim <> '" + ExecutionRow.CLAIM
                + "' OR scheduled_time <="
                + " (SELECT accounted_until FROM " + database.tables().task() + " WHERE name = ?))";
        database.call(connection -> database.update(connection, sql, task, task));
    }

    /** How many executions of plain tasks were not kept, since the database was too slow. */
    public long dropped() {
        return queue.dropped();
    }

    /** Waits until what was told before is written; false if that takes too long. */
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
        forEach(executions(told, false), table::insert, refused -> {});
        forEach(executions(told, true), this::complete, refused -> complete(List.of(withoutTexts(refused))));
    }

    private static List<Execution> executions(List<Told> told, boolean haveRows) {
        return told.stream()
                .filter(each -> each.hasRow() == haveRows)
                .map(Told::execution)
                .toList();
    }

    /** Values that the database refuses must not keep the others out. */
    private static void forEach(
            List<Execution> executions, Consumer<List<Execution>> write, Consumer<Execution> lastResort) {
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
                log.error("History refused {} of {}: {}", refused.id(), refused.task(), e.getMessage());
                lastResort.accept(refused);
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

    /** Where there is no row after all, as the database was away when it should have been made, it is made now. */
    private void complete(List<Execution> executions) {
        int completed = table.complete(node, executions);
        if (completed < executions.size()) {
            Set<String> present = table.present(executions);
            table.insert(executions.stream()
                    .filter(execution -> !present.contains(execution.id()))
                    .toList());
        }
        claims.ended(executions);
    }
}
