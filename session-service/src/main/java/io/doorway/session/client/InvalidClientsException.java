package io.doorway.session.client;

/** The clients' file has a mistake. The message is one line that names the client and the property, and no value of it. */
public final class InvalidClientsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidClientsException(String message) {
        super(message);
    }

    static InvalidClientsException of(String client, String property, String mistake) {
        return new InvalidClientsException("client '" + client + "': " + property + ": " + mistake);
    }
}
