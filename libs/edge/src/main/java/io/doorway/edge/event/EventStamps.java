package io.doorway.edge.event;

import io.doorway.edge.trace.LoginTrace;
import io.doorway.protocol.Base64Url;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Stamps events. No two get the same stamp. */
@ApplicationScoped
public class EventStamps {
    private static final int ID_BYTES = 16;

    private final RandomGenerator random;
    private final InstantSource clock;
    private final LoginTrace trace;

    EventStamps(RandomGenerator random, InstantSource clock, LoginTrace trace) {
        this.random = random;
        this.clock = clock;
        this.trace = trace;
    }

    /** For what the current request does. */
    public Stamp now() {
        return nowIn(trace.current());
    }

    /** For what is done of a login, whose trace is not the request's. */
    public Stamp nowIn(@Nullable String traceparent) {
        return new Stamp(Base64Url.random(random, ID_BYTES), clock.instant(), traceparent);
    }
}
