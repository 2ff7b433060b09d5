package dev.scheduler.boot.discovery;

import dev.scheduler.TaskContext;
import dev.scheduler.Trigger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The context of a run that a test starts by itself. */
public record RunContext(String task) implements TaskContext {

    static final Instant SCHEDULED_TIME = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public String executionId() {
        return "1";
    }

    @Override
    public Instant scheduledTime() {
        return SCHEDULED_TIME;
    }

    @Override
    public Trigger trigger() {
        return Trigger.MANUAL;
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public String node() {
        return "test";
    }

    @Override
    public @Nullable Instant lastSuccess() {
        return null;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void output(String line) {}
}
