package io.doorway.protocol.challenge;

import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.protocol.vocabulary.Browser;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.RelyingParty;
import io.doorway.protocol.vocabulary.Route;
import io.doorway.protocol.vocabulary.Timing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The login that a relying party requests, through a browser or without one. It is fixed when the challenge is created and is part of every state.
 *
 * @param authorizationRequest the validated authorization request, in an encoding that only session-service reads
 * @param relyingParty the relying party
 * @param action what the person is asked to approve
 * @param claims the names of the claims to be released, sorted
 * @param acr the assurance that the login must reach
 * @param checkPolicy when the browser must pass a check
 * @param browser the browser that shows the login page
 * @param route how the challenge gets to the phone
 * @param timing how long each open state lasts; of a backchannel request, only how long an approval does
 * @param createdAt the time of the creation by the store's clock
 * @param traceparent the login's W3C trace context, or null
 * @param backchannel the request on the route {@link Route#BACKCHANNEL}, else null
 */
public record LoginRequest(
        String authorizationRequest,
        RelyingParty relyingParty,
        Action action,
        List<String> claims,
        Acr acr,
        CheckPolicy checkPolicy,
        Browser browser,
        Route route,
        Timing timing,
        Instant createdAt,
        @Nullable String traceparent,
        @Nullable BackchannelRequest backchannel) {

    public LoginRequest {
        if ((route == Route.BACKCHANNEL) != (backchannel != null)) {
            throw new IllegalArgumentException("a backchannel request belongs to the route backchannel");
        }
        claims = claims.stream().sorted().distinct().toList();
    }

    /** When a device can no longer scan the login. */
    Instant scanUntil() {
        return createdAt.plus(backchannel == null ? timing.scanWithin() : backchannel.expiresIn());
    }

    /** When the person can no longer decide. */
    Instant decideUntil(Instant scannedAt) {
        return backchannel == null ? scannedAt.plus(timing.decideWithin()) : scanUntil();
    }
}
