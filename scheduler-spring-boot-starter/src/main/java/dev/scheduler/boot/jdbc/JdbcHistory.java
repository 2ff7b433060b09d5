package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.history.HistoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        this.reader = new ExecutionReader(database, node);
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

    /** Forgets a task, but for what runs and for claims that are not accounted for: they still forbid a second start. */
    @Override
    public void forget(String task) {
        String sql = "DELETE FROM " + database.tables().execution()
                + " WHERE task = ? AND state <> 'RUNNING' AND (claim IS NULL OR scheduled_time <="
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
        List<Execution> plain = new ArrayList<>();
        executions.forEach(execution -> (claims.isOpen(execution.id()) ? claimed : plain).add(execution));
        complete(claimed);
        insert(plain);
    }

    private void complete(List<Execution> claimed) {
        if (!claimed.isEmpty()) {
            int completed = table.complete(node, claimed);
            claims.ended(claimed);
            if (completed < claimed.size()) {
                log.debug("{} executions were judged lost before they ended", claimed.size() - completed);
            }
        }
    }

    /** A row whose values the database refuses must not keep the others out. */
    private void insert(List<Execution> plain) {
        try {
            table.insert(plain);
        } catch (StoreException e) {
            if (!e.isOfValues()) {
                throw e;
            }
            if (plain.size() > 1) {
                plain.forEach(execution -> insert(List.of(execution)));
            } else {
                log.error("{} was not kept in the history: {}", plain, e.getMessage());
            }
        }
    }
}
