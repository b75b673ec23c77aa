package io.doorway.web.operator;

import io.doorway.web.config.Issuer;
import io.doorway.web.limit.RateLimits;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses a token that the operators' key has signed, but not for this purpose: one of another type, issuer or audience, one without a
 * name for the audit, or one that is valid for longer than an hour.
 */
@Singleton
class CheckOperatorToken implements SecurityIdentityAugmentor {

    private final OperatorConfig config;
    private final Issuer issuer;
    private final InstantSource clock;
    private final RateLimits limits;

    CheckOperatorToken(OperatorConfig config, Issuer issuer, InstantSource clock, RateLimits limits) {
        this.config = config;
        this.issuer = issuer;
        this.clock = clock;
        this.limits = limits;
    }

    /** An operators' issuer that also issues ID tokens stops the start. */
    void onStart(@Observes StartupEvent event) {
        requireText("doorway.operators.audience", config.audience());
        requireText("doorway.operators.issuer", config.issuer());
        if (config.issuer().equals(issuer.toString())) {
            throw new IllegalArgumentException("doorway.operators.issuer: " + config.issuer()
                    + " (expected: another issuer than that of the ID tokens, doorway.issuer)");
        }
    }

    /** A genuine token is verified again also where others send forged ones from the same address. */
    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        RoutingContext call = HttpSecurityUtils.getRoutingContextAttribute(attributes);
        return augment(identity, context).invoke(genuine -> {
            if (call != null && !genuine.isAnonymous()) {
                limits.proved(PresentedToken.of(call.request()).actor());
            }
        });
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        return violation(identity)
                .map(violation -> Uni.createFrom()
                        .<SecurityIdentity>failure(
                                new AuthenticationFailedException(new InvalidOperatorTokenException(violation))))
                .orElseGet(() -> Uni.createFrom().item(identity));
    }

    private Optional<String> violation(SecurityIdentity identity) {
        TokenCredential credential = identity.getCredential(TokenCredential.class);
        return credential == null
                ? Optional.of("a token is required")
                : new OperatorTokenChecks(config.issuer(), config.audience())
                        .violation(DecodedToken.of(credential.getToken()), clock.instant());
    }

    private static void requireText(String property, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(property + ": empty");
        }
    }
}
