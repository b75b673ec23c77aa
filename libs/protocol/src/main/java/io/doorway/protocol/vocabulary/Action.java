package io.doorway.protocol.vocabulary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the person is asked to approve.
 *
 * @param type a registered type such as {@code login} or {@code payment}
 * @param message the text of the relying party, at most 100 characters, or null
 * @param details the fields of the action in the order in which they are shown, such as amount and payee (RFC 9396); empty if there are none
 */
public record Action(String type, @Nullable String message, List<Detail> details) {

    /** The maximum length of a message, in UTF-16 units. */
    public static final int MAX_MESSAGE = 100;

    public Action {
        if (type.isBlank()) {
            throw new IllegalArgumentException("an action has a type");
        }
        if (message != null && message.length() > MAX_MESSAGE) {
            throw new IllegalArgumentException("an action message has at most " + MAX_MESSAGE + " characters");
        }
        details = List.copyOf(details);
    }

    /** An action without fields. */
    public Action(String type, @Nullable String message) {
        this(type, message, List.of());
    }

    /**
     * A field of an action.
     *
     * @param name the name of the field in the relying party's request
     * @param label the registered label, shown to the person
     * @param value the text that the person reads and signs
     */
    public record Detail(String name, String label, String value) {}
}
