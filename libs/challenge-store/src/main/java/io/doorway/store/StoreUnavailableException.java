package io.doorway.store;

/** Redis or Kafka did not do what was asked, or did not say so in time. To the asker this is a refusal to be tried again. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreUnavailableException(String message) {
        super(message);
    }
}
