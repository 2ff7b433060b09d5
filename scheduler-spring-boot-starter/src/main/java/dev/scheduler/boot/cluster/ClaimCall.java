package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.boot.cluster.SharedClaims.Judge;
import dev.scheduler.boot.cluster.SharedClaims.Parts;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.Claim.Outcome;
import dev.scheduler.lock.ClaimStore.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One round of claims: reads back what was asked before, claims the rest, then takes locks. What has no answer when it fails
 * stays asked for: its row may be there.
 */
final class ClaimCall {

    private final List<Request> requests;
    private final ExecutionRows rows;
    private final LocksOfClaims locks;
    private final OpenRuns runs;
    private final NodeHeartbeat heartbeat;
    private final ClusterClock clock;
    private final Set<String> recording;
    private final Judge judge;
    private final Set<String> askedBefore = new HashSet<>();
    private final Map<String, Claim> claims = new HashMap<>();

    ClaimCall(List<Request> requests, Parts parts, Judge judge) {
        this.requests = requests;
        this.rows = parts.rows();
        this.locks = parts.locks();
        this.runs = parts.runs();
        this.heartbeat = parts.heartbeat();
        this.clock = parts.clock();
        this.recording = parts.recording();
        this.judge = judge;
        for (Request request : requests) {
            if (runs.ask(request.execution(), request.grace())) {
                askedBefore.add(id(request));
            }
        }
    }

    List<Claim> claims(Claim otherwise) {
        return requests.stream()
                .map(request -> claims.getOrDefault(id(request), locks.without(request, otherwise)))
                .toList();
    }

    void ask() {
        Set<String> won = readBack(executions(askedBefore));
        Map<String, ClaimAnswer> answers = askFor(won);
        Set<String> taken = with(answers, ClaimAnswer.TAKEN);
        taken.retainAll(askedBefore);
        won.addAll(readBack(executions(taken)));
        won.addAll(with(answers, ClaimAnswer.WON));
        for (Request request : requests) {
            ClaimAnswer answer = answers.get(id(request));
            if (answer == ClaimAnswer.TAKEN && recording.contains(id(request))) {
                settle(request, recordedBefore(request.execution()));
            } else if (answer != null && !won.contains(id(request)) && answer != ClaimAnswer.PASSED) {
                settle(request, refusal(answer));
            }
        }
        lock(won);
        passed(with(answers, ClaimAnswer.PASSED));
        if (answers.containsValue(ClaimAnswer.CHANGED)) {
            judge.lookAgain();
        }
    }

    /** The ids of those whose rows are ours. */
    private Set<String> readBack(List<Execution> executions) {
        return executions.isEmpty() ? new HashSet<>() : new HashSet<>(rows.running(executions));
    }

    private List<Execution> executions(Set<String> ids) {
        return requests.stream()
                .map(Request::execution)
                .filter(each -> ids.contains(each.id()))
                .toList();
    }

    private Map<String, ClaimAnswer> askFor(Set<String> won) {
        List<ClaimRequest> asked = requests.stream()
                .filter(request -> !won.contains(id(request)))
                .map(request -> new ClaimRequest(
                        request.execution(), request.grace(), request.revision(), request.evenWhenPaused()))
                .toList();
        return asked.isEmpty() ? Map.of() : rows.claim(asked);
    }

    private static Set<String> with(Map<String, ClaimAnswer> answers, ClaimAnswer wanted) {
        return answers.entrySet().stream()
                .filter(each -> each.getValue() == wanted)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void settle(Request request, Claim claim) {
        claims.put(id(request), claim);
        runs.close(List.of(request.execution()));
        recording.remove(id(request));
    }

    /** Those that take no lock are ours, whatever becomes of the others' locks. */
    private void lock(Set<String> won) {
        List<Request> wanted = new ArrayList<>();
        for (Request request : requests) {
            if (won.contains(id(request)) && request.locksTask()) {
                wanted.add(request);
            } else if (won.contains(id(request))) {
                ours(request, null);
            }
        }
        Map<String, @Nullable String> holders = locks.take(wanted);
        for (Request each : wanted) {
            if (holders.containsKey(id(each))) {
                ours(each, holders.get(id(each)));
            }
        }
    }

    private void ours(Request request, @Nullable String holder) {
        runs.hold(request.execution(), OpenRuns.Kind.CLAIM);
        claims.put(
                id(request),
                holder == null ? new Claim(Outcome.WON, "the row " + id(request)) : new Claim(Outcome.REFUSED, holder));
    }

    /** Unless the mark itself is wrong, nobody else will come to these times: this node says that they were missed. */
    private void passed(Set<String> ids) {
        List<Request> late =
                requests.stream().filter(each -> ids.contains(id(each))).toList();
        Instant now = clock.instant();
        Set<String> inTime = late.stream()
                .filter(each -> each.execution().scheduledTime().isAfter(now.minus(each.grace())))
                .map(each -> each.execution().task())
                .collect(Collectors.toSet());
        boolean again = !inTime.isEmpty() && judge.movesBack(inTime);
        for (Request request : late) {
            settle(
                    request,
                    again && inTime.contains(request.execution().task())
                            ? refusal(ClaimAnswer.CHANGED)
                            : recorded(request.execution(), now));
        }
    }

    private Claim recorded(Execution execution, Instant now) {
        Execution record = missed(execution, now);
        recording.add(execution.id());
        return rows.record(record) ? told(record) : refusal(ClaimAnswer.TAKEN);
    }

    /** The reply to a record was lost. */
    private Claim recordedBefore(Execution execution) {
        return rows.present(List.of(execution)).isEmpty()
                ? refusal(ClaimAnswer.TAKEN)
                : told(missed(execution, clock.instant()));
    }

    private Claim told(Execution record) {
        judge.tell(record);
        return new Claim(Outcome.RECORDED, "the row " + record.id());
    }

    private Execution missed(Execution execution, Instant now) {
        boolean cutOff = heartbeat.outages().stream().anyMatch(each -> each.contains(execution.scheduledTime()));
        Reason reason = cutOff ? Reason.NO_LOCK_STORE : Reason.NODE_DOWN;
        return Judged.as(execution, ExecutionState.MISSED, reason, "it was claimed too late", now);
    }

    /** What may have run, and whose row is gone, is taken: the sweep records it, and warns of all such times at once. */
    private static Claim refusal(ClaimAnswer answer) {
        return switch (answer) {
            case TAKEN -> new Claim(Outcome.TAKEN, "the row of another node");
            case PURGED -> new Claim(Outcome.TAKEN, "the row that was there before it was purged");
            case CHANGED -> new Claim(Outcome.CHANGED, "the task's schedule or a pause has changed");
            default -> new Claim(Outcome.BEHIND, "it came too late to be claimed; the next sweep records it");
        };
    }

    private static String id(Request request) {
        return request.execution().id();
    }
}
