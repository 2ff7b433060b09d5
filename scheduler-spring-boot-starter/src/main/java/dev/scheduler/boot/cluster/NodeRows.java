package dev.scheduler.boot.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The nodes' signs of life. Safe for use by any thread. Whatever does not answer throws a {@link StoreException}. */
public interface NodeRows {

    /**
     * Gives a sign of life.
     *
     * @return how often the node has beaten, this time included; 1 where this is its first, or it was struck off the list
     */
    long beat(String node, Duration lease);

    /** All nodes that are on the list. */
    List<NodeBeat> all();

    /** Strikes a node off the list, unless it has beaten since it was seen. */
    boolean strike(NodeBeat seen);

    /** Takes a node off the list that stops in good order. */
    void leave(String node);

    /** The database's clock. */
    Instant now();
}
