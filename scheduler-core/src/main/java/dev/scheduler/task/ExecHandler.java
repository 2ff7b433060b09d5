package dev.scheduler.task;

import dev.scheduler.TaskContext;
import dev.scheduler.TaskHandler;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * A body that is a shell command: {@code sh -c} it, or {@code cmd /c} on Windows. What it prints is the execution's
 * output; an exit code other than 0 is a failure. When the task is cancelled or times out, the command is ended with
 * everything it has started. It finds {@code SCHEDULER_TASK}, {@code SCHEDULER_EXECUTION_ID} and
 * {@code SCHEDULER_SCHEDULED_TIME} (ISO 8601) in its environment and nothing on its standard input.
 */
public final class ExecHandler implements TaskHandler {

    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private final String command;

    /** The body that runs a command line, as the shell reads it. */
    public ExecHandler(String command) {
        this.command = command;
    }

    @Override
    public void run(TaskContext context) throws IOException, InterruptedException, CommandFailedException {
        Process process = start(context);
        CommandOutput output = CommandOutput.follow(process, context);
        try {
            process.getOutputStream().close();
            int code = process.waitFor();
            output.await();
            if (code != 0) {
                throw new CommandFailedException(command, code, output.lastLines());
            }
        } finally {
            ProcessTree.end(process);
        }
    }

    private Process start(TaskContext context) throws IOException {
        List<String> words = WINDOWS ? List.of("cmd", "/c", command) : List.of("sh", "-c", command);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("SCHEDULER_TASK", context.task());
        builder.environment().put("SCHEDULER_EXECUTION_ID", context.executionId());
        builder.environment()
                .put("SCHEDULER_SCHEDULED_TIME", context.scheduledTime().toString());
        return builder.start();
    }

    @Override
    public String toString() {
        return command;
    }
}
