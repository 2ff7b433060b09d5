package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.Reason;
import dev.scheduler.history.HistoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps history in a database that all nodes share. What has ended is written by a thread of its own, a few dozen
 * milliseconds later: the outcomes of claimed executions surely, those of others as far as there is room.
 */
public final class JdbcHistory implements HistoryStore, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JdbcHistory.class);
    private static final int CAPACITY = 10_000;

    private final Database database;
    private final Claims claims;
    private final ExecutionTable table;
    private final ExecutionReader reader;
    private final String node;
    private final WriteBehind<Execution> queue;

    /**
     * @param node the id of this process, as its executions name it
     */
    public JdbcHistory(Database database, Claims claims, String node) {
        this.database = database;
        this.claims = claims;
        this.table = new ExecutionTable(database);
        this.reader = new ExecutionReader(database);
        this.node = node;
        this.queue = new WriteBehind<>("scheduler-history", CAPACITY, this::write);
    }

    /** Never waits and never throws; what is told may be read a moment later. */
    @Override
    public void ended(Execution execution) {
        if (claims.isOpen(execution.id())) {
            queue.add(execution);
        } else {
            queue.offer(execution);
        }
    }

    @Override
    public List<Execution> executions(String task) {
        return reader.executions(task);
    }

    @Override
    public Lasts lasts(String task) {
        return reader.lasts(task);
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

    private void write(List<Execution> executions) {
        List<Execution> claimed = new ArrayList<>();
        List<Execution> doubtful = new ArrayList<>();
        List<Execution> plain = new ArrayList<>();
        for (Execution execution : executions) {
            boolean open = claims.isOpen(execution.id());
            (open ? claimed : execution.reason() == Reason.NO_LOCK_STORE ? doubtful : plain).add(execution);
        }
        forEach(claimed, this::complete, this::completeWithoutTexts);
        forEach(doubtful, this::completeOrInsert, refused -> {});
        forEach(plain, table::insert, refused -> {});
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

    private void complete(List<Execution> claimed) {
        int completed = table.complete(node, claimed);
        claims.ended(claimed);
        if (completed < claimed.size()) {
            log.debug("{} executions were judged lost before they ended", claimed.size() - completed);
        }
    }

    private void completeWithoutTexts(Execution execution) {
        complete(List.of(new Execution(
                execution.id(),
                execution.task(),
                execution.scheduledTime(),
                execution.firstScheduledTime(),
                execution.count(),
                execution.trigger(),
                execution.attempts(),
                execution.node(),
                execution.state(),
                execution.reason(),
                null,
                execution.start(),
                execution.end(),
                null,
                null)));
    }

    /** What was given up while its claim's outcome was unknown: where it was claimed after all, its row says why it ended. */
    private void completeOrInsert(List<Execution> doubtful) {
        table.complete(node, doubtful);
        Set<String> claimed = table.claimed(doubtful);
        table.insert(doubtful.stream()
                .filter(execution -> !claimed.contains(execution.id()))
                .toList());
    }
}
