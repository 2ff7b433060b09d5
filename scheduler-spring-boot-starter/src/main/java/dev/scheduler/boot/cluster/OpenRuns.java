package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The executions of this process that have rows and have not ended, or may have: so that it is known of each row in state
 * {@code RUNNING} under this node's name whether the process answers for it. Safe for use by any thread.
 */
final class OpenRuns {

    private final Threads threads;
    private final ConcurrentMap<String, Open> open = new ConcurrentHashMap<>();

    OpenRuns(Threads threads) {
        this.threads = threads;
    }

    /** What sort of row it is. */
    enum Kind {
        /** A claim: its row has the key of its scheduled time. */
        CLAIM,
        /** One that makes up for a missed time: its row has the key, too, and came with the account. */
        CATCH_UP,
        /** Any other: its row has no key, and is written late. */
        PLAIN
    }

    /** Who has it in hand. */
    enum Phase {
        /** It is being asked for, or will be asked for again. */
        ASKED,
        /** The engine, or so it should. */
        HELD,
        /** Nobody; whether it has a row is not known. */
        UNSURE,
        /** The history, which is to write its outcome. */
        TOLD
    }

    /**
     * An execution of this process.
     *
     * @param grace how late it may be claimed
     * @param opened the monotonic clock when it was first asked for or held
     * @param since the monotonic clock when it came into this phase
     */
    record Open(Execution execution, Kind kind, Phase phase, Duration grace, long opened, long since) {

        String id() {
            return execution.id();
        }

        Duration inPhase(long now) {
            return Duration.ofNanos(now - since);
        }
    }

    /**
     * A claim is about to be asked for.
     *
     * @return whether it had been asked for before, so that it may have its row
     */
    boolean ask(Execution execution, Duration grace) {
        return put(execution, Kind.CLAIM, Phase.ASKED, grace) != null;
    }

    /** It has its row, and the engine has it. */
    void hold(Execution execution, Kind kind) {
        Open known = open.get(execution.id());
        put(execution, kind, Phase.HELD, known == null ? Duration.ZERO : known.grace());
    }

    /** Nobody has it in hand any more; if it has a row, that is still to be found out. */
    void release(Collection<Execution> executions) {
        executions.forEach(each -> shift(each.id(), Phase.UNSURE));
    }

    /** A catch-up went out to the database, which did not say whether it took it. */
    void releaseCatchUps(Collection<Execution> executions) {
        executions.forEach(each -> put(each, Kind.CATCH_UP, Phase.UNSURE, Duration.ZERO));
    }

    /** Its outcome is about to be written; null where it is not open. */
    @Nullable
    Kind tell(String id) {
        Open known = open.get(id);
        if (known == null) {
            return null;
        }
        shift(id, Phase.TOLD);
        return known.kind();
    }

    /** It has ended without a row, unless its outcome is about to be written. */
    void closeHeld(String id) {
        open.computeIfPresent(id, (same, known) -> known.phase() == Phase.HELD ? null : known);
    }

    /** They have no rows, or their outcomes are in them. */
    void close(Collection<Execution> executions) {
        executions.forEach(each -> open.remove(each.id()));
    }

    /** Whether it has a row that is still to be completed, or may have. */
    boolean isOpen(String id) {
        return open.containsKey(id);
    }

    @Nullable
    Open get(String id) {
        return open.get(id);
    }

    /** All that are so, as they are now. */
    List<Open> all(Predicate<Open> condition) {
        return open.values().stream().filter(condition).toList();
    }

    private @Nullable Open put(Execution execution, Kind kind, Phase phase, Duration grace) {
        long now = threads.nanoTime();
        Open known = open.get(execution.id());
        long opened = known == null ? now : known.opened();
        return open.put(execution.id(), new Open(execution, kind, phase, grace, opened, now));
    }

    private void shift(String id, Phase phase) {
        long now = threads.nanoTime();
        open.computeIfPresent(
                id,
                (same, known) -> new Open(known.execution(), known.kind(), phase, known.grace(), known.opened(), now));
    }
}
