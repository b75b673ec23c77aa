package io.doorway.audit.search;

import io.doorway.audit.search.RecordedEvents.RecordedEvent;
import io.doorway.web.shutdown.GracefulShutdown;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Follows the table by repeating a query: resuming and following use the same query, which does not run without a subscriber. The table
 * is the source, so that a subscriber receives the events that every instance recorded.
 */
@Singleton
class EventFeed {

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final int EMPTY_QUERIES_PER_HEARTBEAT = 60;
    private static final int MAX_BATCH = 500;

    private final RecordedEvents events;
    private final Sse sse;
    private final GracefulShutdown shutdown;

    EventFeed(RecordedEvents events, Sse sse, GracefulShutdown shutdown) {
        this.shutdown = shutdown;
        this.events = events;
        this.sse = sse;
    }

    /** The last {@code count} events, then every later one. */
    Multi<OutboundSseEvent> withRecent(int count, EventFilter filter) {
        return events.positionBeforeLast(count, filter).onItem().transformToMulti(seq -> after(seq, filter));
    }

    /** Every event that becomes durable after the event of this {@code seq}, until this instance stops. */
    Multi<OutboundSseEvent> after(long seq, EventFilter filter) {
        AtomicLong lastSeq = new AtomicLong(seq);
        AtomicLong emptyQueries = new AtomicLong();
        return Multi.createBy()
                .repeating()
                .uni(() -> events.since(lastSeq.get(), filter, MAX_BATCH))
                .withDelay(INTERVAL)
                .until(found -> shutdown.isDraining())
                .onItem()
                .transformToIterable(
                        found -> found.isEmpty() ? heartbeat(emptyQueries) : events(found, lastSeq, emptyQueries));
    }

    private List<OutboundSseEvent> events(List<RecordedEvent> found, AtomicLong lastSeq, AtomicLong emptyQueries) {
        lastSeq.set(found.getLast().seq());
        emptyQueries.set(0);
        return found.stream().map(this::event).toList();
    }

    /** A comment keeps proxies from closing an idle connection, and writing it detects a closed one. */
    private List<OutboundSseEvent> heartbeat(AtomicLong emptyQueries) {
        return emptyQueries.incrementAndGet() % EMPTY_QUERIES_PER_HEARTBEAT == 0
                ? List.of(sse.newEventBuilder().comment("heartbeat").build())
                : List.of();
    }

    private OutboundSseEvent event(RecordedEvent found) {
        return sse.newEventBuilder()
                .id(Long.toString(found.seq()))
                .data(found.ocsf())
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .build();
    }
}
