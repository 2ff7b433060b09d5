package dev.scheduler.boot.actuate;

/** The endpoint is read only, as it is by default: whoever may look at tasks is not thereby allowed to run them. */
final class WritesOffException extends RuntimeException {

    WritesOffException() {
        super("Tasks can be looked at here but not changed; scheduler.management.writes=true allows it.");
    }
}
