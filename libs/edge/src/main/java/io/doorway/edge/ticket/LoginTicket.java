package io.doorway.edge.ticket;

import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.RelyingParty;
import io.doorway.protocol.challenge.Timing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page may ask a challenge for: a login that session-service has checked, for the browser that it gave the cookie to.
 *
 * @param id the ticket's own id
 * @param request session-service's handle of the authorization request
 * @param relyingParty who asks
 * @param action what for
 * @param claims the names of the claims to be released
 * @param acr the assurance that was asked for
 * @param checkPolicy when the relying party wants the browser checked
 * @param shared whether the relying party says that its browsers are shared workstations
 * @param timing how long each state lasts
 * @param cookieHash hash of the binding cookie of the browser that it was given to
 * @param traceparent the login's W3C trace context, or null
 * @param expiresAt from when on no challenge is issued for it
 */
public record LoginTicket(
        String id,
        String request,
        RelyingParty relyingParty,
        Action action,
        List<String> claims,
        String acr,
        CheckPolicy checkPolicy,
        boolean shared,
        Timing timing,
        String cookieHash,
        @Nullable String traceparent,
        Instant expiresAt) {}
