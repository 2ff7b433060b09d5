package dev.scheduler.boot.cluster.sim;

import dev.scheduler.boot.cluster.sim.Facts.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When nothing was amiss. While one node lives that nothing happens to, and that runs the schedule in force, every scheduled
 * time is accepted; while nothing happens to any node, nothing is lost. By the database's clock, where that was right.
 */
final class Calm {

    /** A node is not asked for more until so long after it was started or disturbed. */
    private static final Duration RECOVERY = Duration.ofSeconds(12);

    /** What happens so long after a scheduled time may still have to do with it. */
    private static final Duration AFTER = Duration.ofSeconds(30);

    /** Bodies that lasted when something happened to their node. */
    private static final Duration LONGEST = Duration.ofSeconds(40);

    private final Map<String, Life> nodes = new HashMap<>();
    private final Map<String, List<Trouble>> ofTasks = new HashMap<>();
    private boolean databaseClock = true;
    private boolean nodeClocks = true;

    /** From one instant to another something was amiss. */
    private record Trouble(Instant from, Instant until) {

        boolean touches(Instant start, Instant end) {
            return !from.isAfter(end) && !until.isBefore(start);
        }
    }

    /** A node, from its start to its end. */
    private static final class Life {

        private final Variant variant;
        private final Instant started;
        private final List<Trouble> troubles = new ArrayList<>();
        private final Set<String> removed = new HashSet<>();

        @Nullable
        private Instant ended;

        Life(Variant variant, Instant started) {
            this.variant = variant;
            this.started = started;
        }

        boolean has(Tasks.Kind kind) {
            return !variant.isOf(kind.name()) && !removed.contains(kind.name());
        }

        boolean isCalm(Instant from, Instant until) {
            return started.isBefore(from)
                    && (ended == null || ended.isAfter(until))
                    && troubles.stream().noneMatch(trouble -> trouble.touches(from, until));
        }

        boolean isDisturbed(Instant from, Instant until) {
            return (ended != null && !ended.isBefore(from) && !ended.isAfter(until))
                    || troubles.stream().anyMatch(trouble -> trouble.touches(from, until));
        }
    }

    void started(String node, Variant variant, Instant now) {
        nodes.put(node, new Life(variant, now));
    }

    void ended(String node, Instant now) {
        Life life = nodes.get(node);
        if (life.ended == null) {
            life.ended = now;
        }
    }

    void trouble(String node, Instant from, Duration length) {
        nodes.get(node).troubles.add(new Trouble(from, from.plus(length)));
    }

    /** It may come back; nobody relies on that. */
    void removed(String node, String task) {
        nodes.get(node).removed.add(task);
    }

    void troubleOfTask(String task, Instant at) {
        ofTasks.computeIfAbsent(task, name -> new ArrayList<>()).add(new Trouble(at, at));
    }

    void databaseClockStepped() {
        databaseClock = false;
    }

    void nodeClockStepped() {
        nodeClocks = false;
    }

    boolean areClocksRight() {
        return databaseClock && nodeClocks;
    }

    boolean isDatabaseClockRight() {
        return databaseClock;
    }

    /** Whether some living node must have accepted a scheduled time. */
    boolean isAccepted(Tasks.Kind kind, Segment segment, Instant time) {
        Instant from = time.minus(RECOVERY);
        Instant until = time.plus(AFTER);
        return isSettled(kind, segment, time)
                && nodes.values().stream().anyMatch(life -> life.has(kind) && life.isCalm(from, until))
                && nodes.values().stream().noneMatch(life -> life.isDisturbed(time.minus(AFTER), until));
    }

    /** Whether nobody may have lost a scheduled time that was accepted. */
    boolean isSafe(Tasks.Kind kind, Segment segment, Instant time) {
        return isSettled(kind, segment, time)
                && nodes.values().stream()
                        .noneMatch(life -> life.isDisturbed(time.minus(RECOVERY), time.plus(LONGEST)));
    }

    private boolean isSettled(Tasks.Kind kind, Segment segment, Instant time) {
        return databaseClock
                && nodes.values().stream().noneMatch(life -> life.variant.isOf(kind.name()))
                && segment.since.isBefore(time.minus(Duration.ofSeconds(5)))
                && ofTasks.getOrDefault(kind.name(), List.of()).stream()
                        .noneMatch(trouble -> trouble.touches(time.minus(RECOVERY), time.plus(LONGEST)));
    }
}
