package dev.scheduler.boot.cluster.sim;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Says of threads that got stuck which lock each waits for, and who holds it. */
final class Deadlock {

    private Deadlock() {}

    static String describe(Collection<? extends Thread> threads) {
        long[] ids = threads.stream().mapToLong(Thread::getId).toArray();
        ThreadInfo[] all = ManagementFactory.getThreadMXBean().getThreadInfo(ids, true, true);
        StringBuilder text = new StringBuilder("Nothing goes on. A lock is held by a step that waits:\n");
        for (ThreadInfo info : all) {
            if (info != null && isAtWork(info)) {
                describe(info, text);
            }
        }
        return text.toString();
    }

    private static boolean isAtWork(ThreadInfo info) {
        return Arrays.stream(info.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("dev.scheduler")
                        && !frame.getClassName().equals(SimThread.class.getName()));
    }

    private static void describe(ThreadInfo info, StringBuilder text) {
        LockInfo wanted = info.getLockInfo();
        text.append(info.getThreadName()).append(' ').append(info.getThreadState());
        if (wanted != null) {
            text.append(" waits for ").append(wanted).append(" of ").append(info.getLockOwnerName());
        }
        for (MonitorInfo held : info.getLockedMonitors()) {
            text.append("\n    holds ").append(held).append(" since ").append(held.getLockedStackFrame());
        }
        for (LockInfo held : info.getLockedSynchronizers()) {
            text.append("\n    holds ").append(held);
        }
        String frames = Arrays.stream(info.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.scheduler"))
                .map(frame -> "\n    at " + frame)
                .collect(Collectors.joining());
        text.append(frames).append('\n');
    }
}
