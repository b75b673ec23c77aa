package io.doorway.audit.search;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Answers 503 if the events are not readable. A stream has begun its response when it reads its first events, and could only be closed
 * then.
 */
class RecordedEventsAvailableFilter {

    /** A resource that streams recorded events. */
    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface StreamsRecordedEvents {}

    private final RecordedEvents events;

    RecordedEventsAvailableFilter(RecordedEvents events) {
        this.events = events;
    }

    @ServerRequestFilter
    @StreamsRecordedEvents
    Uni<Void> check() {
        return events.lastPosition().replaceWithVoid();
    }
}
