package dev.scheduler.lock;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is held. One loop waits for the store: it extends all that is due with one call, and gives back what could not
 * be given back at first. Another only judges, so that a store that hangs holds up no warning.
 */
final class LockKeeper {

    private static final Logger log = LoggerFactory.getLogger(LockKeeper.class);
    private static final String ASKER = "the heartbeat of the locks";
    private static final long IDLE = Duration.ofMinutes(1).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What is due longest first: after a failure the others get their turn. */
    private static final Comparator<Hold> IN_TURN =
            Comparator.comparingLong(Hold::nextTry).thenComparing(Hold::name);

    private final LockRows rows;
    private final Threads threads;
    private final Outage outage;
    private final Consumer<Hold> onEnd;
    private final Set<Hold> holds = ConcurrentHashMap.newKeySet();
    private final Watch extensions;
    private final Watch warnings;

    /** @param onEnd told of each hold that is over */
    LockKeeper(LockRows rows, Threads threads, Outage outage, Consumer<Hold> onEnd) {
        this.rows = rows;
        this.threads = threads;
        this.outage = outage;
        this.onEnd = onEnd;
        this.extensions = new Watch(threads, "scheduler-locks", this::beat);
        this.warnings = new Watch(threads, "scheduler-lock-warnings", this::warn);
    }

    void start() {
        extensions.start();
        warnings.start();
    }

    /** What could not be given back gets one more try; what is still held ends with its lease. */
    void end() {
        if (extensions.end(PATIENCE)) {
            giveBack(holds.stream().filter(Hold::isReleased).toList());
        } else {
            log.warn("The lock store did not answer in {} s; its locks end with their leases", PATIENCE.toSeconds());
        }
        warnings.end(PATIENCE);
    }

    long now() {
        return threads.nanoTime();
    }

    void add(Hold hold) {
        holds.add(hold);
        long now = now();
        extensions.expect(now + hold.untilNextTry(now));
        if (!hold.isOfClaim()) {
            warnings.expect(now + hold.untilWarning(now));
        }
    }

    /** Sees now whether what is held under a name still is; what a claim has taken would be taken again. */
    void lookAt(String name) {
        long now = now();
        holds.stream()
                .filter(hold -> hold.name().equals(name) && !hold.isOfClaim())
                .forEach(hold -> hold.hurry(now));
        extensions.expect(now);
    }

    /** Gives a hold back on the calling thread, unless the heartbeat has to do it. */
    void release(Hold hold) {
        long sent = now();
        if (hold.beginRelease(sent)) {
            giveBack(List.of(hold), sent);
        }
        settle(hold);
        if (holds.contains(hold)) {
            extensions.expect(hold.nextTry());
        }
    }

    /** Sends what is due; in how many nanoseconds the next is. */
    private long beat() {
        judge();
        batches(false).forEach(this::extend);
        batches(true).forEach(this::giveBack);
        judge();
        if (holds.isEmpty()) {
            outage.forget(ASKER);
        }
        long now = now();
        return first(hold -> hold.untilNextTry(now));
    }

    private long warn() {
        judge();
        long now = now();
        return first(hold -> hold.untilWarning(now));
    }

    private long first(ToLongFunction<Hold> wait) {
        return holds.stream().mapToLong(wait).reduce(IDLE, Math::min);
    }

    private void judge() {
        long now = now();
        for (Hold hold : holds) {
            hold.judge(now);
            settle(hold);
        }
    }

    /** Forgets a hold that is over. */
    private void settle(Hold hold) {
        if (hold.isOver(now()) && holds.remove(hold)) {
            onEnd.accept(hold);
        }
    }

    /** What is due, or nearly so where anything is, together as far as it may be. */
    private List<List<Hold>> batches(boolean givingBack) {
        long now = now();
        List<List<Hold>> batches = new ArrayList<>();
        if (holds.stream().noneMatch(hold -> hold.isReleased() == givingBack && hold.isDue(now, false))) {
            return batches;
        }
        holds.stream()
                .filter(hold -> hold.isReleased() == givingBack && hold.isDue(now, true))
                .sorted(IN_TURN)
                .forEach(hold -> add(hold, batches));
        return batches;
    }

    private static void add(Hold hold, List<List<Hold>> batches) {
        List<Hold> last = batches.isEmpty() ? null : batches.get(batches.size() - 1);
        if (last == null || last.size() >= Math.min(hold.company(), last.get(0).company())) {
            batches.add(new ArrayList<>(List.of(hold)));
        } else {
            last.add(hold);
        }
    }

    private void extend(List<Hold> batch) {
        long sent = now();
        List<Hold> due = batch.stream().filter(hold -> hold.begin(sent, false)).toList();
        send(due, false, sent, (hold, held) -> hold.extended(held.contains(hold.key()), sent));
    }

    private void giveBack(List<Hold> batch) {
        long sent = now();
        giveBack(batch.stream().filter(hold -> hold.begin(sent, true)).toList(), sent);
    }

    private void giveBack(List<Hold> begun, long sent) {
        send(begun, true, sent, (hold, none) -> hold.givenBack(sent));
    }

    private void send(List<Hold> begun, boolean givingBack, long sent, BiConsumer<Hold, Set<LockRows.Key>> answer) {
        if (begun.isEmpty()) {
            return;
        }
        try {
            Set<LockRows.Key> held = givingBack ? release(begun) : extensions(begun);
            outage.over(ASKER);
            begun.forEach(hold -> answer.accept(hold, held));
        } catch (Throwable thrown) {
            String problem = Problem.of(thrown);
            outage.failed(ASKER, names(begun) + " could not be extended or released: " + problem);
            begun.forEach(hold -> hold.failed(problem, sent, givingBack, begun.size()));
        }
    }

    private Set<LockRows.Key> extensions(Collection<Hold> begun) {
        return rows.extend(begun.stream().map(Hold::extension).toList());
    }

    private Set<LockRows.Key> release(Collection<Hold> begun) {
        rows.release(begun.stream().map(Hold::key).toList());
        return Set.of();
    }

    private static String names(List<Hold> holds) {
        return holds.size() == 1 ? "The lock " + holds.get(0).name() : holds.size() + " locks";
    }
}
