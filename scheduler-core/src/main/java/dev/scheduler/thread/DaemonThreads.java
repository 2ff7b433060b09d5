package dev.scheduler.thread;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes named threads that keep no process up. */
public final class DaemonThreads implements ThreadFactory {

    private final String name;
    private final AtomicInteger count = new AtomicInteger();

    /** @param name what the threads' names begin with; a number follows */
    public DaemonThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable call) {
        Thread thread = new Thread(call, name + "-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
