package io.doorway.store.redis.connection;

/** There is no connection to a server, or it was lost before the answer. Whether the server has executed the request is not known. */
final class NoConnectionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoConnectionException(String message) {
        super(message, null, false, false);
    }
}
