package io.doorway.session.provider.client;

import io.doorway.protocol.vocabulary.ClientId;
import java.util.List;
import java.util.stream.Collectors;

/** The registrations of clients have mistakes. */
public final class InvalidClientsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    /** A mistake of a whole file. */
    InvalidClientsException(String mistake) {
        this(List.of(Mistake.ofFile(mistake)));
    }

    InvalidClientsException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("; ")));
        this.mistakes = List.copyOf(mistakes);
    }

    static InvalidClientsException of(ClientId client, String property, String error) {
        return of(client.value(), property, error);
    }

    /** For an entry whose {@code client_id} may be invalid. */
    static InvalidClientsException of(String client, String property, String error) {
        return new InvalidClientsException(List.of(new Mistake(client, property, error)));
    }

    /** Every mistake, in the order in which the properties are validated. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
