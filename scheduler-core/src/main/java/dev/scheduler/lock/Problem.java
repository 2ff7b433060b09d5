package dev.scheduler.lock;

import dev.scheduler.thread.Printable;

/** What is wrong with a store, in one line: the innermost cause, which is the one that names the host or the table. */
final class Problem {

    private static final int MOST_CAUSES = 20;

    private Problem() {}

    static String of(Throwable thrown) {
        Throwable innermost = Printable.of(thrown);
        for (int depth = 0; depth < MOST_CAUSES && innermost.getCause() != null; depth++) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        String kind = innermost.getClass().getSimpleName();
        return message == null ? kind : kind + ": " + message.strip();
    }
}
