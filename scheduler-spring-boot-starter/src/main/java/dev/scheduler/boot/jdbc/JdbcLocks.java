package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.StoreException;
import dev.scheduler.lock.LockOwner;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import net.javacrumbs.shedlock.core.AbstractSimpleLock;
import net.javacrumbs.shedlock.core.ExtensibleLockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;

/**
 * A {@code LockProvider} on ShedLock's table for the application, which joins nobody's transaction and logs nothing that its
 * callers are told anyway. Keeps plain providers of ShedLock out and is kept out by them. What it throws is a
 * {@link StoreException}. Each lock has an owner of its own, so that one that has ended hits nobody's that came after it; to
 * the scheduler they are foreigners.
 *
 * <p>No statement holds a thread up longer than the database's timeout. Where all connections of the pool are in use, a
 * thread waits for one first, for as long as the pool lets it.
 */
public final class JdbcLocks implements ExtensibleLockProvider {

    private final Database database;
    private final LockTable table;
    private final String node;
    private final AtomicLong count = new AtomicLong();

    /**
     * @param node the id of this process, as its locks name it
     */
    public JdbcLocks(Database database, String node) {
        this.database = database;
        this.table = new LockTable(database);
        this.node = node.replace(LockOwner.MARK, '_');
    }

    @Override
    public Optional<SimpleLock> lock(LockConfiguration wanted) {
        String owner = node + "/" + count.incrementAndGet();
        Duration length = wanted.getLockAtMostFor();
        boolean taken = database.call(connection -> table.take(connection, wanted.getName(), owner, length) == null);
        return taken ? Optional.of(new Lock(wanted, owner)) : Optional.empty();
    }

    /** A lock that was taken. */
    private final class Lock extends AbstractSimpleLock {

        private final String owner;

        private Lock(LockConfiguration wanted, String owner) {
            super(wanted);
            this.owner = owner;
        }

        @Override
        protected void doUnlock() {
            Duration atLeast = lockConfiguration.getLockAtLeastFor();
            database.call(connection -> {
                table.giveBack(connection, lockConfiguration.getName(), owner, atLeast);
                return true;
            });
        }

        @Override
        protected Optional<SimpleLock> doExtend(LockConfiguration longer) {
            Duration length = longer.getLockAtMostFor();
            boolean kept = database.call(connection -> table.keep(connection, longer.getName(), owner, length));
            return kept ? Optional.of(new Lock(longer, owner)) : Optional.empty();
        }
    }
}
