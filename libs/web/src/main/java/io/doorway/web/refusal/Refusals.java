package io.doorway.web.refusal;

import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts every refused attempt and notifies the {@linkplain RefusalListener listeners}. */
@ApplicationScoped
public class Refusals {

    private final MeterRegistry metrics;
    private final List<RefusalListener> listeners;

    Refusals(MeterRegistry metrics, @All List<RefusalListener> listeners) {
        this.metrics = metrics;
        this.listeners = listeners;
    }

    /** Records the refusal without delaying or changing the response. */
    public void record(Attempt attempt, RefusalReason reason, Actor actor) {
        record(attempt, reason, actor, null);
    }

    /** The same, of a relying party's request that was answered with this error. */
    public void record(Attempt attempt, RefusalReason reason, Actor actor, @Nullable RequestError error) {
        metrics.counter("doorway.refusals", "attempt", attempt.wireName(), "reason", reason.wireName())
                .increment();
        listeners.forEach(listener -> listener.refused(attempt, reason, actor, error));
    }

    /**
     * The error that answered a relying party's request.
     *
     * @param code the error of OAuth or OpenID Connect, such as {@code invalid_grant}
     * @param detail what is wrong, for the relying party's developer, or null; the answer may disclose less
     */
    public record RequestError(String code, @Nullable String detail) {

        /** An event accepts texts of this length; a description may contain what the request sent. */
        private static final int MAX_DETAIL = 500;

        public RequestError {
            detail = detail == null || detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
        }
    }

    /** Is notified of every refused attempt. An implementation neither blocks nor throws. */
    public interface RefusalListener {

        /** @param error the error that answered a relying party's request; null for other attempts */
        void refused(Attempt attempt, RefusalReason reason, Actor actor, @Nullable RequestError error);
    }
}
