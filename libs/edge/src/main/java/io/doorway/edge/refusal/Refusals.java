package io.doorway.edge.refusal;

import io.doorway.edge.event.EventStamps;
import io.doorway.edge.event.Stamp;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.protocol.json.Json;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the audit of refused attempts.
 *
 * <p>A refusal is a refusal whether or not it could be told: this never delays or fails the answer. A source that is refused
 * often is told of {@value SourceLimit#PER_MINUTE} times a minute, so that a flood cannot drown the log; the counter counts all.
 */
@ApplicationScoped
public class Refusals {

    private static final Logger LOGGER = Logger.getLogger(Refusals.class);

    private final EventLog log;
    private final EventStamps stamps;
    private final MeterRegistry metrics;
    private final List<RefusalListener> listeners;
    private final SourceLimit limit;

    Refusals(
            EventLog log,
            EventStamps stamps,
            InstantSource clock,
            MeterRegistry metrics,
            @All List<RefusalListener> listeners,
            @ConfigProperty(name = "doorway.refusals.per-minute", defaultValue = "120") int perMinute) {
        this.log = log;
        this.stamps = stamps;
        this.metrics = metrics;
        this.listeners = listeners;
        this.limit = new SourceLimit(clock, perMinute);
    }

    /** Who tried, as far as it is known; null is "not known". */
    public record Who(
            String source,
            @Nullable String challengeId,
            @Nullable String client,
            @Nullable String credential,
            @Nullable String account,
            @Nullable String traceparent) {

        public static Who at(String source) {
            return new Who(source, null, null, null, null, null);
        }

        public Who on(ChallengeId id) {
            return new Who(source, id.value(), client, credential, account, traceparent);
        }

        public Who on(@Nullable Challenge challenge) {
            return challenge == null
                    ? this
                    : new Who(
                            source,
                            challenge.id().value(),
                            challenge.asked().relyingParty().id(),
                            credential,
                            account,
                            challenge.asked().traceparent());
        }

        public Who asking(String client) {
            return new Who(source, challengeId, client, credential, account, traceparent);
        }

        public Who with(@Nullable String credential, @Nullable String account) {
            return new Who(source, challengeId, client, credential, account, traceparent);
        }
    }

    public void record(Attempt attempt, RefusalReason reason, Who who) {
        metrics.counter("doorway.refusals", "attempt", attempt.wireName(), "reason", reason.wireName())
                .increment();
        listeners.forEach(listener -> listener.refused(attempt, reason, who));
        if (!limit.admits(who.source())) {
            return;
        }
        Stamp stamp = stamps.nowIn(who.traceparent());
        AttemptRefused event = new AttemptRefused(
                stamp.id(),
                stamp.at(),
                attempt,
                reason,
                who.source(),
                who.challengeId(),
                who.client(),
                who.credential(),
                who.account(),
                stamp.traceparent());
        OutboxEntry entry = new OutboxEntry(0, "", event.topic(), event.key(), Json.write(event), event.traceparent());
        log.append(List.of(entry))
                .subscribe()
                .with(told -> {}, e -> LOGGER.warnf("a refusal could not be told: %s", e.getMessage()));
    }
}
