package dev.scheduler.thread;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;

/**
 * Threads without threads: loops, alarms and the work of pools are stepped on the test's own thread, and time moves when the
 * test moves it. For a single thread.
 */
public final class HandThreads implements Threads {

    private static final int MOST_AT_ONE_TIME = 100_000;

    private final List<HandLoop> loops = new ArrayList<>();
    private final List<Alarm> alarms = new ArrayList<>();
    private final List<HandPool> pools = new ArrayList<>();
    private final Set<String> stalled = new HashSet<>();
    private final List<Throwable> failures = new ArrayList<>();
    private Instant wall;
    private long nanos;

    /** @param start what the wall clock shows at first */
    public HandThreads(Instant start) {
        this.wall = start;
    }

    /** The wall clock, which goes with the monotonic one unless it is stepped. */
    public InstantSource clock() {
        return () -> wall;
    }

    /** Somebody sets the wall clock. */
    public void step(Duration duration) {
        wall = wall.plus(duration);
    }

    /** Time goes by, and all that becomes due is done in its order. */
    public HandThreads advance(Duration duration) {
        long end = nanos + duration.toNanos();
        settle();
        for (long next = nextDue(); next - end <= 0; next = nextDue()) {
            pass(next - nanos);
            settle();
        }
        pass(end - nanos);
        settle();
        return this;
    }

    /** The process stands still: time goes by and nothing is done. */
    public HandThreads freeze(Duration duration) {
        pass(duration.toNanos());
        return this;
    }

    /** Does all that is due now, what that makes due included. */
    public HandThreads settle() {
        for (int count = 0; stepOnce(); count++) {
            if (count == MOST_AT_ONE_TIME) {
                throw new AssertionError("something is due again and again at the same time");
            }
        }
        return this;
    }

    /** From now on the loop of a name hangs: it is due and takes no step. */
    public void stall(String loop) {
        stalled.add(loop);
    }

    /** The loop of a name goes on. */
    public void resume(String loop) {
        stalled.remove(loop);
    }

    /** What steps of loops have thrown. */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** How many alarms have not rung. */
    public int alarms() {
        return alarms.size();
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public Loop loop(String name, boolean daemon, Step step) {
        HandLoop loop = new HandLoop(name, step);
        loops.add(loop);
        return loop;
    }

    @Override
    public Runnable after(Duration delay, Runnable call) {
        Alarm alarm = new Alarm(nanos + delay.toNanos(), call);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    @Override
    public Pool pool(int threads, ThreadFactory factory) {
        HandPool pool = new HandPool(threads);
        pools.add(pool);
        return pool;
    }

    /** Time goes by for the caller, and nothing else is done meanwhile. */
    @Override
    public void sleep(Duration time) {
        freeze(time);
    }

    private void pass(long passing) {
        if (passing > 0) {
            nanos += passing;
            wall = wall.plusNanos(passing);
        }
    }

    private boolean stepOnce() {
        return ring() || takeStep() || work();
    }

    private boolean ring() {
        Optional<Alarm> due =
                alarms.stream().filter(alarm -> alarm.at - nanos <= 0).min(Comparator.comparingLong(alarm -> alarm.at));
        due.ifPresent(alarm -> {
            alarms.remove(alarm);
            alarm.call.run();
        });
        return due.isPresent();
    }

    private boolean takeStep() {
        Optional<HandLoop> due =
                loops.stream().filter(HandLoop::isDue).min(Comparator.comparingLong(loop -> loop.next));
        due.ifPresent(HandLoop::take);
        return due.isPresent();
    }

    private boolean work() {
        Optional<HandPool> due =
                pools.stream().filter(pool -> !pool.waiting.isEmpty()).findFirst();
        due.ifPresent(HandPool::work);
        return due.isPresent();
    }

    private long nextDue() {
        long next = Long.MAX_VALUE;
        for (Alarm alarm : alarms) {
            next = Math.min(next, alarm.at);
        }
        for (HandLoop loop : loops) {
            next = loop.mayStep() ? Math.min(next, loop.next) : next;
        }
        return next;
    }

    /** Not a record: two alarms are never the same. */
    private static final class Alarm {

        private final long at;
        private final Runnable call;

        private Alarm(long at, Runnable call) {
            this.at = at;
            this.call = call;
        }
    }

    /** As the loops of the process are: whatever a step throws, it goes on. */
    private final class HandLoop implements Loop {

        private static final long BREATH = 1_000_000_000;

        private final String name;
        private final Step step;
        private boolean runs;
        private boolean stepping;
        private boolean woken;
        private long next;

        private HandLoop(String name, Step step) {
            this.name = name;
            this.step = step;
        }

        private boolean mayStep() {
            return runs && !stepping && !stalled.contains(name);
        }

        private boolean isDue() {
            return mayStep() && next - nanos <= 0;
        }

        private void take() {
            woken = false;
            stepping = true;
            long wait = BREATH;
            try {
                wait = Math.max(0, step.take().toNanos());
            } catch (Throwable thrown) {
                failures.add(thrown);
            } finally {
                stepping = false;
                next = woken ? nanos : nanos + wait;
            }
        }

        @Override
        public void start() {
            runs = true;
            next = nanos;
        }

        @Override
        public void wake() {
            woken = true;
            next = nanos;
        }

        @Override
        public boolean end(Duration limit) {
            runs = false;
            return !stepping && !stalled.contains(name);
        }
    }

    /** Work is done when the test lets it, one piece after another; once shut down, what comes is dropped. */
    private static final class HandPool implements Pool {

        private final int threads;
        private final List<Runnable> waiting = new ArrayList<>();
        private int busy;
        private boolean shutDown;

        private HandPool(int threads) {
            this.threads = threads;
        }

        private void work() {
            busy++;
            try {
                waiting.remove(0).run();
            } finally {
                busy--;
            }
        }

        @Override
        public void execute(Runnable work) {
            if (!shutDown) {
                waiting.add(work);
            }
        }

        @Override
        public void enqueue(Runnable work) {
            waiting.add(work);
        }

        @Override
        public int threads() {
            return threads;
        }

        @Override
        public int busy() {
            return busy;
        }

        @Override
        public boolean hasWaiting() {
            return !waiting.isEmpty();
        }

        @Override
        public void shutdown() {
            shutDown = true;
            waiting.clear();
        }

        @Override
        public boolean await(Duration limit) {
            return busy == 0 && waiting.isEmpty();
        }
    }
}
