package dev.scheduler.task;

import dev.scheduler.TaskContext;
import dev.scheduler.Trigger;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** The context of execution 42 of a task called backup, which keeps the lines that it is given. */
final class TestContext implements TaskContext {

    final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public String task() {
        return "backup";
    }

    @Override
    public String executionId() {
        return "42";
    }

    @Override
    public Instant scheduledTime() {
        return Instant.parse("2026-01-05T00:00:00Z");
    }

    @Override
    public Trigger trigger() {
        return Trigger.SCHEDULE;
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public String node() {
        return "here";
    }

    @Override
    public @Nullable Instant lastSuccess() {
        return null;
    }

    @Override
    public boolean isCancelled() {
        return Thread.currentThread().isInterrupted();
    }

    @Override
    public void output(String line) {
        lines.add(line);
    }
}
