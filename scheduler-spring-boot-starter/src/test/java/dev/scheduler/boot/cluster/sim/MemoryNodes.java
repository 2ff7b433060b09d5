package dev.scheduler.boot.cluster.sim;

import dev.scheduler.boot.cluster.NodeBeat;
import dev.scheduler.boot.cluster.NodeRows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The signs of life of a store in memory. */
final class MemoryNodes implements NodeRows {

    private final MemoryTables tables;

    MemoryNodes(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public long beat(String node, Duration lease) {
        synchronized (tables) {
            NodeBeat before = tables.nodes.get(node);
            long beats = before == null ? 1 : before.beats() + 1;
            tables.nodes.put(node, new NodeBeat(node, beats, lease));
            return beats;
        }
    }

    @Override
    public List<NodeBeat> all() {
        synchronized (tables) {
            return List.copyOf(tables.nodes.values());
        }
    }

    @Override
    public boolean strike(NodeBeat seen) {
        synchronized (tables) {
            NodeBeat now = tables.nodes.get(seen.node());
            if (now == null || now.beats() != seen.beats()) {
                return false;
            }
            tables.nodes.remove(seen.node());
            return true;
        }
    }

    @Override
    public void leave(String node) {
        synchronized (tables) {
            tables.nodes.remove(node);
        }
    }

    @Override
    public Instant now() {
        return tables.now();
    }
}
