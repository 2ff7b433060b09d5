package dev.scheduler.task;

import java.util.List;

/** A shell command ended with an exit code other than 0. The message has the code and the last lines that it printed. */
public final class CommandFailedException extends Exception {

    private final int exitCode;

    CommandFailedException(String command, int exitCode, List<String> lastLines) {
        super("\"" + command + "\" exited with code " + exitCode
                + (lastLines.isEmpty() ? "" : ": " + String.join(System.lineSeparator(), lastLines)));
        this.exitCode = exitCode;
    }

    /** The code. */
    public int exitCode() {
        return exitCode;
    }
}
