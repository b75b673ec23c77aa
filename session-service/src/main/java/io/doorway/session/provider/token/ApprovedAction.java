package io.doorway.session.provider.token;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.session.provider.request.ActionTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the person approved, for the relying party. It comes from the challenge whose transcript the phone signed, never from a parameter of
 * the request, so that a relying party can compare it with what it is about to do.
 *
 * @param action the action of the transcript
 * @param transcriptHash SHA-256 of the signed transcript, base64url; empty if a session answered the request, for which nothing was signed
 */
public record ApprovedAction(Action action, String transcriptHash) {

    static ApprovedAction of(Consumed login) {
        return new ApprovedAction(
                login.loginRequest().action(), login.approval().transcriptHash());
    }

    /**
     * The claims of the ID token and of userinfo. A plain login has none: the token itself states it, and a client gets no claim that it did
     * not ask for (OpenID Connect Core section 5.4).
     */
    public Map<String, Object> claims() {
        return isPlainLogin() ? Map.of() : described();
    }

    private boolean isPlainLogin() {
        return action.type().equals(ActionTypes.LOGIN)
                && action.message() == null
                && action.details().isEmpty();
    }

    /** The members of the introspection response, for every action. */
    Map<String, Object> described() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("doorway_action", action.type());
        if (action.message() != null) {
            claims.put("doorway_action_message", action.message());
        }
        if (!transcriptHash.isEmpty()) {
            claims.put("doorway_transcript_hash", transcriptHash);
        }
        if (!action.details().isEmpty()) {
            claims.put("authorization_details", authorizationDetails());
        }
        return claims;
    }

    /** The approved {@code authorization_details} (RFC 9396 sections 7 and 9); empty if the action has no fields. */
    @JsonIgnore
    public List<Map<String, Object>> authorizationDetails() {
        if (action.details().isEmpty()) {
            return List.of();
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", action.type());
        action.details().forEach(detail -> object.put(detail.name(), detail.value()));
        return List.of(object);
    }
}
