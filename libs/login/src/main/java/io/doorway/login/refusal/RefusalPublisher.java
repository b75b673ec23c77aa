package io.doorway.login.refusal;

import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.login.refusal.RefusalBudget.Summary;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.RefusalsSuppressed;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals.RefusalListener;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Publishes refused attempts as events, each by itself within the {@linkplain RefusalBudget budgets}, and those beyond as summaries.
 *
 * <p>They have a Kafka producer of their own and at most {@link #MAX_IN_FLIGHT} unacknowledged events, so that a flood of refusals, or
 * Kafka being slow with them, delays no transition. The counter {@code doorway.refusals} counts all of them.
 */
@ApplicationScoped
class RefusalPublisher implements RefusalListener {

    static final int MAX_IN_FLIGHT = 1000;

    private static final Logger LOGGER = Logger.getLogger(RefusalPublisher.class);

    private final EventLog log;
    private final EventSigner signer;
    private final EventEnvelopes envelopes;
    private final RefusalBudget budget;
    private final Duration interval;
    private final Vertx vertx;
    private final AtomicInteger inFlight = new AtomicInteger();

    RefusalPublisher(
            @Identifier("refusals") EventLog log,
            EventSigner signer,
            EventEnvelopes envelopes,
            Vertx vertx,
            RefusalConfig config) {
        this.log = log;
        this.signer = signer;
        this.envelopes = envelopes;
        this.budget = new RefusalBudget(config);
        this.interval = config.interval();
        this.vertx = vertx;
    }

    /** How many refused attempts are published, each by itself. The others are summarised by network and reason. */
    @ConfigMapping(prefix = "doorway.refusals")
    public interface RefusalConfig {

        /** Refused attempts of one address (IPv4, IPv6 /64) that one instance publishes per interval. */
        @Min(1)
        @Max(1_000_000)
        @WithDefault("60")
        int perAddress();

        /** Refused attempts of one network (IPv4 /24, IPv6 /48) that one instance publishes per interval. */
        @Min(1)
        @Max(1_000_000)
        @WithDefault("300")
        int perNetwork();

        /** Refused attempts that one instance publishes per interval. Half of them are shares of the reasons. */
        @Min(1)
        @Max(1_000_000)
        @WithDefault("3000")
        int perInstance();

        /** After what time the summaries are published and the budgets are full again. */
        @WithDefault("PT1M")
        Duration interval();
    }

    void onStart(@Observes StartupEvent event) {
        vertx.setPeriodic(interval.toMillis(), timer -> summarise());
    }

    @Override
    public void refused(Attempt attempt, RefusalReason reason, Actor actor) {
        if (!budget.tryAcquire(reason, actor.source())) {
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
        publish(event, () -> budget.suppress(reason, actor.source()));
    }

    private void summarise() {
        for (Summary summary : budget.endInterval()) {
            publish(
                    event(summary),
                    () -> LOGGER.warnf(
                            "%d more refusals of %d sources from %s, reason %s, are not in the event log",
                            summary.refusals(),
                            summary.sources(),
                            summary.network(),
                            summary.reason().wireName()));
        }
    }

    private RefusalsSuppressed event(Summary summary) {
        EventEnvelope envelope = envelopes.createInTrace(null);
        Instant since = envelope.at().minus(interval);
        return new RefusalsSuppressed(
                envelope.id(),
                envelope.at(),
                since,
                summary.network(),
                summary.reason(),
                summary.refusals(),
                summary.sources());
    }

    /** @param otherwise what to do if the event is not published */
    private void publish(Event event, Runnable otherwise) {
        if (inFlight.incrementAndGet() > MAX_IN_FLIGHT) {
            inFlight.decrementAndGet();
            otherwise.run();
            return;
        }
        append(event)
                .onTermination()
                .invoke(inFlight::decrementAndGet)
                .subscribe()
                .with(done -> {}, failure -> {
                    LOGGER.debugf("a refusal was not published: %s", failure.getMessage());
                    otherwise.run();
                });
    }

    private Uni<Void> append(Event event) {
        return log.append(List.of(OutboxEntry.direct(signer.sign(event))));
    }

    /** What the last interval has not summarised yet, while the producer is still open. */
    void onStop(@Observes ShutdownEvent event) {
        summarise();
    }
}
