package dev.scheduler.thread;

import java.io.PrintWriter;
import java.io.Writer;

/** What user code threw, for the log: a throwable whose own methods throw would take the one who logs it with it. */
public final class Printable {

    private Printable() {}

    /** The throwable itself if it can be read, with its causes; else one in its place that names its class. */
    public static Throwable of(Throwable thrown) {
        try {
            thrown.printStackTrace(new PrintWriter(Writer.nullWriter()));
            return thrown;
        } catch (Throwable unreadable) {
            return new IllegalStateException(thrown.getClass().getName() + " was thrown, which cannot be read: "
                    + unreadable.getClass().getName());
        }
    }
}
