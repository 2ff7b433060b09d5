package dev.scheduler.boot.cluster;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The way from a node to the store. Calls get lost on it, or their replies, by the names of what is called. */
final class Line {

    /** What does not get through. */
    final Set<String> lostCalls = new HashSet<>();

    /** What gets through and is not answered. */
    final Set<String> lostReplies = new HashSet<>();

    /** What was called, in order, got through or not. */
    final List<String> calls = new ArrayList<>();

    /** Done before the next call of anything, once. */
    Runnable meanwhile = () -> {};

    private final Map<String, Runnable> beforeCalls = new HashMap<>();
    private boolean isCut;

    /** Does something before the next call of one kind, once. */
    void before(String call, Runnable done) {
        beforeCalls.put(call, done);
    }

    void cut(boolean cut) {
        isCut = cut;
    }

    <T> T to(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    calls.add(name);
                    if (isCut || lostCalls.contains(name)) {
                        throw new StoreException("no way to the store: " + name, new IllegalStateException());
                    }
                    Runnable first = meanwhile;
                    meanwhile = () -> {};
                    first.run();
                    Runnable before = beforeCalls.remove(name);
                    if (before != null) {
                        before.run();
                    }
                    try {
                        Object answer = method.invoke(target, arguments);
                        if (lostReplies.contains(name)) {
                            throw new StoreException("no reply: " + name, new IllegalStateException());
                        }
                        return answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
