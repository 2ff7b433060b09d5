package dev.scheduler.boot.discovery;

import dev.scheduler.Task;
import dev.scheduler.TaskContext;
import dev.scheduler.boot.autoconfigure.SchedulerAutoConfiguration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

/** An application with one task and a clock that stands a second before a minute until it is set. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(SchedulerAutoConfiguration.class)
@Import({WholeApp.Billing.class, WholeApp.Runs.class})
class WholeApp {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Bean
    Clock schedulerClock() {
        return new Clock();
    }

    /** A second to twelve until it is set. */
    static class Clock implements InstantSource {
        private volatile Instant now = NOON.minusSeconds(1);

        void set(Instant instant) {
            now = instant;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    static class Runs {
        private final BlockingQueue<String> runs = new LinkedBlockingQueue<>();

        void add(String run) {
            runs.add(run);
        }

        @Nullable
        String next(int seconds) throws InterruptedException {
            return runs.poll(seconds, TimeUnit.SECONDS);
        }
    }

    @Component("billing")
    static class Billing {
        private final Runs runs;

        Billing(Runs runs) {
            this.runs = runs;
        }

        @Task(every = "1 minute")
        void syncRecords(TaskContext context) {
            runs.add(context.task() + " at " + context.scheduledTime());
        }
    }
}
