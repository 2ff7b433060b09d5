package dev.scheduler;

/** The store that the nodes share could not be asked just now. What goes on is not affected; try again later. */
public class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The store did not answer, for a reason. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
