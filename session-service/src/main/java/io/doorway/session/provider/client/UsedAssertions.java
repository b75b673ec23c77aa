package io.doorway.session.provider.client;

import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.id.JWTID;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.store.redis.RedisFlags;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.stream.Stream;

/** The client assertions that were used and have not expired: each is accepted once (RFC 7523 section 3, item 7). */
@Singleton
class UsedAssertions {
    /** An assertion with a longer lifetime is refused, because it would have to be stored for as long. */
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(10);

    /** The verifier accepts an assertion for one minute after its expiration, so it is stored for longer than that. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);

    private final RedisFlags flags;
    private final InstantSource clock;

    UsedAssertions(RedisFlags flags, InstantSource clock) {
        this.flags = flags;
        this.clock = clock;
    }

    /** A clock may be ahead by this much (FAPI 2.0 Security Profile section 5.3.2.1, note 3). */
    private static final Duration MAX_AHEAD = Duration.ofSeconds(60);

    /** Marks an assertion as used. False if it was used before, has no {@code jti}, is of a later time than now, or expires too late. */
    Uni<Boolean> markUsed(JWTAuthenticationClaimsSet assertion) {
        JWTID jti = assertion.getJWTID();
        Instant expiration = assertion.getExpirationTime().toInstant();
        if (jti == null
                || isLater(assertion)
                || expiration.isAfter(clock.instant().plus(MAX_LIFETIME))) {
            return Uni.createFrom().item(false);
        }
        String key = "assertion:" + Sha256.text(assertion.getIssuer().getValue() + "\n" + jti.getValue());
        return flags.setIfAbsent(key, MAX_LIFETIME.plus(CLOCK_SKEW));
    }

    private boolean isLater(JWTAuthenticationClaimsSet assertion) {
        Instant latest = clock.instant().plus(MAX_AHEAD);
        return Stream.of(assertion.getIssueTime(), assertion.getNotBeforeTime())
                .filter(Objects::nonNull)
                .anyMatch(time -> time.toInstant().isAfter(latest));
    }
}
