package dev.scheduler.boot.cluster;

import dev.scheduler.ByHand;
import dev.scheduler.Pause;
import dev.scheduler.boot.cluster.Operation.Kind;
import dev.scheduler.execution.LocalNode;
import dev.scheduler.execution.LocalTask;
import dev.scheduler.execution.Operations;
import dev.scheduler.schedule.Delay;
import dev.scheduler.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people do holds for the whole cluster: it is written to the tables that all nodes share, with a number that every node
 * reads once a second; where the number has moved, a node reads what holds now. Safe for use by any thread.
 *
 * <p>Nothing that was committed is lost: the number is taken in the transaction of the change, and read before what it stands
 * for. If two threads read at the same time, the one that began later wins.
 */
final class SharedOperations implements Operations {

    private static final Logger log = LoggerFactory.getLogger(SharedOperations.class);

    /** What was to be cancelled longer ago has ended: who was cut off for so long would hit what runs now. */
    private static final Duration STALE = Duration.ofMinutes(1);

    /** What clocks may differ by: what is started by hand so soon after a cancel may be cancelled, too. */
    private static final Duration SLACK = Duration.ofMillis(100);

    private static final long NEVER_READ = -1;

    private final String node;
    private final OperationRows rows;
    private final ExecutionRows executions;
    private final ClusterClock clock;
    private final Overrides timings;
    private final AtomicLong readings = new AtomicLong();
    private final Object applying = new Object();
    private long newestReading;

    /** Up to this number nothing is carried out again; it goes back only with the database's own. */
    private long carriedOut;

    private volatile long number = NEVER_READ;
    private volatile @Nullable LocalNode local;

    SharedOperations(String node, OperationRows rows, TaskRows tasks, ExecutionRows executions, ClusterClock clock) {
        this.node = node;
        this.rows = rows;
        this.timings = new Overrides(tasks, clock);
        this.executions = executions;
        this.clock = clock;
    }

    /** From now on this engine is told what holds. */
    void join(LocalNode engine) {
        local = engine;
    }

    @Override
    public void pause(String scope, @Nullable Instant until, ByHand by) {
        Instant now = clock.instant();
        Pause pause = new Pause(newId(), scope, now, until, null, by);
        rows.pause(pause, operation(Kind.PAUSE, scope, until == null ? null : "until " + until, by));
        refresh();
    }

    private String newId() {
        LocalNode engine = local;
        return engine == null ? UUID.randomUUID().toString() : engine.newExecutionId();
    }

    private Operation operation(Kind kind, String scope, @Nullable String detail, ByHand by) {
        return new Operation(0, kind, scope, detail, node, clock.instant(), by);
    }

    @Override
    public boolean resume(String scope, ByHand by) {
        boolean resumed = rows.resume(scope, operation(Kind.RESUME, scope, null, by)) != null;
        refresh();
        return resumed;
    }

    @Override
    public int cancel(String task, ByHand by) {
        long running = executions.running().stream()
                .filter(each -> each.task().equals(task))
                .count();
        rows.write(operation(Kind.CANCEL, task, null, by));
        refresh();
        return Math.toIntExact(running);
    }

    @Override
    public void reschedule(String task, Timing timing, ByHand by) {
        LocalTask known = find(task);
        if (!ScheduleText.isWritable(timing)) {
            throw new IllegalArgumentException(
                    "The schedule \"" + timing + "\" of " + task
                            + " cannot be written down for the other nodes; give it in words or cron, such as \"every 5 minutes\"");
        }
        if (timing instanceof Delay && known != null && isOneServer(known)) {
            throw new IllegalArgumentException(
                    task + " runs on one server, and a delay counts on each node for itself; give it a schedule");
        }
        String text = ScheduleText.of(timing);
        String original = known == null || known.own() == null ? null : ScheduleText.of(known.own());
        rows.override(
                new ScheduleOverride(task, text, original, clock.instant(), by),
                node,
                operation(Kind.RESCHEDULE, task, text, by));
        refresh();
    }

    private static boolean isOneServer(LocalTask task) {
        return Boolean.TRUE.equals(task.definition().settings().onOneServer());
    }

    private @Nullable LocalTask find(String task) {
        LocalNode engine = local;
        return engine == null
                ? null
                : engine.tasks().stream()
                        .filter(each -> each.definition().name().equals(task))
                        .findFirst()
                        .orElse(null);
    }

    @Override
    public boolean reset(String task, ByHand by) {
        LocalTask known = find(task);
        Timing own = known != null && known.candidate() ? known.own() : null;
        boolean reset = rows.reset(task, ScheduleText.of(own), node, operation(Kind.RESET, task, null, by)) != null;
        refresh();
        return reset;
    }

    @Override
    public void ran(String task, String execution, ByHand by) {
        rows.write(operation(Kind.RUN, task, execution, by));
    }

    @Override
    public void unlocked(String task, ByHand by) {
        rows.write(operation(Kind.UNLOCK, task, null, by));
    }

    /** Whether a task has another timing than it is defined with, as far as this node has heard. */
    boolean isOverridden(String task) {
        return timings.has(task);
    }

    /** Tells this node what holds now, if that may have changed since it was told last. */
    void refresh() {
        LocalNode engine = local;
        if (engine == null) {
            return;
        }
        long reading = readings.incrementAndGet();
        long before = number;
        long now = rows.number();
        if (now == before) {
            timings.enforce(engine, false);
            return;
        }
        List<Operation> news = before == NEVER_READ ? List.of() : rows.after(before);
        Change change = new Change(reading, before, now, news);
        if (apply(engine, change, rows.pauses(), rows.overrides())) {
            if (change.mayGiveBack()) {
                engine.askAgain();
            }
            timings.enforce(engine, before == NEVER_READ);
        }
    }

    /** Whether nobody has read later. */
    private boolean apply(
            LocalNode engine, Change change, List<Pause> pauses, Map<String, ScheduleOverride> overrides) {
        synchronized (applying) {
            if (change.reading() < newestReading) {
                return false;
            }
            newestReading = change.reading();
            number = change.last();
            timings.are(overrides);
            engine.paused(inForce(pauses));
            change.news().stream().filter(each -> each.number() > carriedOut).forEach(each -> carryOut(engine, each));
            carriedOut = change.now() < change.before() ? change.last() : Math.max(carriedOut, change.last());
            return true;
        }
    }

    /**
     * What was read where the number had moved.
     *
     * @param before up to which number all was known
     * @param now the number, read before the rest
     * @param news the operations since
     */
    private record Change(long reading, long before, long now, List<Operation> news) {

        long last() {
            return news.isEmpty()
                    ? now
                    : Math.max(now, news.get(news.size() - 1).number());
        }

        /** A number that no operation has is that of times which were given back. */
        boolean mayGiveBack() {
            return before == NEVER_READ || last() - before != news.size();
        }
    }

    private List<Pause> inForce(List<Pause> pauses) {
        Instant now = clock.instant();
        return pauses.stream().filter(each -> each.isInForce(now)).toList();
    }

    private void carryOut(LocalNode engine, Operation operation) {
        if (operation.kind() == Kind.CANCEL) {
            cancelHere(engine, operation);
        } else if (operation.kind() == Kind.UNLOCK) {
            engine.unlocked(operation.scope());
        }
    }

    private void cancelHere(LocalNode engine, Operation cancel) {
        if (cancel.at().plus(STALE).isAfter(clock.instant())) {
            engine.cancel(cancel.scope(), cancel.at().plus(SLACK), cancel.by());
        } else {
            log.info("{} was to be cancelled at {}; that is too long ago", cancel.scope(), cancel.at());
        }
    }
}
