package io.doorway.protocol.json;

/** Text that should have been ours is not. Its content is not repeated, for it may hold secrets. */
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedJsonException(String what, Throwable cause) {
        super(what + ": " + cause.getClass().getSimpleName());
    }
}
