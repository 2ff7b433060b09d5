package dev.scheduler.cluster;

import dev.scheduler.TaskContext;
import dev.scheduler.TaskHandler;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;

/** A task's body: tells that it started, takes its time, tells that it ended. Stops when it is asked to. */
final class Body implements TaskHandler {

    private final StartBook book;
    private final String node;
    private final Duration work;

    Body(StartBook book, String node, Duration work) {
        this.book = book;
        this.node = node;
        this.work = work;
    }

    @Override
    public void run(TaskContext context) throws InterruptedException {
        long number = uninterrupted(() -> book.started(context, node));
        try {
            work();
        } finally {
            uninterrupted(() -> {
                book.ended(number);
                return number;
            });
        }
    }

    private void work() throws InterruptedException {
        boolean endless = new CountDownLatch(1).await(work.toNanos(), TimeUnit.NANOSECONDS);
        if (endless) {
            throw new IllegalStateException("Nothing counts down");
        }
    }

    /** An interrupt must not keep a start out of the book. */
    private static long uninterrupted(Entry entry) {
        boolean interrupted = Thread.interrupted();
        try {
            return entry.write();
        } catch (DataAccessException e) {
            interrupted |= Thread.interrupted();
            return entry.write();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes into the book. */
    private interface Entry {
        long write();
    }
}
