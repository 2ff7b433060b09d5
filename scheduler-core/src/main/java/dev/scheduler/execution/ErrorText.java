package dev.scheduler.execution;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A throwable for people: its message and those of its causes, a line each, at most {@value #LIMIT} characters. */
final class ErrorText {

    static final int LIMIT = 4_000;

    private ErrorText() {}

    static String of(Throwable error) {
        StringBuilder text = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = error; cause != null && seen.add(cause); cause = causeOf(cause)) {
            text.append(text.isEmpty() ? "" : "\ncaused by ").append(line(cause));
        }
        return text.length() <= LIMIT ? text.toString() : text.substring(0, LIMIT - 1) + "…";
    }

    /** A throwable whose own methods throw must not take the execution with it. */
    private static String line(Throwable cause) {
        try {
            return cause.toString();
        } catch (Throwable unprintable) {
            return cause.getClass().getName();
        }
    }

    private static @Nullable Throwable causeOf(Throwable error) {
        try {
            return error.getCause();
        } catch (Throwable unknown) {
            return null;
        }
    }
}
