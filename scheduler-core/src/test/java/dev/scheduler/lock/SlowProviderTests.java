package dev.scheduler.lock;

import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.execution.DefaultScheduler;
import dev.scheduler.execution.NodeId;
import dev.scheduler.schedule.Schedule;
import dev.scheduler.thread.HandThreads;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A node that is to start more than its lock provider can claim for it. */
class SlowProviderTests {

    private static final int TASKS = 200;
    private static final Duration SLOW = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration ANSWER = Duration.ofMillis(6);

    private final HandThreads threads = new HandThreads(NOON);
    private final ProviderLine line = new ProviderLine(threads);
    private final AtomicInteger bodies = new AtomicInteger();
    private int claimsWhileSlow;
    private int bodiesWhileSlow;

    @AfterEach
    void giveTheClockBack() {
        line.close();
    }

    /** After a time the provider is quick again, so that what is left can be done. */
    @Tag("S10")
    @Test
    void whatWasWonRunsAndTheProvidersCapacityIsUsed() {
        DefaultScheduler scheduler = scheduler();
        Schedule seconds = Schedule.parse("every second", ZoneOffset.UTC);
        TaskSettings oneServer = TaskSettings.builder().onOneServer(true).build();
        for (int i = 0; i < TASKS; i++) {
            scheduler.register(TaskDefinition.of("task-" + i, seconds, context -> bodies.incrementAndGet())
                    .withSettings(oneServer));
        }
        line.delay = ANSWER;
        scheduler.start();
        threads.advance(SLOW);

        int capacity = (int) SLOW.dividedBy(ANSWER);
        assertThat(claimsWhileSlow).isBetween(capacity * 95 / 100, capacity);
        assertThat(bodiesWhileSlow).isGreaterThan(claimsWhileSlow * 9 / 10);
        assertThat(bodies).as("what was won runs").hasValue(line.sent);
        scheduler.stop(Duration.ZERO);
    }

    private Optional<SimpleLock> ask(LockConfiguration configuration) {
        if (line.delay.equals(ANSWER) && threads.clock().instant().isAfter(NOON.plus(SLOW))) {
            line.delay = Duration.ZERO;
            claimsWhileSlow = line.sent;
            bodiesWhileSlow = bodies.get();
        }
        return line.lock(configuration);
    }

    private DefaultScheduler scheduler() {
        return DefaultScheduler.builder()
                .clock(threads.clock())
                .threads(threads)
                .random(new Random(1))
                .threads(TASKS)
                .node(new NodeId("one"))
                .claims(new OneServerClaims(this::ask, threads.clock(), threads, new Outage(threads)))
                .build();
    }
}
