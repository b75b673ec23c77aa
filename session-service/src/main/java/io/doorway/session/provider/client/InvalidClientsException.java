package io.doorway.session.provider.client;

import io.doorway.protocol.vocabulary.ClientId;
import java.util.List;

/**
 * The registrations of clients have mistakes. Each is one line that names the client and the property, without its value, which may be a
 * secret.
 */
final class InvalidClientsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    InvalidClientsException(String mistake) {
        this(List.of(mistake));
    }

    InvalidClientsException(List<String> mistakes) {
        super(String.join("; ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    static InvalidClientsException of(ClientId client, String property, String error) {
        return of(client.value(), property, error);
    }

    /** For an entry whose {@code client_id} may be invalid. */
    static InvalidClientsException of(String client, String property, String error) {
        return new InvalidClientsException("client '" + client + "': " + property + ": " + error);
    }

    List<String> mistakes() {
        return mistakes;
    }
}
