package dev.scheduler.execution;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Calls back after a time, by the monotonic clock, on one thread of its own that goes when it is not used: time-outs and
 * jitter. */
final class Alarms {

    private final ScheduledThreadPoolExecutor thread;

    Alarms() {
        thread = new ScheduledThreadPoolExecutor(1, new DaemonThreads("scheduler-alarms"));
        thread.setRemoveOnCancelPolicy(true);
        thread.setKeepAliveTime(1, TimeUnit.MINUTES);
        thread.allowCoreThreadTimeOut(true);
    }

    /** A call to come. */
    interface Alarm {
        void cancel();
    }

    /** The call must be short and must not throw. */
    Alarm after(Duration delay, Runnable call) {
        ScheduledFuture<?> future = thread.schedule(call, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }
}
