package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.StoreException;
import net.javacrumbs.shedlock.support.StorageBasedLockProvider;

/**
 * A {@code LockProvider} on ShedLock's table that joins nobody's transaction and logs nothing that its callers are told
 * anyway. Keeps plain providers of ShedLock out and is kept out by them. What it throws is a {@link StoreException}.
 *
 * <p>No statement holds a thread up longer than the database's timeout. Where all connections of the pool are in use, a
 * thread waits for one first, for as long as the pool lets it.
 */
public final class JdbcLocks extends StorageBasedLockProvider {

    /**
     * @param node the id of this process, as its locks name it
     */
    public JdbcLocks(Database database, String node) {
        super(new LockTable(database, node));
    }
}
