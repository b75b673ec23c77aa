package io.doorway.login.refusal;

import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.doorway.web.limit.LocalRateLimiter;
import io.doorway.web.limit.Rate;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals.RefusalListener;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Publishes refused attempts as events.
 *
 * <p>The rate per source is limited, so that a flood of refusals does not fill the log. The counter {@code doorway.refusals} counts
 * all of them.
 */
@ApplicationScoped
class RefusalPublisher implements RefusalListener {

    private static final Logger LOGGER = Logger.getLogger(RefusalPublisher.class);

    private final EventLog log;
    private final EventSigner signer;
    private final EventEnvelopes envelopes;
    private final LocalRateLimiter limiter;
    private final Rate rate;

    RefusalPublisher(
            EventLog log, EventSigner signer, EventEnvelopes envelopes, InstantSource clock, RefusalConfig config) {
        this.log = log;
        this.signer = signer;
        this.envelopes = envelopes;
        this.limiter = new LocalRateLimiter(clock);
        this.rate = new Rate(config.perMinute(), Duration.ofMinutes(1));
    }

    /** How many refused attempts are published. */
    @ConfigMapping(prefix = "doorway.refusals")
    public interface RefusalConfig {

        /**
         * Refused attempts of one source address that one instance publishes per minute. The metric {@code doorway.refusals} counts all
         * of them.
         */
        @Min(1)
        @WithDefault("120")
        int perMinute();
    }

    @Override
    public void refused(Attempt attempt, RefusalReason reason, Actor actor) {
        if (!limiter.tryAcquire(actor.source(), rate)) {
            return;
        }
        EventEnvelope envelope = envelopes.createInTrace(actor.traceparent());
        AttemptRefused event = new AttemptRefused(
                envelope.id(),
                envelope.at(),
                attempt,
                reason,
                actor.source(),
                actor.challengeId(),
                actor.client(),
                actor.credential(),
                actor.account(),
                envelope.traceparent());
        log.append(List.of(OutboxEntry.direct(signer.sign(event))))
                .subscribe()
                .with(done -> {}, e -> LOGGER.warnf("a refused attempt was not published: %s", e.getMessage()));
    }
}
