package io.doorway.protocol.challenge;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked, by whom, through which browser: fixed when the challenge is created and carried through every state.
 *
 * @param request the session-service's handle of the authorization request that this login answers
 * @param relyingParty who asks
 * @param action what for
 * @param claims the names of the claims to be released, sorted
 * @param acr the assurance that was asked for
 * @param checkPolicy when the relying party wants the browser checked
 * @param browser who waits
 * @param route how the challenge reaches the phone
 * @param timing how long each state lasts
 * @param createdAt when, by the store's clock
 * @param traceparent the W3C trace context that all of this login belongs to, or null
 */
public record Asked(
        String request,
        RelyingParty relyingParty,
        Action action,
        List<String> claims,
        String acr,
        CheckPolicy checkPolicy,
        Browser browser,
        Route route,
        Timing timing,
        Instant createdAt,
        @Nullable String traceparent) {

    public Asked {
        claims = claims.stream().sorted().distinct().toList();
    }
}
