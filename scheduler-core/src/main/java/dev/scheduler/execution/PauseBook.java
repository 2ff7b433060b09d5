package dev.scheduler.execution;

import dev.scheduler.Pause;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pauses that this node knows of: its own, or those of its cluster. Safe for use by any thread. */
final class PauseBook {

    private volatile List<Pause> pauses = List.of();

    /** Takes these for all that there are. */
    synchronized void replace(Collection<Pause> all) {
        pauses = List.copyOf(all);
    }

    synchronized void add(Pause pause) {
        pauses = Stream.concat(pauses.stream(), Stream.of(pause)).toList();
    }

    /** Takes all pauses of a scope back; whether there was one in force. */
    synchronized boolean end(String scope, Instant now) {
        List<Pause> kept =
                pauses.stream().filter(pause -> !pause.scope().equals(scope)).toList();
        boolean ended = pauses.stream().anyMatch(pause -> pause.scope().equals(scope) && pause.isInForce(now));
        pauses = kept;
        return ended;
    }

    /** A pause that concerns a task now, its own rather than one of everything; null where there is none. */
    @Nullable
    Pause inForce(TaskEntry entry, Instant now) {
        Pause found = null;
        for (Pause pause : pauses) {
            if (pause.isOf(entry.name(), entry.isEvenWhenPaused()) && pause.isInForce(now)) {
                found = found == null || found.scope().equals(Pause.ALL) ? pause : found;
            }
        }
        return found;
    }

    /** Such as {@code the task is paused by alice: maintenance}. */
    static String words(Pause pause) {
        return (pause.scope().equals(Pause.ALL) ? "the scheduler is paused" : "the task is paused") + pause.by();
    }
}
