package io.doorway.login.database;

import io.doorway.store.StoreUnavailableException;

/**
 * PostgreSQL rejects a statement with these values, and would reject it every time. A caller over HTTP is refused as for any failure of
 * a store; a consumer of events does not repeat the statement.
 */
public final class StatementRejectedException extends StoreUnavailableException {

    private static final long serialVersionUID = 1L;

    StatementRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
