package io.doorway.local;

/** An expected failure of the local platform. The command line prints its message as one line. */
public final class LocalPlatformException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LocalPlatformException(String message) {
        super(message);
    }

    public LocalPlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
