package dev.scheduler.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The line from a scenario to its node. When it breaks, the scenario is gone, and the node goes as well. */
final class Console {

    /** Asks for the names of all threads. */
    static final String THREADS = "THREADS";

    private Console() {}

    static void listen() {
        Thread thread = new Thread(Console::read, "console");
        thread.setDaemon(true);
        thread.start();
    }

    private static void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                answer(line);
                line = lines.readLine();
            }
        } catch (IOException broken) {
            System.out.println("The line to the scenario broke: " + broken.getMessage());
        }
        Runtime.getRuntime().halt(1);
    }

    private static void answer(String question) {
        if (question.equals(THREADS)) {
            System.out.println(THREADS + " "
                    + Thread.getAllStackTraces().keySet().stream()
                            .map(Thread::getName)
                            .sorted()
                            .collect(Collectors.joining(",")));
        }
    }
}
