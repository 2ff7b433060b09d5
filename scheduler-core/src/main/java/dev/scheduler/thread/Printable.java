package dev.scheduler.thread;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What user code threw, for the log: a throwable whose own methods throw would take the one who logs it with it. */
public final class Printable {

    private Printable() {}

    /** The throwable itself if it can be read, else one in its place that names its class. */
    public static Throwable of(Throwable thrown) {
        try {
            read(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
            return thrown;
        } catch (Throwable unreadable) {
            return new IllegalStateException(thrown.getClass().getName() + " was thrown, which cannot be read: "
                    + unreadable.getClass().getName());
        }
    }

    private static void read(@Nullable Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return;
        }
        String.valueOf(thrown.getMessage());
        String.valueOf(thrown);
        thrown.getStackTrace();
        read(thrown.getCause(), seen);
        for (Throwable suppressed : thrown.getSuppressed()) {
            read(suppressed, seen);
        }
    }
}
