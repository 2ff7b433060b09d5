package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.NoSuchTaskException;
import dev.scheduler.TaskDefinition;
import dev.scheduler.boot.jdbc.Claims;
import dev.scheduler.boot.jdbc.Span;
import dev.scheduler.boot.jdbc.StoreException;
import dev.scheduler.boot.jdbc.TaskMark;
import dev.scheduler.boot.jdbc.TaskMarks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts for every scheduled time: what has no row when it should have one was missed, and gets one, or is caught up on.
 * Every node may do so at any time, since marks move by compare-and-set: one of them handles each gap.
 *
 * <p>Of a one-server task, what was not accepted within its grace is missed. Of any other task, each node judges by itself
 * as long as it lives; so here only what lies before this node's start, and what no other node has run, is missed.
 */
final class Accountant {

    private static final Logger log = LoggerFactory.getLogger(Accountant.class);

    private final LocalNode node;
    private final TaskMarks marks;
    private final Claims claims;
    private final InstantSource clock;
    private final Duration patience;
    private final Predicate<Instant> cutOff;
    private final KnownSchedules schedules;

    /**
     * @param clock the cluster's
     * @param patience how long a claim may be under way, beyond the grace of its task
     * @param cutOff whether this node lived at an instant, but could not reach the database
     */
    Accountant(
            LocalNode node,
            TaskMarks marks,
            Claims claims,
            InstantSource clock,
            Duration patience,
            Predicate<Instant> cutOff) {
        this.node = node;
        this.marks = marks;
        this.claims = claims;
        this.clock = clock;
        this.patience = patience;
        this.cutOff = cutOff;
        this.schedules = new KnownSchedules(marks);
    }

    /** One look at all tasks of this node. */
    void sweep() {
        Instant now = clock.instant();
        List<Ledger> ledgers = ledgers(now);
        Map<String, List<Span>> known = marks.knownUntil(now);
        Map<Instant, List<TaskMark>> even = new HashMap<>();
        Findings findings = new Findings();
        try {
            for (Ledger ledger : ledgers) {
                Account account = ledger.account(known.getOrDefault(ledger.task(), List.of()));
                if (account.rows().isEmpty()) {
                    even.computeIfAbsent(account.until(), until -> new ArrayList<>())
                            .add(ledger.mark());
                } else {
                    settle(ledger.mark(), account, findings);
                }
            }
        } finally {
            findings.tell();
        }
        even.forEach((until, moved) -> marks.advance(moved, until));
    }

    private List<Ledger> ledgers(Instant now) {
        Instant openSince = node.openSince();
        if (openSince == null) {
            return List.of();
        }
        List<Ledger> ledgers = new ArrayList<>();
        Map<TaskDefinition, TaskMark> judged = schedules.agreed(node.tasks(), now);
        judged.forEach((task, mark) -> {
            Ledger ledger = new Ledger(node, task, mark, openSince, now, patience, cutOff);
            if (mark.pausedAt() == null && ledger.isDue()) {
                ledgers.add(ledger);
            }
        });
        return ledgers;
    }

    private void settle(TaskMark mark, Account account, Findings findings) {
        List<Execution> catchUps = account.catchUps();
        claims.adopt(catchUps);
        boolean settled = false;
        try {
            settled = marks.settle(mark, account.until(), account.rows());
        } finally {
            if (!settled) {
                claims.abandon(catchUps);
            }
        }
        if (settled) {
            findings.add(account);
            confirmed(catchUps).forEach(this::run);
        }
    }

    /** Those whose rows are there: a scheduled time may have been claimed at the last moment. */
    private List<Execution> confirmed(List<Execution> catchUps) {
        if (catchUps.isEmpty()) {
            return catchUps;
        }
        try {
            Set<String> ours = claims.confirm(catchUps);
            return catchUps.stream()
                    .filter(catchUp -> ours.contains(catchUp.id()))
                    .toList();
        } catch (StoreException unknown) {
            claims.abandon(catchUps);
            throw unknown;
        }
    }

    private void run(Execution catchUp) {
        try {
            node.catchUp(catchUp);
        } catch (NoSuchTaskException removed) {
            log.debug("{} was removed before it could make up for {}", catchUp.task(), catchUp.scheduledTime());
            claims.abandon(List.of(catchUp));
        }
    }
}
