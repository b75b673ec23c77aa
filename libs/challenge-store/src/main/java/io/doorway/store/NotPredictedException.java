package io.doorway.store;

/**
 * A request cannot be done in one step of the store as it was predicted. Nothing was committed, and nothing is refused: it is decided again
 * on what is stored.
 */
public final class NotPredictedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotPredictedException() {
        super("not as predicted", null, false, false);
    }
}
