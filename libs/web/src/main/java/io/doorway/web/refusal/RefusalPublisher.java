package io.doorway.web.refusal;

import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.RefusalsSuppressed;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.web.config.Within;
import io.doorway.web.refusal.Actor.OperatorToken;
import io.doorway.web.refusal.RefusalBudget.Summary;
import io.doorway.web.refusal.Refusals.RefusalListener;
import io.doorway.web.refusal.Refusals.RequestError;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes refused attempts as events, each by itself within the {@linkplain RefusalBudget budgets}, and those beyond as summaries.
 *
 * <p>They have a log of their own and at most {@link #MAX_IN_FLIGHT} events in it that are not durable yet, so that a flood of refusals,
 * or a log that is slow with them, delays nothing else. The counter {@code doorway.refusals} counts all of them.
 */
@Singleton
public class RefusalPublisher implements RefusalListener {

    static final int MAX_IN_FLIGHT = 1000;

    private static final int ID_BYTES = 16;

    private static final Logger LOGGER = Logger.getLogger(RefusalPublisher.class);

    private final RefusalLog log;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final RefusalBudget budget;
    private final Duration interval;
    private final Vertx vertx;
    private final AtomicInteger inFlight = new AtomicInteger();

    RefusalPublisher(RefusalLog log, RandomGenerator random, InstantSource clock, Vertx vertx, RefusalConfig config) {
        this.log = log;
        this.random = random;
        this.clock = clock;
        this.budget = new RefusalBudget(config);
        this.interval = config.interval();
        this.vertx = vertx;
    }

    /** Where the events of refused attempts become durable. */
    public interface RefusalLog {

        /** Completes when the event is durable. Fails if it may not be; it is then counted in a summary, or in the next one. */
        Uni<Void> append(Event event);
    }

    /** How many refused attempts are published, each by itself. The others are summarised by network and reason. */
    @ConfigMapping(prefix = "doorway.refusals")
    public interface RefusalConfig {

        /** Refused attempts of one address (IPv4, IPv6 /64) that one instance publishes per interval. */
        @Within(min = "1", max = "1000000")
        @WithDefault("60")
        int perAddress();

        /** Refused attempts of one network (IPv4 /24, IPv6 /48) that one instance publishes per interval. */
        @Within(min = "1", max = "1000000")
        @WithDefault("300")
        int perNetwork();

        /** Refused attempts that one instance publishes per interval. Half of them are shares of the reasons. */
        @Within(min = "1", max = "1000000")
        @WithDefault("3000")
        int perInstance();

        /** After what time the summaries are published and the budgets are full again. */
        @WithDefault("PT1M")
        Duration interval();
    }

    void onStart(@Observes StartupEvent event) {
        vertx.setPeriodic(interval.toMillis(), timer -> summarise(budget::restore));
    }

    @Override
    public void refused(Attempt attempt, RefusalReason reason, Actor actor, @Nullable RequestError error) {
        if (!budget.tryAcquire(reason, actor.source())) {
            return;
        }
        OperatorToken operator = actor.operator();
        AttemptRefused event = new AttemptRefused(
                newId(),
                clock.instant(),
                attempt,
                reason,
                actor.source(),
                actor.challengeId(),
                actor.client(),
                actor.credential(),
                actor.account(),
                operator == null ? null : operator.subject(),
                operator == null ? null : operator.id(),
                error == null ? null : error.code(),
                error == null ? null : error.detail(),
                actor.traceparent());
        publish(event, () -> budget.suppress(reason, actor.source()));
    }

    private void summarise(Consumer<Summary> unpublished) {
        for (Summary summary : budget.endInterval()) {
            publish(event(summary), () -> unpublished.accept(summary));
        }
    }

    private static void warn(Summary summary) {
        LOGGER.warnf(
                "%d more refusals of %d sources from %s, reason %s, are not in the event log",
                summary.refusals(),
                summary.sources().size(),
                summary.network(),
                summary.reason().wireName());
    }

    private RefusalsSuppressed event(Summary summary) {
        Instant now = clock.instant();
        return new RefusalsSuppressed(
                newId(),
                now,
                now.minus(interval.multipliedBy(summary.intervals())),
                summary.network(),
                summary.reason(),
                summary.refusals(),
                summary.sources().size());
    }

    /** @param otherwise what to do if the event is not published */
    private void publish(Event event, Runnable otherwise) {
        if (inFlight.incrementAndGet() > MAX_IN_FLIGHT) {
            inFlight.decrementAndGet();
            otherwise.run();
            return;
        }
        log.append(event)
                .onTermination()
                .invoke(inFlight::decrementAndGet)
                .subscribe()
                .with(done -> {}, failure -> {
                    LOGGER.debugf("a refusal was not published: %s", failure.getMessage());
                    otherwise.run();
                });
    }

    private String newId() {
        return Base64Url.random(random, ID_BYTES);
    }

    /** What the last interval has not summarised yet, while the producer is still open. */
    void onStop(@Observes ShutdownEvent event) {
        summarise(RefusalPublisher::warn);
    }
}
