package dev.scheduler.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The line from a scenario to its node. When it breaks, the scenario is gone, and the node goes as well. */
final class Console {

    /** Asks for the names of all threads. */
    static final String THREADS = "THREADS";

    /** Has something done by hand, and begins the line that says what came of it. */
    static final String ORDER = "ORDER";

    private final CompletableFuture<Hands> hands = new CompletableFuture<>();

    private Console() {}

    static Console listen() {
        Console console = new Console();
        Thread thread = new Thread(console::read, "console");
        thread.setDaemon(true);
        thread.start();
        return console;
    }

    /** From now on what is asked for by hand is done; what was asked for before waits for it. */
    void serve(Hands servant) {
        hands.complete(servant);
    }

    private void read() {
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

    private void answer(String question) {
        if (question.equals(THREADS)) {
            System.out.println(THREADS + " "
                    + Thread.getAllStackTraces().keySet().stream()
                            .map(Thread::getName)
                            .sorted()
                            .collect(Collectors.joining(",")));
        } else if (question.startsWith(ORDER)) {
            System.out.println(ORDER + " " + hands.join().obey(question.substring(ORDER.length() + 1)));
        }
    }
}
