package dev.scheduler.task;

import dev.scheduler.TaskContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a process's lines to its execution. On a thread of its own, as a thread that reads cannot be interrupted and the
 * task's must be.
 */
final class CommandOutput implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(CommandOutput.class);
    private static final int LAST_LINES = 5;
    private static final Duration STRAGGLERS = Duration.ofSeconds(1);

    private final BufferedReader lines;
    private final TaskContext context;
    private final Thread thread;
    private final Deque<String> last = new ArrayDeque<>(LAST_LINES);

    private CommandOutput(Process process, TaskContext context) {
        this.lines = process.inputReader(charset());
        this.context = context;
        this.thread = new Thread(this, "scheduler-output-" + context.task());
        thread.setDaemon(true);
    }

    static CommandOutput follow(Process process, TaskContext context) {
        CommandOutput output = new CommandOutput(process, context);
        output.thread.start();
        return output;
    }

    /**
     * Waits for the end of the output of a process that has ended. Not for ever: what it left behind in the background may
     * hold the output open.
     */
    void await() throws InterruptedException {
        thread.join(STRAGGLERS.toMillis());
    }

    List<String> lastLines() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    @Override
    public void run() {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
                context.output(line);
            }
        } catch (IOException e) {
            log.debug("The output of {} ended early: {}", context.task(), e.getMessage());
        }
    }

    private void keep(String line) {
        synchronized (last) {
            if (last.size() == LAST_LINES) {
                last.removeFirst();
            }
            last.addLast(line);
        }
    }

    /** What Unix programs write is UTF-8 nearly everywhere, even where the service's own locale says ASCII. */
    private static Charset charset() {
        String nativeEncoding = System.getProperty("native.encoding", "UTF-8");
        return nativeEncoding.startsWith("Cp") ? Charset.forName(nativeEncoding) : StandardCharsets.UTF_8;
    }
}
