package dev.scheduler.benchmarks.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process of a node. */
final class Node {

    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx256m");
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

    private final Process process;
    private final Path log;

    private Node(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Node start(NodeSettings settings, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-Dcluster.threads=" + NodeSettings.THREADS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), NodeMain.class.getName()));
        command.addAll(settings.toArguments());
        return new Node(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start(),
                log);
    }

    void awaitReady() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!lines().contains(NodeMain.READY)) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new IllegalStateException("A node did not start, see " + log);
            }
            Thread.sleep(50);
        }
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(log, StandardCharsets.UTF_8);
    }

    /** How many warnings and errors it logged. */
    long complaints() throws IOException {
        return lines().stream()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .count();
    }

    double cpuSeconds() {
        return ProcessorTime.of(process.pid());
    }

    /** As {@code kill -9} does; returns when the process is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }
}
