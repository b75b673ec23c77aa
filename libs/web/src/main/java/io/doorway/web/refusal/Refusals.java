package io.doorway.web.refusal;

import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Counts every refused attempt and notifies the {@linkplain RefusalListener listeners}. */
@Singleton
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

        private static final int MAX_DETAIL = 500;

        /** What may be a code, a token or a secret: the description of a parser's error can quote the request. */
        private static final Pattern RANDOM = Pattern.compile("(?=[\\w-]*\\d)(?=[\\w-]*[A-Z])[\\w-]{20,}");

        public RequestError {
            if (detail != null) {
                String text = RANDOM.matcher(detail).replaceAll("...");
                detail = text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL);
            }
        }
    }

    /** Is notified of every refused attempt. An implementation neither blocks nor throws. */
    public interface RefusalListener {

        /** @param error the error that answered a relying party's request; null for other attempts */
        void refused(Attempt attempt, RefusalReason reason, Actor actor, @Nullable RequestError error);
    }
}
