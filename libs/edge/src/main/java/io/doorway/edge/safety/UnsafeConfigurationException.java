package io.doorway.edge.safety;

/** The configuration must not run in production. The message names every property that is wrong. */
public final class UnsafeConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsafeConfigurationException(String violations) {
        super("not safe for production: " + violations);
    }
}
