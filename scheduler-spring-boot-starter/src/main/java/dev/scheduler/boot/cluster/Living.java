package dev.scheduler.boot.cluster;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The nodes that are on the list at one moment, read when one is asked for. Not thread-safe. */
final class Living {

    private final String self;
    private final NodeRows rows;
    private @Nullable Set<String> nodes;

    /** @param self this node, which lives */
    Living(String self, NodeRows rows) {
        this.self = self;
        this.rows = rows;
    }

    /** Whether a node is among them; nobody is not. */
    boolean has(String node) {
        if (node.isEmpty() || node.equals(self)) {
            return !node.isEmpty();
        }
        Set<String> known = nodes;
        if (known == null) {
            known = rows.all().stream().map(NodeBeat::node).collect(Collectors.toUnmodifiableSet());
            nodes = known;
        }
        return known.contains(node);
    }
}
