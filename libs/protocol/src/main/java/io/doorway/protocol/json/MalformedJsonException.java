package io.doorway.protocol.json;

/** A text is not JSON of the expected type. The message does not contain the text, because it may contain secrets. */
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message, Throwable cause) {
        super(message + ": " + cause.getClass().getSimpleName());
    }
}
