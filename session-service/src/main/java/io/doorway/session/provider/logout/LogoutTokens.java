package io.doorway.session.provider.logout;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.keys.SigningKeys;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.sso.LoginSessions.SessionClient;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Signs logout tokens (OpenID Connect Back-Channel Logout section 2.4), with the algorithm of the client's ID tokens. */
@Singleton
class LogoutTokens {
    private static final JOSEObjectType TYPE = new JOSEObjectType("logout+jwt");
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration TTL = Duration.ofMinutes(2);
    private static final int ID_BYTES = 16;

    private final SigningKeys keys;
    private final Endpoints endpoints;
    private final InstantSource clock;
    private final RandomGenerator random;

    LogoutTokens(SigningKeys keys, Endpoints endpoints, InstantSource clock, RandomGenerator random) {
        this.keys = keys;
        this.endpoints = endpoints;
        this.clock = clock;
        this.random = random;
    }

    /** A new token, also for a repetition. */
    String of(RegisteredClient client, SessionClient session) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(endpoints.issuer().getValue())
                .audience(client.id().value())
                .subject(session.subject())
                .claim("sid", session.sid())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(TTL)))
                .jwtID(Base64Url.random(random, ID_BYTES))
                .claim("events", Map.of(EVENT, Map.of()))
                .build();
        return keys.sign(claims, client.idTokenAlgorithm(), TYPE).serialize();
    }
}
