package dev.scheduler.benchmarks;

import dev.scheduler.benchmarks.cluster.ClusterBenchmark;
import dev.scheduler.benchmarks.cluster.ClusterKill;
import java.util.Arrays;

/** {@code java -jar benchmarks/target/benchmarks.jar schedules|engine|startup|cluster|cluster-kill [options]}. */
public final class Benchmarks {

    private Benchmarks() {}

    /** Runs the benchmark that the first argument names. */
    public static void main(String[] arguments) throws Exception {
        String which = arguments.length == 0 ? "" : arguments[0];
        String[] options = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (which) {
            case "schedules" -> org.openjdk.jmh.Main.main(options);
            case "engine" -> EngineBenchmark.run(options);
            case "startup" -> StartupBenchmark.run(options);
            case "cluster" -> ClusterBenchmark.run(options);
            case "cluster-kill" -> ClusterKill.run(options);
            default -> {
                System.err.println(
                        "Usage: java -jar benchmarks.jar schedules|engine|startup|cluster|cluster-kill [options]");
                System.exit(2);
            }
        }
    }
}
