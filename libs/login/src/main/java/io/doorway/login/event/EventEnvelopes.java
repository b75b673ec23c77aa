package io.doorway.login.event;

import io.doorway.protocol.encoding.Base64Url;
import io.doorway.web.trace.LoginTrace;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes the envelopes of events. Each has an id of its own. */
@Singleton
public class EventEnvelopes {
    private static final int ID_BYTES = 16;

    private final RandomGenerator random;
    private final InstantSource clock;
    private final LoginTrace trace;

    EventEnvelopes(RandomGenerator random, InstantSource clock, LoginTrace trace) {
        this.random = random;
        this.clock = clock;
        this.trace = trace;
    }

    /** For an event of the current request, in its trace. */
    public EventEnvelope create() {
        return createInTrace(trace.current());
    }

    /** For an event of a login, in the login's trace, which is not the request's. */
    public EventEnvelope createInTrace(@Nullable String traceparent) {
        return new EventEnvelope(Base64Url.random(random, ID_BYTES), clock.instant(), traceparent);
    }

    /**
     * What every event has that is not a transition of a challenge.
     *
     * @param id 128 random bits, by which consumers recognize duplicates
     * @param at the time of the event, by the clock of the service that publishes it
     * @param traceparent the W3C trace context of the event, or null
     */
    public record EventEnvelope(
            String id, Instant at, @Nullable String traceparent) {}
}
