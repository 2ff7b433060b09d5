package dev.scheduler.boot.cluster.sim;

import org.jspecify.annotations.Nullable;

/** A simulation could not be played to its end. */
final class SimulationFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SimulationFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
