package dev.scheduler.boot.cluster.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The virtual time, and everything that is due in it. Whoever has the baton takes the step that is due first; where a step
 * waits, its thread keeps the frames and hands the baton on, and gets it back when its time has come. So a step that does
 * not wait costs nothing, and nothing depends on real time or real threads.
 */
final class SimWorld {

    /** When the virtual time begins. */
    static final Instant EPOCH = Instant.parse("2026-03-01T12:00:00Z");

    private static final long MOST_EVENTS = 2_000_000;
    private static final long STUCK_SECONDS = 30;

    private final Crew crew;
    private final RandomGenerator random;
    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final List<SimProcess> processes = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final SimProcess nobody = process("network");
    private volatile long events;
    private volatile boolean ending;
    private volatile @Nullable Throwable failure;
    private long now;
    private long number;

    SimWorld(Crew crew, RandomGenerator random) {
        this.crew = crew;
        this.random = random;
    }

    /** The virtual time in nanoseconds. */
    long now() {
        return now;
    }

    Instant instant() {
        return EPOCH.plusNanos(now);
    }

    /** Time goes by while the current step works. */
    void spend(long nanos) {
        now += nanos;
    }

    /** Whose steps the network's own are. */
    SimProcess nobody() {
        return nobody;
    }

    SimProcess process(String name) {
        SimProcess process = new SimProcess(this, name);
        processes.add(process);
        return process;
    }

    Event at(SimProcess process, long due, Runnable step) {
        return add(Event.step(process, step, Math.max(due, now), random.nextInt(), number++));
    }

    Event after(SimProcess process, long nanos, Runnable step) {
        return at(process, now + nanos, step);
    }

    private Event add(Event event) {
        queue.add(event);
        return event;
    }

    void again(Collection<Event> events) {
        events.stream().filter(event -> !event.cancelled).forEach(this::again);
    }

    /** The same event again, now. */
    Event again(Event event) {
        event.cancelled = true;
        Event moved = add(event.at(now, random.nextInt(), number++));
        if (moved.waiting != null) {
            moved.waiting.waiting = moved;
        }
        return moved;
    }

    /** Ends a wait now. */
    void wake(SimThread thread) {
        Event event = thread.waiting;
        if (event != null && (event.due > now || event.process.isDead())) {
            again(event);
        }
    }

    /**
     * Holds the current step up for a time.
     *
     * @param waiters where the wait may be looked up, to be woken; null where nobody does
     * @return whether it was interrupted
     */
    boolean pause(SimProcess process, long nanos, boolean interruptible, @Nullable Collection<SimThread> waiters) {
        process.check();
        SimThread self = (SimThread) Thread.currentThread();
        if (interruptible && self.isInterrupted()) {
            return true;
        }
        Event event = add(Event.goOn(process, self, now + Math.max(0, nanos), random.nextInt(), number++));
        self.waiting = event;
        self.interruptible = interruptible;
        process.waiting.add(self);
        if (waiters != null) {
            waiters.add(self);
        }
        letOthers(self, process);
        if (waiters != null) {
            waiters.remove(self);
        }
        process.waiting.remove(self);
        process.check();
        return self.wasInterrupted();
    }

    /** Where nothing else is due before, the thread keeps the baton. */
    private void letOthers(SimThread self, SimProcess process) {
        Event first = first();
        if (first != null && first.waiting == self && !process.isFrozen()) {
            queue.poll();
            goTo(first);
            self.waiting = null;
            return;
        }
        crew.take().hand(this);
        self.awaitBaton();
        self.waiting = null;
        self.process = process;
    }

    private void goTo(Event event) {
        now = Math.max(now, event.due);
        events++;
        if (events > MOST_EVENTS) {
            fail(new IllegalStateException("Something goes on and on at " + instant()));
        }
    }

    private @Nullable Event first() {
        Event first = queue.peek();
        while (first != null && first.cancelled) {
            queue.poll();
            first = queue.peek();
        }
        return first;
    }

    /** Takes one step after another, as long as this thread has the baton. */
    void lead(SimThread self) {
        while (true) {
            Event event = first();
            if (event == null) {
                crew.giveBack(self);
                over.countDown();
                return;
            }
            queue.poll();
            goTo(event);
            if (!event.process.admits(event)) {
                continue;
            }
            if (event.waiting != null) {
                crew.giveBack(self);
                event.waiting.hand(this);
                return;
            }
            take(self, event);
        }
    }

    private void take(SimThread self, Event event) {
        self.process = event.process;
        try {
            if (event.step != null) {
                event.step.run();
            }
        } catch (ProcessDied died) {
            if (!event.process.isDead()) {
                fail(died);
            }
        } catch (Throwable thrown) {
            fail(thrown);
        } finally {
            self.process = null;
            Thread.interrupted();
        }
    }

    private void fail(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
        end();
    }

    /** Everything ends: all processes die, and nothing more is due. */
    void end() {
        if (!ending) {
            ending = true;
            processes.forEach(SimProcess::kill);
            queue.removeIf(event -> event.waiting == null);
        }
    }

    boolean isEnding() {
        return ending;
    }

    /** Plays from the first step until everything has ended. Called by a thread from outside. */
    void play(SimProcess driver, Runnable script) {
        at(driver, 0, () -> {
            try {
                script.run();
            } finally {
                end();
            }
        });
        crew.take().hand(this);
        awaitEnd();
        Throwable thrown = failure;
        if (thrown != null) {
            throw new SimulationFailed("The simulation fell over at " + instant(), thrown);
        }
    }

    private void awaitEnd() {
        try {
            long seen = -1;
            while (!over.await(STUCK_SECONDS, TimeUnit.SECONDS)) {
                if (seen == events) {
                    throw new SimulationFailed(Deadlock.describe(crew.all()), null);
                }
                seen = events;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SimulationFailed("interrupted", interrupted);
        }
    }

    static long nanos(Duration duration) {
        return duration.toNanos();
    }
}
