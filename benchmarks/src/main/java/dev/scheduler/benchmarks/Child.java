package dev.scheduler.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One measurement in a JVM of its own, so that contestants cannot disturb each other. */
final class Child {

    private static final String MARK = "RESULT ";

    private Child() {}

    /** Starts a class's main method and returns the line that it gave to {@link #report}. */
    static String run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms1g",
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String result = null;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                result = line.startsWith(MARK) ? line.substring(MARK.length()) : result;
            }
        }
        if (process.waitFor() != 0 || result == null) {
            throw new IllegalStateException(command + " gave no result");
        }
        return result;
    }

    static void report(String line) {
        System.out.println(MARK + line);
    }

    /** The heap in use once garbage is gone. */
    static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
