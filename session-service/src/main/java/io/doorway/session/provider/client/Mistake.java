package io.doorway.session.provider.client;

/**
 * One mistake in the registration of a client. It never has the value of a property, which may be a secret.
 *
 * @param client the {@code client_id} as it was sent, which may be invalid; its number in the file, such as {@code #2}, if it has none; empty
 *     for a mistake of a whole file
 * @param property the property, in the spelling of RFC 7591; empty for a mistake of a whole file
 * @param error what is expected in its place
 */
public record Mistake(String client, String property, String error) {

    /** A mistake of a whole file. */
    static Mistake ofFile(String error) {
        return new Mistake("", "", error);
    }

    /** The mistake without its client, for an answer to the client itself. */
    public String ofProperty() {
        return property.isEmpty() ? error : property + ": " + error;
    }

    @Override
    public String toString() {
        return client.isEmpty() ? error : "client '" + client + "': " + ofProperty();
    }
}
