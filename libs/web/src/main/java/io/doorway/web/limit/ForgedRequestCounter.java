package io.doorway.web.limit;

import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.web.geography.IpNetwork;
import io.doorway.web.limit.RateLimiter.Permit;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals.RefusalListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Counts the attempts of each source that were refused because they were forged or replayed: no correct client sends many of them.
 * A source that does is refused before any further signature is verified.
 */
@ApplicationScoped
class ForgedRequestCounter implements RefusalListener {

    private static final Logger LOGGER = Logger.getLogger(ForgedRequestCounter.class);

    private static final Set<RefusalReason> FORGED = EnumSet.of(
            RefusalReason.UNKNOWN_CHALLENGE,
            RefusalReason.WRONG_BROWSER_KEY,
            RefusalReason.WRONG_TICKET,
            RefusalReason.WRONG_FRAME,
            RefusalReason.WRONG_SIGNATURE,
            RefusalReason.WRONG_TRANSCRIPT,
            RefusalReason.WRONG_ENROLMENT_CODE,
            RefusalReason.WRONG_CODE,
            RefusalReason.WRONG_RETURN,
            RefusalReason.WRONG_PASSKEY,
            RefusalReason.MALFORMED,
            RefusalReason.REPLAYED);

    private final RateLimiter limiter;
    private final ConfiguredRates rates;

    ForgedRequestCounter(RateLimiter limiter, ConfiguredRates rates) {
        this.limiter = limiter;
        this.rates = rates;
    }

    /** Does not delay the answer, which is a refusal anyway. */
    @Override
    public void refused(Attempt attempt, RefusalReason reason, Actor actor) {
        if (FORGED.contains(reason)) {
            limiter.tryAcquire(List.of(permit(attempt, actor.source(), rates, true)))
                    .subscribe()
                    .with(
                            counted -> {},
                            e -> LOGGER.warnf("a forged attempt could not be counted: %s", e.getMessage()));
        }
    }

    static Permit permit(Attempt attempt, String source, ConfiguredRates rates, boolean consume) {
        RateLimit limit = RateLimit.FORGE_BY_ADDRESS;
        return new Permit(
                limit, RateLimits.key(limit, attempt, IpNetwork.ADDRESS.of(source)), rates.of(limit), consume);
    }
}
