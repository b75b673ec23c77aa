package io.doorway.session.provider.authorize;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.jarm.JARMUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.keys.SigningKeys;
import io.doorway.session.provider.oauth.Endpoints;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;

/** Signs authorization responses (JWT Secured Authorization Response Mode for OAuth 2.0, JARM). */
@Singleton
class SignedResponses {
    /** JARM section 2.1: at most ten minutes. */
    private static final Duration TTL = Duration.ofMinutes(10);

    private final Clients clients;
    private final SigningKeys keys;
    private final Endpoints endpoints;
    private final InstantSource clock;

    SignedResponses(Clients clients, SigningKeys keys, Endpoints endpoints, InstantSource clock) {
        this.clients = clients;
        this.keys = keys;
        this.endpoints = endpoints;
        this.clock = clock;
    }

    /** The response as a JWT if its mode demands one, else the same. */
    AuthorizationResponse signIfRequested(AuthorizationResponse response, ClientId client) {
        ResponseMode mode = response.getResponseMode();
        if (!ResponseMode.QUERY_JWT.equals(mode) && !ResponseMode.FORM_POST_JWT.equals(mode)) {
            return response;
        }
        // A client that was removed since its request gets the algorithm that every library knows.
        JWSAlgorithm algorithm = clients.find(client)
                .map(registered -> registered.tokens().responseAlgorithm(registered.idTokenAlgorithm()))
                .orElse(JWSAlgorithm.ES256);
        SignedJWT jwt = keys.sign(
                JARMUtils.toJWTClaimsSet(
                        endpoints.issuer(),
                        new ClientID(client.value()),
                        Date.from(clock.instant().plus(TTL)),
                        response),
                algorithm);
        return response.indicatesSuccess()
                ? new AuthenticationSuccessResponse(response.getRedirectionURI(), jwt, mode)
                : new AuthenticationErrorResponse(response.getRedirectionURI(), jwt, mode);
    }
}
