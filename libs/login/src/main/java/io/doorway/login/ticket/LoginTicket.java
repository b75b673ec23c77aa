package io.doorway.login.ticket;

import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.RelyingParty;
import io.doorway.protocol.vocabulary.Timing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The right of one browser to create challenges for an authorization request that session-service has validated.
 *
 * @param id the ticket's id
 * @param authorizationRequest the validated authorization request, in an encoding that only session-service reads; signed, not secret
 * @param relyingParty the client that requests the login
 * @param action what the login is for
 * @param claims the names of the claims to be released
 * @param acr the requested assurance
 * @param checkPolicy when the relying party requires a confirmation of the browser
 * @param shared whether the relying party declares its browsers to be shared workstations
 * @param timing how long each state lasts
 * @param cookieHash hash of the binding cookie of the browser
 * @param pushedRequest the pushed request that the browser claims with its first challenge, {@link PushedRequestClaims#key}; null if the
 *     request was not pushed
 * @param traceparent the login's W3C trace context, or null
 * @param expiresAt when the ticket stops being valid
 */
public record LoginTicket(
        String id,
        String authorizationRequest,
        RelyingParty relyingParty,
        Action action,
        List<String> claims,
        Acr acr,
        CheckPolicy checkPolicy,
        boolean shared,
        Timing timing,
        String cookieHash,
        @Nullable String pushedRequest,
        @Nullable String traceparent,
        Instant expiresAt) {}
