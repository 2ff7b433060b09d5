package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.boot.jdbc.Claims;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A node whose engine does nothing but remember. */
final class TestNode implements LocalNode {

    static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final AtomicInteger IDS = new AtomicInteger();

    final List<TaskDefinition> tasks = new ArrayList<>();
    final List<Execution> caughtUp = new ArrayList<>();
    boolean cutOff;
    Runnable meanwhile = () -> {};
    List<String> paused = List.of();
    final Claims claims;
    final Accountant accountant;
    private final String id;

    @Nullable
    Instant openSince;

    TestNode(String id, SharedDatabase shared, InstantSource clock) {
        this.id = id;
        this.openSince = clock.instant();
        this.claims = new Claims(shared.database);
        this.accountant = new Accountant(this, shared.marks, claims, clock, PATIENCE, time -> cutOff);
    }

    TestNode with(String task, String schedule, TaskSettings settings) {
        tasks.removeIf(known -> known.name().equals(task));
        tasks.add(TaskDefinition.of(task, Schedule.parse(schedule, ZoneOffset.UTC), context -> {})
                .withSettings(settings));
        return this;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<TaskDefinition> tasks() {
        return tasks;
    }

    @Override
    public @Nullable Instant openSince() {
        return openSince;
    }

    @Override
    public String newExecutionId() {
        meanwhile.run();
        return "execution" + IDS.incrementAndGet();
    }

    @Override
    public void recordWhatLasts() {}

    @Override
    public void paused(Collection<String> names) {
        paused = List.copyOf(names);
    }

    @Override
    public void catchUp(Execution claimed) {
        caughtUp.add(claimed);
    }
}
