package io.doorway.store.redis.connection;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Limits the attempts of this process to connect: while a server does not accept connections, one of all event loops tries it twice a second.
 * Thread-safe.
 */
final class ConnectionAttempts {

    static final Duration PAUSE = Duration.ofMillis(500);

    private static final Logger LOGGER = Logger.getLogger(ConnectionAttempts.class);

    private final Map<Node, Failure> failures = new ConcurrentHashMap<>();

    private final AtomicLong lost = new AtomicLong();

    private record Failure(String reason, AtomicLong nextAttempt) {}

    /** Begins an attempt. Returns null if it is allowed, otherwise why the last one failed. */
    @Nullable
    String begin(Node node) {
        Failure failure = failures.get(node);
        if (failure == null) {
            return null;
        }
        long now = System.nanoTime();
        long next = failure.nextAttempt.get();
        boolean mine = now - next >= 0 && failure.nextAttempt.compareAndSet(next, now + PAUSE.toNanos());
        return mine ? null : failure.reason;
    }

    void succeeded(Node node) {
        if (failures.remove(node) != null) {
            LOGGER.infof("connected to Redis at %s again", node);
        }
    }

    /** A connection ended that was open. */
    void lost() {
        lost.incrementAndGet();
    }

    /** How many connections ended that were open. */
    long lostConnections() {
        return lost.get();
    }

    void failed(Node node, String reason) {
        Failure before = failures.put(node, new Failure(reason, new AtomicLong(System.nanoTime() + PAUSE.toNanos())));
        if (before == null) {
            LOGGER.warnf("no connection to Redis at %s: %s", node, reason);
        }
    }
}
