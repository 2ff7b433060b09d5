package dev.scheduler.benchmarks;

import dev.scheduler.Scheduler;
import dev.scheduler.Task;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * What a thousand task methods add to the start of an application, in time until it is ready and in heap, beside a thousand
 * {@code @Scheduled} methods. The median of several starts, each in a JVM of its own, the contestants taking turns.
 */
final class StartupBenchmark {

    private static final String[] CONTESTANTS = {"scheduled", "tasks"};
    private static final int[] METHODS = {0, 1_000};

    private StartupBenchmark() {}

    /** The first option is the number of starts of each kind; default 7. */
    static void run(String[] options) throws Exception {
        int starts = options.length > 0 ? Integer.parseInt(options[0]) : 7;
        double[][] millis = new double[4][starts];
        double[][] heap = new double[4][starts];
        for (int start = 0; start < starts; start++) {
            for (int kind = 0; kind < 4; kind++) {
                String[] measured = Child.run(One.class, CONTESTANTS[kind % 2], String.valueOf(METHODS[kind / 2]))
                        .split(",", 2);
                millis[kind][start] = Double.parseDouble(measured[0]);
                heap[kind][start] = Double.parseDouble(measured[1]);
            }
        }
        System.out.println("contestant,methods,ready_ms,heap_KiB");
        for (int kind = 0; kind < 4; kind++) {
            System.out.printf(
                    Locale.ROOT,
                    "%s,%d,%.0f,%.0f%n",
                    CONTESTANTS[kind % 2],
                    METHODS[kind / 2],
                    median(millis[kind]),
                    median(heap[kind]));
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** One start. */
    static final class One {

        private One() {}

        public static void main(String[] arguments) {
            boolean ours = arguments[0].equals("tasks");
            int beans = Integer.parseInt(arguments[1]) / 10;
            Class<?> bean = ours ? TenTasks.class : TenScheduled.class;
            long begin = System.nanoTime();
            ConfigurableApplicationContext context = new SpringApplicationBuilder(
                            ours ? Application.class : SchedulingApplication.class)
                    .properties(Map.of(
                            "spring.main.banner-mode",
                            "off",
                            "logging.level.root",
                            "warn",
                            "scheduler.zone",
                            "UTC",
                            // The libraries of the cluster's benchmark would want a database.
                            "spring.autoconfigure.exclude",
                            DataSourceAutoConfiguration.class.getName()))
                    .initializers(initialized -> {
                        for (int i = 0; i < beans; i++) {
                            ((GenericApplicationContext) initialized)
                                    .registerBeanDefinition("bean" + i, new RootBeanDefinition(bean));
                        }
                    })
                    .run(ours ? new String[0] : new String[] {"--scheduler.enabled=false"});
            double millis = (System.nanoTime() - begin) / 1e6;
            require(!ours || context.getBean(Scheduler.class).tasks().size() == beans * 10, "every task is registered");
            Child.report(String.format(Locale.ROOT, "%.1f,%.1f", millis, Child.usedHeap() / 1024.0));
            System.exit(0);
        }

        private static void require(boolean condition, String what) {
            if (!condition) {
                throw new IllegalStateException("Not so: " + what);
            }
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @SpringBootConfiguration
    @EnableAutoConfiguration(
            excludeName = {
                "dev.scheduler.boot.autoconfigure.ClusterAutoConfiguration",
                "dev.scheduler.boot.autoconfigure.ClusterWorkAutoConfiguration",
                "dev.scheduler.boot.autoconfigure.JdbcStoreAutoConfiguration",
                "dev.scheduler.boot.autoconfigure.LockAutoConfiguration",
                "dev.scheduler.boot.autoconfigure.RedisLockAutoConfiguration",
                "dev.scheduler.boot.autoconfigure.SchedulerAutoConfiguration"
            })
    static class SchedulingApplication {}

    /** Ten tasks of ours. */
    static class TenTasks {
        @Task(cron = "0 0 4 * * *")
        public void one() {}

        @Task(cron = "0 0 4 * * *")
        public void two() {}

        @Task(cron = "0 0 4 * * *")
        public void three() {}

        @Task(cron = "0 0 4 * * *")
        public void four() {}

        @Task(cron = "0 0 4 * * *")
        public void five() {}

        @Task(cron = "0 0 4 * * *")
        public void six() {}

        @Task(cron = "0 0 4 * * *")
        public void seven() {}

        @Task(cron = "0 0 4 * * *")
        public void eight() {}

        @Task(cron = "0 0 4 * * *")
        public void nine() {}

        @Task(cron = "0 0 4 * * *")
        public void ten() {}
    }

    /** Ten of Spring's. */
    static class TenScheduled {
        @Scheduled(cron = "0 0 4 * * *", zone = "UTC")
        public void one() {}

        @Scheduled(cron = "0 0 4 * * *", zone = "UTC")
        public void two() {}

        @Scheduled(cron = "0 0 4 * * *", zone = "UTC")
        public void three() {}

        @Scheduled(cron = "0 0 4 * * *", zone = "UTC")
        public void four() {}

        @Scheduled(cron = "0 0 4 * * *", zone = "UTC")
        public void five() {}

        @Scheduled(cron = "0 0 4 * * *", zone = "UTC")
        public void six() {}

        @Scheduled(cron = "0 0 4 * * *", zone = "UTC")
        public void seven() {}

        @Scheduled(cron = "0 0 4 * * *", zone = "UTC")
        public void eight() {}

        @Scheduled(cron = "0 0 4 * * *", zone = "UTC")
        public void nine() {}

        @Scheduled(cron = "0 0 4 * * *", zone = "UTC")
        public void ten() {}
    }
}
