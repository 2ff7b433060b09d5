package dev.scheduler.boot.cluster.sim;

import dev.scheduler.boot.cluster.StoreException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A node's way to the database: calls take time, and some are lost, or their replies are. No call lasts longer than the
 * statement timeout, though one that was given up may still happen within as long again.
 */
final class Link {

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;

    private final SimProcess process;
    private final RandomGenerator random;
    private final long timeout;
    private Weather weather = Weather.FINE;
    private boolean cut;
    private int callsToDeath = -1;

    Link(SimProcess process, RandomGenerator random, Duration timeout) {
        this.process = process;
        this.random = random;
        this.timeout = timeout.toNanos();
    }

    /**
     * How likely it is what happens to a call, in a thousand.
     *
     * @param slow others run before or after it
     * @param lost it never happens
     * @param replyLost it happens, and nobody is told
     * @param late it is given up, and happens afterwards
     */
    record Weather(int slow, int lost, int replyLost, int late) {
        static final Weather FINE = new Weather(30, 0, 0, 0);
        static final Weather ROUGH = new Weather(300, 40, 60, 10);
    }

    void weather(Weather now) {
        weather = now;
    }

    /** No call reaches the database, and no reply comes back. */
    void cut(boolean now) {
        cut = now;
    }

    boolean isCut() {
        return cut;
    }

    /** The process dies just before or just after a call that it makes. */
    void dieAfter(int calls) {
        callsToDeath = calls;
    }

    /** The way to a contract. */
    <T> T to(Class<T> contract, T store) {
        InvocationHandler way = (proxy, method, args) -> switch (method.getName()) {
            case "toString" -> contract.getSimpleName() + " of " + process.name();
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == args[0];
            default -> call(store, method, args);
        };
        return contract.cast(Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract}, way));
    }

    private @Nullable Object call(Object store, Method method, @Nullable Object @Nullable [] args) throws Throwable {
        process.check();
        die();
        if (cut) {
            throw giveUp(method, random.nextInt(4) == 0 ? timeout : MILLI);
        }
        int fate = random.nextInt(1000);
        if (fate < weather.lost) {
            throw giveUp(method, random.nextLong(timeout));
        }
        fate -= weather.lost;
        if (fate < weather.late) {
            process.world()
                    .after(
                            process.world().nobody(),
                            timeout / 2 + random.nextLong(timeout),
                            () -> quietly(store, method, args));
            throw giveUp(method, timeout / 2);
        }
        fate -= weather.late;
        delay();
        if (cut) {
            throw giveUp(method, timeout / 4);
        }
        Object result = invoke(store, method, args);
        die();
        delay();
        if (cut || fate < weather.replyLost) {
            throw giveUp(method, random.nextLong(timeout / 4));
        }
        return result;
    }

    private void die() {
        if (callsToDeath >= 0 && callsToDeath-- == 0) {
            process.kill();
            process.check();
        }
    }

    private void delay() {
        process.world().spend(MICRO * (50 + random.nextInt(300)));
        if (random.nextInt(1000) < weather.slow) {
            long most = random.nextInt(20) == 0 ? timeout / 2 : random.nextInt(4) == 0 ? 100 * MILLI : 5 * MILLI;
            process.world().pause(process, random.nextLong(Math.min(most, timeout / 2)), false, null);
        }
    }

    private StoreException giveUp(Method method, long after) {
        process.world().pause(process, after, false, null);
        return new StoreException(method.getName() + " got no answer", new IllegalStateException("played"));
    }

    private static void quietly(Object store, Method method, @Nullable Object @Nullable [] args) {
        try {
            invoke(store, method, args);
        } catch (Throwable refused) {
            // Nobody is there to hear it.
        }
    }

    private static @Nullable Object invoke(Object store, Method method, @Nullable Object @Nullable [] args)
            throws Throwable {
        try {
            return method.invoke(store, args);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
