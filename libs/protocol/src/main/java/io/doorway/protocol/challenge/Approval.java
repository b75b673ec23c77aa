package io.doorway.protocol.challenge;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the approving signature settled.
 *
 * @param transcriptHash SHA-256 of the signed transcript, base64url
 * @param acr the assurance that was reached
 * @param amr how the person was authenticated (RFC 8176 names where they exist)
 * @param claims the values of the claims that the person agreed to release; never in an event
 * @param at when, by the store's clock
 */
public record Approval(String transcriptHash, String acr, List<String> amr, Map<String, Object> claims, Instant at) {

    public Approval {
        amr = List.copyOf(amr);
        claims = Map.copyOf(claims);
    }

    /** Without the claims, which are personal. */
    @Override
    public String toString() {
        return "Approval[transcriptHash=" + transcriptHash + ", acr=" + acr + ", amr=" + amr + ", at=" + at + "]";
    }
}
