import java.util.List;
import java.util.Map;

/** Checks that a person signed exactly the action that a relying party is about to carry out. */
public final class CheckApproval {

    private CheckApproval() {}

    /**
     * Whether the claims of a validated ID token approve the action.
     *
     * @param claims the claims of an ID token whose signature, iss, aud, exp and nonce have been validated
     * @param action what the relying party is about to do, with the field "type"; the same object that it pushed
     */
    static boolean isApproved(Map<String, Object> claims, Map<String, Object> action) {
        return "urn:doorway:acr:passkey".equals(claims.get("acr"))
                && action.get("type").equals(claims.get("doorway_action"))
                && List.of(action).equals(claims.get("authorization_details"))
                && claims.get("doorway_transcript_hash") instanceof String hash
                && !hash.isEmpty();
    }
}
