package dev.scheduler.boot.cluster.sim;

import dev.scheduler.boot.cluster.Span;
import dev.scheduler.boot.cluster.TaskMark;
import dev.scheduler.boot.cluster.TaskRows;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.ClaimStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts old faults back, around what works. */
final class Misdeeds {

    private Misdeeds() {}

    /** Claims, asked for when the jitter of their tasks is over. */
    static ClaimStore claims(ClaimStore right, Misdeed misdeed, SimProcess process) {
        if (misdeed != Misdeed.CLAIM_BEHIND_JITTER) {
            return right;
        }
        return proxy(ClaimStore.class, right, (method, args) -> {
            if (!method.getName().equals("claim")) {
                return invoke(right, method, args);
            }
            return claimed(right, requests(args), process.world().instant());
        });
    }

    @SuppressWarnings("unchecked")
    private static List<ClaimStore.Request> requests(@Nullable Object[] args) {
        return (List<ClaimStore.Request>) args[0];
    }

    private static List<Claim> claimed(ClaimStore right, List<ClaimStore.Request> requests, Instant now) {
        List<ClaimStore.Request> due =
                requests.stream().filter(request -> isOver(request, now)).toList();
        Map<ClaimStore.Request, Claim> answers = new LinkedHashMap<>();
        List<Claim> given = due.isEmpty() ? List.of() : right.claim(due);
        for (int i = 0; i < due.size(); i++) {
            answers.put(due.get(i), given.get(i));
        }
        Claim later = new Claim(Claim.Outcome.UNREACHABLE, "its jitter is not over");
        return requests.stream()
                .map(request -> answers.getOrDefault(request, later))
                .toList();
    }

    private static boolean isOver(ClaimStore.Request request, Instant now) {
        Duration jitter = Tasks.kind(request.execution().task()).set().jitter();
        if (jitter == null) {
            return true;
        }
        Instant time = request.execution().scheduledTime();
        long drawn = Math.floorMod(time.hashCode() * 31L, jitter.toMillis());
        return !now.isBefore(time.plusMillis(drawn));
    }

    /** The account, with marks that are moved on to now, or claims that count for whatever lies between them. */
    static TaskRows tasks(TaskRows right, Misdeed misdeed, MemoryTables tables) {
        return switch (misdeed) {
            case MARKS_TO_NOW ->
                proxy(TaskRows.class, right, (method, args) -> invoke(right, method, toNow(method, args, tables)));
            case MERGED_CLAIMS ->
                proxy(
                        TaskRows.class,
                        right,
                        (method, args) -> method.getName().equals("recorded")
                                ? merged(right, args)
                                : invoke(right, method, args));
            default -> right;
        };
    }

    private static @Nullable Object @Nullable [] toNow(
            Method method, @Nullable Object @Nullable [] args, MemoryTables tables) {
        if (args == null || !List.of("advance", "settle").contains(method.getName())) {
            return args;
        }
        @Nullable Object[] changed = args.clone();
        TaskMark first = (TaskMark)
                (args[0] instanceof Collection<?> marks ? marks.iterator().next() : args[0]);
        if (first != null && Tasks.kind(first.task()).isOneServer()) {
            changed[1] = tables.now();
            changed[2] = Duration.ZERO;
        }
        return changed;
    }

    private static Map<String, List<Span>> merged(TaskRows right, @Nullable Object @Nullable [] args) {
        Map<String, List<Span>> merged = new LinkedHashMap<>();
        right.recorded((Instant) args[0], (Integer) args[1]).forEach((task, spans) -> {
            List<Span> one = new ArrayList<>();
            one.add(new Span(spans.get(0).first(), spans.get(spans.size() - 1).last()));
            merged.put(task, one);
        });
        return merged;
    }

    private interface Call {
        @Nullable
        Object make(Method method, @Nullable Object @Nullable [] args) throws Throwable;
    }

    private static <T> T proxy(Class<T> contract, T right, Call call) {
        return contract.cast(Proxy.newProxyInstance(
                contract.getClassLoader(),
                new Class<?>[] {contract},
                (proxy, method, args) -> method.getDeclaringClass() == Object.class
                        ? method.invoke(right, args)
                        : call.make(method, args)));
    }

    private static @Nullable Object invoke(Object right, Method method, @Nullable Object @Nullable [] args)
            throws Throwable {
        try {
            return method.invoke(right, args);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
