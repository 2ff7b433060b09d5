package dev.scheduler.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One process of the cluster, and the ways to trouble it. */
final class Node implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(40);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Set<Process> LIVING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> LIVING.forEach(Process::destroyForcibly)));
    }

    private final String name;
    private final Proxy line;
    private final ShiftedClock clock;
    private final NodeLog log;
    private final Process process;
    private @Nullable Instant gone;

    private Node(String name, Proxy line, ShiftedClock clock, NodeLog log, Process process) {
        this.name = name;
        this.line = line;
        this.clock = clock;
        this.log = log;
        this.process = process;
    }

    /** Starts a process and does not wait for it. */
    static Node start(String name, Proxy line, Path clock, Path output, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx160m",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterApplication.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        try {
            Process process = builder.start();
            LIVING.add(process);
            return new Node(name, line, new ShiftedClock(clock), new NodeLog(output), process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    Proxy line() {
        return line;
    }

    NodeLog log() {
        return log;
    }

    /** When it was killed or had ended; null as long as it lives. */
    @Nullable
    Instant gone() {
        return gone;
    }

    /** Whether it is the node of that row; nodes have their process in their id. */
    boolean ran(Row row) {
        return hasId(row.node());
    }

    /** Whether it gave itself that id. */
    boolean hasId(String id) {
        return id.contains("-" + process.pid() + "-");
    }

    Node awaitReady() {
        Await.until(
                () -> name + " is not ready: " + log.lines(),
                START,
                () -> !process.isAlive() || log.lines().contains(ClusterApplication.READY));
        if (!process.isAlive()) {
            throw new AssertionError(name + " ended: " + String.join("\n", log.lines()));
        }
        return this;
    }

    /** From now on its clock is ahead by this, or behind where it is negative. */
    void shiftClock(Duration by) {
        clock.shift(by);
    }

    /** Kills it without a word. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to end in good order, and does not wait for that. */
    void terminate() {
        // Not by its Process, which would close its console as well.
        signal("TERM");
    }

    /** Ends it in good order. */
    void stop() {
        terminate();
        awaitEnd();
    }

    void awaitEnd() {
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(name + " does not end: " + String.join("\n", log.lines()));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        LIVING.remove(process);
        if (gone == null) {
            gone = Instant.now();
        }
    }

    /** Stops its time. */
    void freeze() {
        signal("STOP");
    }

    /** Lets it go on. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            int code = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + signal + " of " + name + " failed with " + code);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The scheduler's own threads, without those of pools, which come and go. */
    Set<String> threads() {
        return Arrays.stream(ask(Console.THREADS, "").split("[ ,]"))
                .filter(thread -> thread.startsWith("scheduler-"))
                .filter(thread -> !Character.isDigit(thread.charAt(thread.length() - 1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Has something done by hand there, which may be refused, and returns what it says of it. */
    String tryOrder(String order) {
        return ask(Console.ORDER, " " + order).substring(Console.ORDER.length() + 1);
    }

    /** Has something done by hand there, and returns what came of it. */
    String order(String order) {
        String answer = tryOrder(order);
        if (!answer.startsWith(Hands.DONE)) {
            throw new AssertionError(name + " was to " + order + ", and says: " + answer);
        }
        return answer.substring(Hands.DONE.length());
    }

    private synchronized String ask(String what, String detail) {
        int before = answers(what).size();
        try {
            process.getOutputStream().write((what + detail + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until(() -> name + " does not answer", ANSWER, () -> answers(what).size() > before);
        List<String> answers = answers(what);
        return answers.get(answers.size() - 1);
    }

    private List<String> answers(String what) {
        return log.lines().stream().filter(line -> line.startsWith(what)).toList();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
        line.close();
    }
}
