package io.doorway.web.limit;

import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.web.geography.IpNetwork;
import io.doorway.web.limit.RateLimiter.Permit;
import io.doorway.web.limit.RateLimits.Verification;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals.RefusalListener;
import io.doorway.web.refusal.Refusals.RequestError;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts the attempts of each source that were refused because they were forged or replayed: no correct client sends many of them.
 * What such a source sends is refused before it is verified, unless it names what {@link KnownClaims} has.
 */
@Singleton
class ForgedRequestCounter implements RefusalListener {

    private static final Logger LOGGER = Logger.getLogger(ForgedRequestCounter.class);

    private static final Set<RefusalReason> FORGED = EnumSet.of(
            RefusalReason.UNKNOWN_CHALLENGE,
            RefusalReason.WRONG_BROWSER_KEY,
            RefusalReason.WRONG_TICKET,
            RefusalReason.WRONG_FRAME,
            RefusalReason.WRONG_SIGNATURE,
            RefusalReason.CLIENT_NOT_AUTHENTICATED,
            RefusalReason.WRONG_TRANSCRIPT,
            RefusalReason.WRONG_ENROLMENT_CODE,
            RefusalReason.WRONG_CODE,
            RefusalReason.WRONG_RETURN,
            RefusalReason.WRONG_PASSKEY,
            RefusalReason.MALFORMED,
            RefusalReason.REPLAYED,
            RefusalReason.WRONG_TOKEN);

    private final RateLimiter limiter;
    private final ConfiguredRates rates;
    private final KnownClaims known;
    private final OngoingVerifications ongoing;

    ForgedRequestCounter(RateLimiter limiter, ConfiguredRates rates, KnownClaims known, OngoingVerifications ongoing) {
        this.known = known;
        this.ongoing = ongoing;
        this.limiter = limiter;
        this.rates = rates;
    }

    /** Does not delay the answer, which is a refusal anyway. */
    @Override
    public void refused(Attempt attempt, RefusalReason reason, Actor actor, @Nullable RequestError error) {
        if (FORGED.contains(reason)) {
            count(byAddress(attempt, actor.source(), rates, true));
            KnownClaims.of(actor)
                    .filter(known::contains)
                    .ifPresent(claim -> count(byClaim(attempt, actor.source(), claim, rates, true)));
        }
    }

    private void count(Permit permit) {
        Verification uncounted = ongoing.forged(permit.key());
        limiter.tryAcquire(List.of(permit))
                .onTermination()
                .invoke(uncounted::end)
                .subscribe()
                .with(counted -> {}, e -> LOGGER.warnf("a forged attempt could not be counted: %s", e.getMessage()));
    }

    static Permit byClaim(Attempt attempt, String source, String claim, ConfiguredRates rates, boolean consume) {
        RateLimit limit = RateLimit.FORGE_BY_CLAIM;
        String name = claim + "@" + IpNetwork.ADDRESS.of(source);
        return new Permit(limit, RateLimits.key(limit, attempt, name), rates.of(limit), consume);
    }

    static Permit byAddress(Attempt attempt, String source, ConfiguredRates rates, boolean consume) {
        RateLimit limit = RateLimit.FORGE_BY_ADDRESS;
        return new Permit(
                limit, RateLimits.key(limit, attempt, IpNetwork.ADDRESS.of(source)), rates.of(limit), consume);
    }
}
