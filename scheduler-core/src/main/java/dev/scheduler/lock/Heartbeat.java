package dev.scheduler.lock;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that looks at the locks, and the few that wait for the store. Only its own end ends it. */
final class Heartbeat implements Beats {

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private static final int SENDERS = 4;
    private static final long PATIENCE_SECONDS = 5;
    private static final Duration BREATH = Duration.ofSeconds(1);

    private final ThreadPoolExecutor senders = senders();
    private final Thread thread;
    private volatile boolean ended;

    /** @param look says how long it is until the next look is due */
    Heartbeat(Supplier<Duration> look) {
        this.thread = new Thread(() -> run(look), "scheduler-heartbeat");
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void send(Runnable work) {
        senders.execute(work);
    }

    @Override
    public void wake() {
        LockSupport.unpark(thread);
    }

    @Override
    public void end(Runnable last) {
        ended = true;
        wake();
        try {
            thread.join();
            senders.execute(last);
            senders.shutdown();
            if (!senders.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                log.warn("The lock store did not answer in {} s; its locks end with their leases", PATIENCE_SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Supplier<Duration> look) {
        while (!ended) {
            LockSupport.parkNanos(this, breath(look).toNanos());
            if (Thread.interrupted()) {
                log.debug("Interrupted; the heartbeat goes on");
            }
        }
    }

    private static Duration breath(Supplier<Duration> look) {
        try {
            return look.get();
        } catch (Throwable thrown) {
            log.error("The heartbeat stumbled and goes on", thrown);
            return BREATH;
        }
    }

    private static ThreadPoolExecutor senders() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor senders =
                new ThreadPoolExecutor(SENDERS, SENDERS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), work -> {
                    Thread sender = new Thread(work, "scheduler-heartbeat-" + count.incrementAndGet());
                    sender.setDaemon(true);
                    return sender;
                });
        senders.allowCoreThreadTimeOut(true);
        return senders;
    }
}
