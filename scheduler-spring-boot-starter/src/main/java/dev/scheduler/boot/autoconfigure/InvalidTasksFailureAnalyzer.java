package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.InvalidTasksException;
import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports all faults of a start at once, one on each line; then what is odd besides. */
final class InvalidTasksFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTasksException> {

    private static final String BLANK_LINE = System.lineSeparator().repeat(2);

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidTasksException cause) {
        List<String> faults = cause.faults();
        StringBuilder text = new StringBuilder(
                faults.size() == 1
                        ? "A task cannot be run as it is defined:"
                        : "Tasks cannot be run as they are defined (" + faults.size() + " faults):");
        for (int i = 0; i < faults.size(); i++) {
            text.append(BLANK_LINE).append("  ").append(i + 1).append(". ").append(faults.get(i));
        }
        for (String warning : cause.warnings()) {
            text.append(BLANK_LINE).append("  Probably not meant: ").append(warning);
        }
        String action =
                faults.size() == 1 ? "Correct it; nothing was started." : "Correct all of them; nothing was started.";
        return new FailureAnalysis(text.toString(), action, cause);
    }
}
