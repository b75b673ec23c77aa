package io.doorway.local;

/** The local platform cannot do what was asked; the message is the one line that the person at the terminal reads. */
public final class LocalPlatformException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LocalPlatformException(String message) {
        super(message);
    }

    public LocalPlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
