package dev.scheduler.boot.jdbc;

import dev.scheduler.LockHolder;
import dev.scheduler.lock.TaskLocks;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The locks named after tasks, as rows of ShedLock's table. */
public final class LockRows implements TaskLocks {

    /** By as much the column may make a time later. */
    private static final Duration ROUNDED_UP = Duration.ofMillis(1);

    private final Database database;
    private final String select;
    private final String expire;

    /** Locks in a database. */
    public LockRows(Database database) {
        this.database = database;
        Dialect dialect = database.dialect();
        String table = database.tables().shedLock();
        String held = " WHERE name = ? AND lock_until > " + dialect.shedLockNow();
        this.select = "SELECT name, locked_by, " + dialect.fromShedLock("locked_at") + " AS since, "
                + dialect.fromShedLock("lock_until") + " AS until FROM " + table + held;
        this.expire = "UPDATE " + table + " SET lock_until = "
                + dialect.plus(dialect.shedLockNow(), ROUNDED_UP.negated()) + held;
    }

    @Override
    public @Nullable LockHolder holder(String task) {
        List<LockHolder> holders = database.call(connection -> database.query(
                connection,
                row -> new LockHolder(
                        row.getString("name"),
                        row.getString("locked_by"),
                        Utc.read(row, "since"),
                        Utc.read(row, "until")),
                select,
                task));
        return holders.isEmpty() ? null : holders.get(0);
    }

    @Override
    public boolean expire(String task) {
        return database.call(connection -> database.update(connection, expire, task)) == 1;
    }
}
