package io.doorway.protocol.vocabulary;

import org.jspecify.annotations.Nullable;

/**
 * What the person is asked to approve.
 *
 * @param type a registered type such as {@code login} or {@code payment}
 * @param message the text of the relying party, at most 100 characters, or null
 */
public record Action(String type, @Nullable String message) {

    /** The maximum length of a message, in UTF-16 units. */
    public static final int MAX_MESSAGE = 100;

    public Action {
        if (type.isBlank()) {
            throw new IllegalArgumentException("an action has a type");
        }
        if (message != null && message.length() > MAX_MESSAGE) {
            throw new IllegalArgumentException("an action message has at most " + MAX_MESSAGE + " characters");
        }
    }
}
