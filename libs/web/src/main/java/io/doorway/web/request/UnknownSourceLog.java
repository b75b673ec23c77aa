package io.doorway.web.request;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Reports that a proxy is not configured as {@code doorway.trusted-proxies} says: every person behind it is refused. A client
 * can cause it too, so there is at most one line a minute.
 */
@Singleton
class UnknownSourceLog {

    private static final Logger LOGGER = Logger.getLogger(UnknownSourceLog.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int MAX_SHOWN = 200;

    private final InstantSource clock;
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);
    private final AtomicLong notLogged = new AtomicLong();

    UnknownSourceLog(InstantSource clock) {
        this.clock = clock;
    }

    void refused(HttpServerRequest request, String reason) {
        Instant now = clock.instant();
        Instant allowed = next.get();
        if (now.isBefore(allowed) || !next.compareAndSet(allowed, now.plus(INTERVAL))) {
            notLogged.incrementAndGet();
            return;
        }
        String header = String.join(" | ", request.headers().getAll(ClientAddress.HEADER));
        LOGGER.warnf(
                "unknown source: %s; X-Forwarded-For from %s: \"%s\"; %d more since the last such line",
                reason,
                request.connection().remoteAddress().hostAddress(),
                header.length() > MAX_SHOWN ? header.substring(0, MAX_SHOWN) + "..." : header,
                notLogged.getAndSet(0));
    }
}
