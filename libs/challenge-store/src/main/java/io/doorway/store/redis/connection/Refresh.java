package io.doorway.store.redis.connection;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs a refresh of the topology at most twice a second, and once for all event loops that want it at the same time. Thread-safe. */
final class Refresh {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private Future<Void> last = Future.succeededFuture();
    private long begun = System.nanoTime() - PAUSE.toNanos();

    /** The refresh that runs, or the last one if it was less than half a second ago, or a new one. */
    synchronized Future<Void> run(Supplier<Future<Void>> refresh) {
        if (last.isComplete() && System.nanoTime() - begun >= PAUSE.toNanos()) {
            begun = System.nanoTime();
            last = refresh.get()
                    .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .recover(Refresh::failure);
        }
        return last;
    }

    private static Future<Void> failure(Throwable cause) {
        String reason = cause instanceof TimeoutException ? "no answer in " + TIMEOUT : cause.getMessage();
        return Future.failedFuture(new NoConnectionException("no master is known: " + reason));
    }
}
