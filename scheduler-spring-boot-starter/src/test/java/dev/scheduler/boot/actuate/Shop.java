package dev.scheduler.boot.actuate;

import dev.scheduler.Backoff;
import dev.scheduler.Missed;
import dev.scheduler.Overlap;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.execution.DefaultScheduler;
import dev.scheduler.execution.NodeId;
import dev.scheduler.lock.Outage;
import dev.scheduler.lock.OverlapLocks;
import dev.scheduler.schedule.TimingAttribute;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static dev.scheduler.boot.actuate.Definitions.delayed;
import static dev.scheduler.boot.actuate.Definitions.disabled;
import static dev.scheduler.boot.actuate.Definitions.full;
import static dev.scheduler.boot.actuate.Definitions.task;

/** An application with a task of each kind, at a quarter past ten on the day before Europe's clocks change. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableScheduling
class Shop {

    static final String NOW = "2026-03-28T10:15:30Z";

    static final TaskSettings SETTINGS = TaskSettings.builder()
            .description("Writes the invoices of the month")
            .onOneServer(true)
            .withoutOverlapping(true)
            .overlap(Overlap.QUEUE)
            .lease(Duration.ofSeconds(30))
            .timeout(Duration.ofMinutes(10))
            .maxTries(3)
            .backoff(new Backoff(Duration.ofSeconds(10), 2, Duration.ofMinutes(5)))
            .deadline(Duration.ofHours(1))
            .jitter(Duration.ofSeconds(5))
            .grace(Duration.ofMinutes(2))
            .missed(Missed.ALL)
            .missedWithin(Duration.ofHours(3))
            .maxMissed(5)
            .profiles("!test")
            .when("@calendar.open")
            .skip("@calendar.holiday")
            .evenWhenPaused(true)
            .build();

    @Bean
    SettableClock schedulerClock() {
        return new SettableClock(NOW);
    }

    @Bean
    CountDownLatch importMayEnd() {
        return new CountDownLatch(1);
    }

    @Bean
    TestLocks locks() {
        return new TestLocks();
    }

    @Bean(destroyMethod = "")
    DefaultScheduler shopScheduler(SettableClock clock, TestLocks locks, CountDownLatch importMayEnd) {
        DefaultScheduler scheduler = DefaultScheduler.builder()
                .clock(clock)
                .locks(OverlapLocks.start(locks, Threads.system(), new Outage()))
                .node(new NodeId("shop-1"))
                .build();
        definitions(importMayEnd).forEach(scheduler::register);
        return scheduler;
    }

    private static List<TaskDefinition> definitions(CountDownLatch importMayEnd) {
        Map<TimingAttribute, String> endOfMonth = Map.of(
                TimingAttribute.EVERY, "month",
                TimingAttribute.ON, "last day",
                TimingAttribute.AT, "18:00",
                TimingAttribute.ZONE, "Europe/Paris");
        return List.of(
                full("billing.send-invoices", "billing", SETTINGS, endOfMonth, context -> {}),
                task("billing.sync-records", "every 5 minutes", context -> context.output("3 records")),
                task("billing.write-off", null, context -> {}),
                task("carts.clean", "every 45 minutes", context -> {}),
                task("carts.report", "every 3 weeks", context -> {}),
                disabled("carts.old", "every hour"),
                delayed("outbox", "10 seconds"),
                task("payments", "every 5 minutes", context -> {
                    throw new IllegalStateException("no card: none given");
                }),
                task("stock.import", "daily at 02:30", context -> importMayEnd.await()));
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> opening(@Qualifier("shopScheduler") DefaultScheduler scheduler) {
        return ready -> scheduler.start();
    }

    @Bean
    SpringsOwn springsOwn() {
        return new SpringsOwn();
    }

    /** A task that is none of ours. */
    static class SpringsOwn {

        @Scheduled(cron = "0 0 4 * * *")
        void atFour() {}

        @Scheduled(fixedDelay = 3_600_000, initialDelay = 1_800_000)
        void everyHour() {}
    }
}
