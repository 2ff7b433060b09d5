package dev.scheduler.boot.cluster.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A process of the simulation: its clocks, and whether it runs, stands still or is dead. What is due while it stands still
 * comes when it goes on; what it was doing when it is killed ends in {@link ProcessDied}.
 */
final class SimProcess implements InstantSource {

    private final SimWorld world;
    private final String name;
    private final List<Event> held = new ArrayList<>();

    /** The threads that wait in the middle of its steps. */
    final Set<SimThread> waiting = new LinkedHashSet<>();

    private long wallOffset;
    private long monotonicOffset;
    private long frozenAt;
    private boolean frozen;
    private boolean dead;
    private Runnable whenKilled = () -> {};

    SimProcess(SimWorld world, String name) {
        this.world = world;
        this.name = name;
    }

    String name() {
        return name;
    }

    SimWorld world() {
        return world;
    }

    /** The wall clock of its machine. */
    @Override
    public Instant instant() {
        return world.instant().plusNanos(wallOffset);
    }

    /** The monotonic clock of its machine. */
    long nanoTime() {
        return world.now() + monotonicOffset;
    }

    void stepClock(Duration by) {
        wallOffset += by.toNanos();
    }

    Duration clockOffset() {
        return Duration.ofNanos(wallOffset);
    }

    void setClockOffset(Duration offset) {
        wallOffset = offset.toNanos();
    }

    boolean isDead() {
        return dead;
    }

    boolean isFrozen() {
        return frozen;
    }

    /** Throws where it is dead: nothing that it still does reaches anybody. */
    void check() {
        if (dead) {
            throw new ProcessDied(name);
        }
    }

    void whenKilled(Runnable told) {
        whenKilled = told;
    }

    /** It stands still from now on. */
    void freeze() {
        if (!frozen) {
            frozen = true;
            frozenAt = world.now();
        }
    }

    /**
     * It goes on.
     *
     * @param monotonic whether its monotonic clock went on meanwhile, as that of a stopped process does; that of a machine
     *     that slept does not
     */
    void goOn(boolean monotonic) {
        if (frozen) {
            frozen = false;
            monotonicOffset -= monotonic ? 0 : world.now() - frozenAt;
            world.again(held);
            held.clear();
        }
    }

    /** It is no more. */
    void kill() {
        if (!dead) {
            dead = true;
            frozen = false;
            whenKilled.run();
            world.again(held);
            held.clear();
            List.copyOf(waiting).forEach(world::wake);
        }
    }

    /** Whether an event that is due may come now; if not it comes later or never. */
    boolean admits(Event event) {
        if (frozen) {
            held.add(event);
            return false;
        }
        return !dead || event.waiting != null;
    }
}
