package io.doorway.web.request;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;

/**
 * Counts what requests wait for: round trips to Redis, records that Kafka acknowledges and statements of PostgreSQL. A login costs what
 * its requests wait for, so a test has a ceiling for each.
 *
 * <p>What happens outside of a request, such as the relay, is counted apart: {@code caller} is {@code request} or {@code background}.
 */
@Singleton
public class Waits {

    private static final String REQUEST = Waits.class.getName();

    private final Counter[] ofRequests;
    private final Counter[] inBackground;

    /** The server that is waited for. */
    public enum Server {
        REDIS,
        KAFKA,
        POSTGRES
    }

    Waits(MeterRegistry metrics) {
        ofRequests = counters(metrics, "request");
        inBackground = counters(metrics, "background");
    }

    private static Counter[] counters(MeterRegistry metrics, String caller) {
        return Arrays.stream(Server.values())
                .map(server -> counter(metrics, server, caller))
                .toArray(Counter[]::new);
    }

    private static Counter counter(MeterRegistry metrics, Server server, String caller) {
        return Counter.builder("doorway.waits")
                .description("Round trips to Redis, records that Kafka acknowledged and statements of PostgreSQL")
                .tag("for", server.name().toLowerCase(Locale.ROOT))
                .tag("caller", caller)
                .register(metrics);
    }

    /** From now on, what the current Vert.x context waits for is waited for by a request. */
    public static void beginRequest() {
        if (VertxContext.isOnDuplicatedContext()) {
            ContextLocals.put(REQUEST, true);
        }
    }

    /** One wait begins. */
    public void count(Server server) {
        (isRequest() ? ofRequests : inBackground)[server.ordinal()].increment();
    }

    private static boolean isRequest() {
        return VertxContext.isOnDuplicatedContext()
                && ContextLocals.get(REQUEST).isPresent();
    }
}
