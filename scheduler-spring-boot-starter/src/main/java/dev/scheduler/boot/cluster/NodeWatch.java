package dev.scheduler.boot.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges which nodes are dead: those whose counter stood still for a whole lease of theirs, by the judge's own monotonic
 * clock, while the judge's own beats succeeded. Clocks of others do not matter, and who was frozen or cut off itself begins
 * to watch afresh. Not thread-safe.
 */
final class NodeWatch {

    private final Duration mostGap;
    private final Map<String, Sighting> sightings = new HashMap<>();
    private @Nullable Long lastLook;

    /**
     * @param period how often the judge beats; twice that between two looks means that a beat of its own failed
     */
    NodeWatch(Duration period) {
        this.mostGap = period.multipliedBy(2);
    }

    /**
     * Looks at all other nodes' beats, after an own one that succeeded. A node that is found dead and comes back is watched
     * afresh: its counter begins at one, and may be where it was when the node died.
     *
     * @param nanos the judge's monotonic clock, read before the beats were
     * @return those that are dead, as they were seen
     */
    List<NodeBeat> look(Collection<NodeBeat> beats, long nanos) {
        if (lastLook != null && nanos - lastLook >= mostGap.toNanos()) {
            sightings.clear();
        }
        lastLook = nanos;
        sightings.keySet().retainAll(beats.stream().map(NodeBeat::node).toList());
        List<NodeBeat> dead = new ArrayList<>();
        for (NodeBeat beat : beats) {
            if (hasStoodStill(beat, nanos)) {
                dead.add(beat);
            }
        }
        dead.forEach(beat -> sightings.remove(beat.node()));
        return dead;
    }

    private boolean hasStoodStill(NodeBeat beat, long nanos) {
        Sighting seen = sightings.get(beat.node());
        if (seen == null || seen.beats() != beat.beats()) {
            sightings.put(beat.node(), new Sighting(beat.beats(), nanos));
            return false;
        }
        return nanos - seen.since() >= beat.lease().toNanos();
    }

    private record Sighting(long beats, long since) {}
}
