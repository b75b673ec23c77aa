package io.doorway.web.refusal;

import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

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
        metrics.counter("doorway.refusals", "attempt", attempt.wireName(), "reason", reason.wireName())
                .increment();
        listeners.forEach(listener -> listener.refused(attempt, reason, actor));
    }

    /** Is notified of every refused attempt. An implementation neither blocks nor throws. */
    public interface RefusalListener {

        void refused(Attempt attempt, RefusalReason reason, Actor actor);
    }
}
