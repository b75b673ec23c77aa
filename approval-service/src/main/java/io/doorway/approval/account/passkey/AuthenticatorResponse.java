package io.doorway.approval.account.passkey;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.protocol.encoding.Base64Url;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The byte strings of an authenticator's response, by their names in the message. Their contents are untrusted. */
final class AuthenticatorResponse {
    private final Map<String, byte[]> members;

    private AuthenticatorResponse(Map<String, byte[]> members) {
        this.members = members;
    }

    /** The response, or empty unless the member is an object of exactly these names with values in canonical base64url. */
    static Optional<AuthenticatorResponse> parse(JsonNode member, Set<String> names) {
        Map<String, byte[]> bytes = new HashMap<>();
        try {
            for (Map.Entry<String, JsonNode> entry : member.properties()) {
                String text = entry.getValue().textValue();
                if (text != null) {
                    bytes.put(entry.getKey(), Base64Url.decode(text));
                }
            }
        } catch (IllegalArgumentException notBase64Url) {
            return Optional.empty();
        }
        return bytes.keySet().equals(names) && member.size() == names.size()
                ? Optional.of(new AuthenticatorResponse(bytes))
                : Optional.empty();
    }

    byte[] bytes(String name) {
        return Objects.requireNonNull(members.get(name));
    }
}
