package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.ClaimStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A store of claims that answers as the test says, and remembers what it was asked. */
final class ScriptedClaims implements ClaimStore {

    final List<List<String>> asked = new ArrayList<>();
    final List<Long> askedAt = new CopyOnWriteArrayList<>();
    final Set<String> othersShare = new CopyOnWriteArraySet<>();
    final Set<String> abandoned = new HashSet<>();
    final Set<String> givenBack = new CopyOnWriteArraySet<>();

    /** Whether what is given back in time others may start. */
    volatile boolean takesBack;

    private final boolean accounted;
    volatile Function<Execution, Claim.Outcome> answer = execution -> Claim.Outcome.WON;

    ScriptedClaims(boolean accounted) {
        this.accounted = accounted;
    }

    @Override
    public synchronized List<Claim> claim(List<Request> requests) {
        askedAt.add(System.nanoTime());
        asked.add(requests.stream().map(ScriptedClaims::name).toList());
        return requests.stream()
                .map(Request::execution)
                .map(execution -> new Claim(answer.apply(execution), "as the test says"))
                .toList();
    }

    private static String name(Request request) {
        Execution execution = request.execution();
        return execution.task() + " " + execution.scheduledTime();
    }

    @Override
    public boolean isShare(String task, Instant scheduledTime) {
        return !othersShare.contains(task);
    }

    @Override
    public Set<String> giveBack(Collection<Execution> executions) {
        Set<String> ids = executions.stream().map(Execution::id).collect(Collectors.toSet());
        if (takesBack) {
            givenBack.addAll(ids);
        }
        return takesBack ? ids : Set.of();
    }

    @Override
    public synchronized void abandon(Collection<Execution> executions) {
        executions.forEach(each -> abandoned.add(each.task() + " " + each.scheduledTime()));
    }

    @Override
    public boolean isAccounted() {
        return accounted;
    }
}
