package io.doorway.audit.search;

import io.doorway.web.config.Within;
import io.doorway.web.problem.Problem;
import io.doorway.web.problem.ProblemException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/** Bounds the streams that this instance serves at once, because each of them queries the table four times a second. */
@Singleton
class OpenStreams {

    private static final int RETRY_AFTER_SECONDS = 15;

    private final Semaphore free;

    OpenStreams(AuditConfig config) {
        this.free = new Semaphore(config.maxStreams());
    }

    /** The audit. */
    @ConfigMapping(prefix = "doorway.audit")
    interface AuditConfig {

        /** How many streams of events one instance serves at once. Another one is refused with {@code 503}. */
        @WithDefault("50")
        @Within(min = "1", max = "1000")
        int maxStreams();
    }

    /**
     * Takes a place, which the returned stream gives back when it ends, fails or is cancelled. A client that is gone before its stream begins
     * never cancels it, so it gets none.
     *
     * @param response that the stream is written to
     * @throws ProblemException if no place is free
     */
    <T> Multi<T> admit(Multi<T> stream, HttpServerResponse response) {
        if (response.closed()) {
            return Multi.createFrom().empty();
        }
        if (!free.tryAcquire()) {
            throw new Problem(
                            503,
                            "too-many-streams",
                            "Too many streams of events are open. Close another one, or try again in a moment.",
                            RETRY_AFTER_SECONDS)
                    .asException();
        }
        return stream.onTermination().invoke(() -> free.release());
    }
}
