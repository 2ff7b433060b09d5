package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.ClaimStore.Request;
import dev.scheduler.lock.LockOwner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the locks of claims whose rows are ours. One row of ShedLock's table that somebody else keeps locked fails the whole
 * statement: of a batch that failed, half as many are asked for together the next time, after all others, until the one row
 * fails alone. Safe for use by any thread.
 */
final class LocksOfClaims {

    private static final Logger log = LoggerFactory.getLogger(LocksOfClaims.class);
    private static final Claim UNLOCKED = new Claim(
            Claim.Outcome.UNLOCKED, "its row is ours; the database did not say whether somebody else holds its lock");
    private static final int MOST = 256;
    private static final Failure NONE = new Failure(0, MOST);

    private final String node;
    private final ClaimLocks locks;
    private final OpenRuns runs;
    private final AtomicLong failures = new AtomicLong();

    /** By the ids of executions whose rows are ours and whose locks have no answer. */
    private final Map<String, Failure> failed = new ConcurrentHashMap<>();

    LocksOfClaims(String node, ClaimLocks locks, OpenRuns runs) {
        this.node = node;
        this.locks = locks;
        this.runs = runs;
    }

    /**
     * A batch that failed.
     *
     * @param number in the order of failures
     * @param most how many of it are asked for together
     */
    private record Failure(long number, int most) {}

    /**
     * Asks until one batch fails, which takes as long as a statement may wait.
     *
     * @return which foreigner holds the lock, by the ids of those that have an answer; null where the lock is ours
     */
    Map<String, @Nullable String> take(List<Request> requests) {
        failed.keySet().removeIf(each -> !runs.isOpen(each));
        Map<String, @Nullable String> holders = new HashMap<>();
        for (List<Request> batch : batches(requests)) {
            if (!take(batch, holders)) {
                break;
            }
        }
        requests.stream()
                .filter(each -> !holders.containsKey(id(each)))
                .forEach(each -> failed.putIfAbsent(id(each), NONE));
        return holders;
    }

    private boolean take(List<Request> batch, Map<String, @Nullable String> holders) {
        try {
            Map<String, String> foreigners =
                    locks.take(batch.stream().map(this::wanted).toList());
            for (Request each : batch) {
                holders.put(id(each), foreigners.get(each.execution().task()));
                failed.remove(id(each));
            }
            return true;
        } catch (StoreException unknown) {
            log.debug("Locks of {} claims were not taken: {}", batch.size(), unknown.getMessage());
            Failure failure = new Failure(failures.incrementAndGet(), Math.max(1, batch.size() / 2));
            batch.forEach(each -> failed.put(id(each), failure));
            return false;
        }
    }

    /** Those that have not failed come first, and then those that failed longest ago. */
    private List<List<Request>> batches(List<Request> requests) {
        Map<Failure, List<Request>> groups = new TreeMap<>(Comparator.comparing(Failure::number));
        for (Request each : requests) {
            groups.computeIfAbsent(failed.getOrDefault(id(each), NONE), failure -> new ArrayList<>())
                    .add(each);
        }
        List<List<Request>> batches = new ArrayList<>();
        groups.forEach((failure, group) -> {
            for (int from = 0; from < group.size(); from += failure.most()) {
                batches.add(group.subList(from, Math.min(group.size(), from + failure.most())));
            }
        });
        return batches;
    }

    private ClaimLocks.Wanted wanted(Request request) {
        Execution execution = request.execution();
        return new ClaimLocks.Wanted(
                execution.task(), new LockOwner(node, execution.id()).toString(), request.following());
    }

    /** What is said of a claim that has no answer: its row may be ours already. */
    Claim without(Request request, Claim otherwise) {
        return failed.containsKey(id(request)) ? UNLOCKED : otherwise;
    }

    private static String id(Request request) {
        return request.execution().id();
    }
}
