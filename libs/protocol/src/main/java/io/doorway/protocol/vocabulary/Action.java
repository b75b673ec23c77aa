package io.doorway.protocol.vocabulary;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the person is asked to approve.
 *
 * @param type a registered type such as {@code login} or {@code payment}
 * @param message the text of the relying party, at most 100 characters, or null
 * @param details the fields of the action in the order in which they are shown, such as amount and payee (RFC 9396); empty if there are none
 */
public record Action(String type, @Nullable String message, List<Detail> details) {

    /** The names of fields that events contain. */
    public static final Set<String> PUBLISHED = Set.of("amount", "currency", "payee", "payee_account");

    /** The maximum length of a message, in code points. */
    public static final int MAX_MESSAGE = 100;

    public Action {
        if (type.isBlank()) {
            throw new IllegalArgumentException("an action has a type");
        }
        if (message != null && message.codePointCount(0, message.length()) > MAX_MESSAGE) {
            throw new IllegalArgumentException("an action message has at most " + MAX_MESSAGE + " characters");
        }
        details = List.copyOf(details);
    }

    /**
     * The values of the fields that events and activity lists contain, by name: what the action is about, as far as a field has one of the
     * {@linkplain #PUBLISHED standard names}. A free text such as a reference stays out of them. Null if there are none.
     */
    public @Nullable Map<String, String> publishedDetails() {
        Map<String, String> published = new LinkedHashMap<>();
        details.stream()
                .filter(detail -> PUBLISHED.contains(detail.name()))
                .forEach(detail -> published.put(detail.name(), detail.value()));
        return published.isEmpty() ? null : Collections.unmodifiableMap(published);
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
