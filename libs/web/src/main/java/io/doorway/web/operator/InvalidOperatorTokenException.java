package io.doorway.web.operator;

/** A token with a valid signature does not pass the checks: the cause of a failed authentication. The message says what is wrong. */
final class InvalidOperatorTokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String violation;

    InvalidOperatorTokenException(String violation) {
        super(violation);
        this.violation = violation;
    }

    String violation() {
        return violation;
    }
}
