package dev.scheduler.cluster;

import java.util.List;

/** Something was started twice, or not at all and nobody knows why. */
final class UnbalancedError extends AssertionError {

    private static final long serialVersionUID = 1L;

    UnbalancedError(String line, List<String> faults) {
        super(line + "\n" + String.join("\n", faults));
    }
}
