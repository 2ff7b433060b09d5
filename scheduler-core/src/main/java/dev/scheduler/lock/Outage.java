package dev.scheduler.lock;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of a store that does not answer: one warning when it begins, one line when it is over, however many there are that
 * it does not answer. All that use the same store share one. Safe for use by any thread.
 *
 * <p>Connections that an outage has broken may be found out a while after others work again; that is no new outage.
 */
public final class Outage {

    private static final Logger log = LoggerFactory.getLogger(Outage.class);

    private static final long AFTERMATH = Duration.ofSeconds(10).toNanos();

    private final Threads threads;
    private final Set<String> unanswered = new HashSet<>();
    private volatile boolean begun;
    private boolean hadOne;
    private long endedAt;

    /** An outage that has not begun, by the clock of this process. */
    public Outage() {
        this(Threads.system());
    }

    /** An outage that has not begun. */
    public Outage(Threads threads) {
        this.threads = threads;
    }

    /**
     * Somebody got no answer.
     *
     * @param asker who it was, the same each time
     * @param problem what was asked, and what came of it
     */
    public synchronized void failed(String asker, String problem) {
        if (begun) {
            unanswered.add(asker);
        } else if (hadOne && threads.nanoTime() - endedAt < AFTERMATH) {
            log.debug("{}; trying again", problem);
        } else {
            begun = true;
            unanswered.add(asker);
            log.warn("{}; trying again", problem);
        }
    }

    /** Whether the store does not answer, as far as is known. */
    public boolean isOn() {
        return begun;
    }

    /** Somebody got an answer. */
    public void over(String asker) {
        if (begun) {
            settle(asker, true);
        }
    }

    /** Somebody asks no more. */
    void forget(String asker) {
        settle(asker, false);
    }

    private synchronized void settle(String asker, boolean answered) {
        boolean last = unanswered.remove(asker) && unanswered.isEmpty();
        if (last) {
            begun = false;
            hadOne = true;
            endedAt = threads.nanoTime();
            if (answered) {
                log.info("The store that the nodes share answers again");
            } else {
                log.debug("Nobody asks the store any more");
            }
        }
    }
}
