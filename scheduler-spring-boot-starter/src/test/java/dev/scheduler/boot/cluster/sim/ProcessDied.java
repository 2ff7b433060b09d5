package dev.scheduler.boot.cluster.sim;

/** Ends whatever a process was doing when it was killed. It has no effect any more, wherever it is caught. */
final class ProcessDied extends Error {

    private static final long serialVersionUID = 1L;

    ProcessDied(String process) {
        super(process + " was killed", null, false, false);
    }
}
