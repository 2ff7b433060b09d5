package dev.scheduler.history;

import dev.scheduler.Missed;
import dev.scheduler.TaskSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Scheduled times of one task that nobody accepted, told in order: all are counted, and the latest are remembered as far as
 * the task's policy may catch up on them. Not thread-safe.
 */
public final class MissedTimes {

    private static final Duration WITHIN = Duration.ofHours(24);
    private static final int MOST = 10;

    private final Duration within;
    private final int most;
    private final Deque<Instant> latest = new ArrayDeque<>();
    private @Nullable Instant first;
    private long count;

    /** None yet. */
    public MissedTimes(TaskSettings settings) {
        this.within = TaskSettings.bounded(Objects.requireNonNullElse(settings.missedWithin(), WITHIN));
        this.most = most(settings);
    }

    private static int most(TaskSettings settings) {
        return switch (Objects.requireNonNullElse(settings.missed(), Missed.SKIP)) {
            case SKIP -> 0;
            case ONCE -> 1;
            case ALL -> Objects.requireNonNullElse(settings.maxMissed(), MOST);
        };
    }

    /**
     * What is to be done of missed times.
     *
     * @param catchUps the times that are run after all, the earliest first
     * @param count how many stay missed
     * @param first the first of those that stay missed; null where there is none
     * @param last the last of those that stay missed; null where there is none
     */
    public record Verdict(
            List<Instant> catchUps,
            long count,
            @Nullable Instant first,
            @Nullable Instant last) {}

    /** How many of the latest may be caught up on; the others need only be counted. */
    public int remembers() {
        return most;
    }

    /** Adds a scheduled time, later than all before. */
    public void add(Instant scheduledTime) {
        add(scheduledTime, scheduledTime, 1);
    }

    /** Adds several scheduled times, later than all before, of which only the last may be caught up on. */
    public void add(Instant firstOfThem, Instant lastOfThem, long many) {
        first = first == null ? firstOfThem : first;
        count += many;
        latest.add(lastOfThem);
        if (latest.size() > most + 1) {
            latest.remove();
        }
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** What the policy says. */
    public Verdict verdict(Instant now) {
        List<Instant> catchUps = new ArrayList<>(latest);
        Instant before = null;
        Instant earliest = now.minus(within);
        while (!catchUps.isEmpty() && (catchUps.size() > most || catchUps.get(0).isBefore(earliest))) {
            before = catchUps.remove(0);
        }
        long missed = count - catchUps.size();
        return new Verdict(catchUps, missed, missed == 0 ? null : first, missed == 0 ? null : before);
    }
}
