package io.doorway.approval.passkey;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.protocol.Base64Url;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The byte strings of an authenticator's answer, by their names in the message. */
final class AuthenticatorAnswer {
    private final Map<String, byte[]> members;

    private AuthenticatorAnswer(Map<String, byte[]> members) {
        this.members = members;
    }

    /** The answer, if the member is an object of exactly these names, each with base64url in its one spelling. */
    static Optional<AuthenticatorAnswer> parse(JsonNode member, Set<String> names) {
        Map<String, byte[]> bytes = new HashMap<>();
        try {
            for (Map.Entry<String, JsonNode> one : member.properties()) {
                String text = one.getValue().textValue();
                if (text != null) {
                    bytes.put(one.getKey(), Base64Url.decode(text));
                }
            }
        } catch (IllegalArgumentException notBase64Url) {
            return Optional.empty();
        }
        return bytes.keySet().equals(names) && member.size() == names.size()
                ? Optional.of(new AuthenticatorAnswer(bytes))
                : Optional.empty();
    }

    byte[] bytes(String name) {
        return Objects.requireNonNull(members.get(name));
    }
}
