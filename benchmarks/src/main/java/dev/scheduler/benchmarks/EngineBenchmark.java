package dev.scheduler.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Many tasks with empty bodies that fire ten thousand times a second in all: how late, how many missed, at what cost in
 * processor time and memory. One CSV line for each contestant and size, the contestants taking turns.
 */
final class EngineBenchmark {

    private static final String[] CONTESTANTS = {"spring", "ours", "floor"};
    private static final int[] SIZES = {100, 10_000, 100_000};

    /** Long enough for the compiler to be done: what is measured is the scheduler, not its compilation. */
    private static final int WARM_UP_SECONDS = 15;

    private EngineBenchmark() {}

    /** Without arguments runs everything; {@code rounds seconds} sets how often and how long. */
    static void run(String[] options) throws Exception {
        int rounds = options.length > 0 ? Integer.parseInt(options[0]) : 1;
        String seconds = options.length > 1 ? options[1] : "20";
        System.out.println("contestant,tasks,fires,missed,p50_ms,p99_ms,max_ms,cpu_s,heap_per_task_bytes,register_ms");
        for (int round = 0; round < rounds; round++) {
            for (int size : SIZES) {
                for (String contestant : CONTESTANTS) {
                    System.out.println(Child.run(One.class, contestant, String.valueOf(size), seconds));
                }
            }
        }
    }

    /** One measurement. */
    static final class One {

        private One() {}

        public static void main(String[] arguments) throws InterruptedException {
            Contestant contestant = Contestant.named(arguments[0]);
            int tasks = Integer.parseInt(arguments[1]);
            int seconds = Integer.parseInt(arguments[2]);
            int fires = Load.FIRES_A_SECOND * seconds;
            long from = (System.currentTimeMillis() / 1_000 + WARM_UP_SECONDS + 5) * 1_000;
            int most = Load.FIRES_A_SECOND * (WARM_UP_SECONDS + seconds + 15);
            Lateness lateness = new Lateness(most, from, from + seconds * 1_000L);

            contestant.define(tasks, Load.of(tasks), lateness);
            long heapBefore = Child.usedHeap();
            long registering = System.nanoTime();
            contestant.register();
            double registered = (System.nanoTime() - registering) / 1e6;
            long heap = Child.usedHeap() - heapBefore;
            contestant.start();

            cpuNanos(); // the first call loads classes
            Thread.sleep(from - System.currentTimeMillis() - 100);
            long cpu = cpuNanos();
            Thread.sleep(seconds * 1_000L);
            double cpuSeconds = (cpuNanos() - cpu) / 1e9;
            Thread.sleep(3_000);
            contestant.stop();
            long[] late = lateness.sorted();
            Child.report(String.format(
                    Locale.ROOT,
                    "%s,%d,%d,%d,%.2f,%.2f,%.2f,%.2f,%d,%.0f",
                    arguments[0],
                    tasks,
                    late.length,
                    fires - late.length,
                    Lateness.quantile(late, 0.5),
                    Lateness.quantile(late, 0.99),
                    Lateness.quantile(late, 1),
                    cpuSeconds,
                    heap / tasks,
                    registered));
            System.exit(0);
        }

        private static long cpuNanos() {
            return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        }
    }
}
