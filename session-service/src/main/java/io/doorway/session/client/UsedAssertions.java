package io.doorway.session.client;

import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.id.JWTID;
import io.doorway.protocol.Sha256;
import io.doorway.store.redis.RedisFlags;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Remembers client assertions until they expire, so that an overheard one is worth nothing (RFC 7523 section 3, item 7). */
@ApplicationScoped
class UsedAssertions {
    /** An assertion that claims a longer life is refused, for it would have to be remembered as long. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** The verifier accepts an assertion for a minute after its end, so it is remembered for longer than that. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);

    private final RedisFlags flags;
    private final InstantSource clock;

    UsedAssertions(RedisFlags flags, InstantSource clock) {
        this.flags = flags;
        this.clock = clock;
    }

    /** Whether this is the first use of an assertion that has an id and ends soon; marks it used. */
    Uni<Boolean> firstUse(JWTAuthenticationClaimsSet assertion) {
        JWTID jti = assertion.getJWTID();
        Instant end = assertion.getExpirationTime().toInstant();
        if (jti == null || end.isAfter(clock.instant().plus(LONGEST))) {
            return Uni.createFrom().item(false);
        }
        String key = "assertion:" + Sha256.text(assertion.getIssuer().getValue() + "\n" + jti.getValue());
        return flags.raiseIfDown(key, LONGEST.plus(CLOCK_SKEW));
    }
}
