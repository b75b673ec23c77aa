package io.doorway.protocol.challenge;

import io.doorway.protocol.vocabulary.Acr;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An approval whose signature has been verified.
 *
 * @param transcriptHash SHA-256 of the signed transcript, base64url
 * @param acr the assurance that the login reached
 * @param amr how the person was authenticated (values of RFC 8176 where they exist)
 * @param claims the values of the claims that the person released; they never appear in an event
 * @param at the time of the approval by the store's clock
 */
public record Approval(String transcriptHash, Acr acr, List<String> amr, Map<String, Object> claims, Instant at) {

    public Approval {
        amr = List.copyOf(amr);
        claims = Map.copyOf(claims);
    }

    /** Without the claims, because they are personal data. */
    @Override
    public String toString() {
        return "Approval[transcriptHash=" + transcriptHash + ", acr=" + acr + ", amr=" + amr + ", at=" + at + "]";
    }
}
