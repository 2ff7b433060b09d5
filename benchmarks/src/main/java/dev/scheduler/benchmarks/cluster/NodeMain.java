package dev.scheduler.benchmarks.cluster;

import java.io.IOException;

/** A node of the cluster, in a JVM of its own; ends with the JVM that started it. */
final class NodeMain {

    static final String READY = "NODE IS READY";

    private NodeMain() {}

    public static void main(String[] arguments) throws IOException {
        Logs.onlyWarnings();
        NodeSettings settings = NodeSettings.of(arguments);
        Contestant.named(settings.contestant()).start(settings, new Ledger(settings));
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // Nothing is said here: the end of the stream is the end of the other JVM.
        }
        Runtime.getRuntime().halt(0);
    }
}
