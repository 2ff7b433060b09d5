package dev.scheduler.lock;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lock of ours. Written as {@code <node>#<execution>}: the mark tells our owners from those of plain users of
 * ShedLock, whose names have none.
 *
 * @param node the id of a node, without a mark
 * @param execution the id of the execution that asked
 */
public record LockOwner(String node, String execution) {

    /** What stands between the two. */
    public static final char MARK = '#';

    /** Reads an owner; null where it is not one of ours. */
    public static @Nullable LockOwner parse(String owner) {
        int mark = owner.indexOf(MARK);
        return mark < 0 ? null : new LockOwner(owner.substring(0, mark), owner.substring(mark + 1));
    }

    /** The node of an owner of ours; any other owner as it is. */
    public static String node(String owner) {
        LockOwner ours = parse(owner);
        return ours == null ? owner : ours.node();
    }

    /** A hold, for people: who has which lock, for what and how long. */
    public static String hold(String name, String owner, Instant until) {
        LockOwner ours = parse(owner);
        return ours == null
                ? owner + " holds the lock " + name + " until " + until
                : "node " + ours.node + " holds the lock " + name + " for execution " + ours.execution + " until "
                        + until;
    }

    @Override
    public String toString() {
        return node + MARK + execution;
    }
}
