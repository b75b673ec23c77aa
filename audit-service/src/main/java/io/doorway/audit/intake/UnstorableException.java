package io.doorway.audit.intake;

/** PostgreSQL refuses a record of the batch for what it says, and would refuse it each time. */
final class UnstorableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param sqlState PostgreSQL's code for the refusal */
    UnstorableException(String sqlState) {
        super("SQLSTATE " + sqlState, null, false, false);
    }
}
