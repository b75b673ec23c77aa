package io.doorway.audit.search;

import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Follows the table: resuming and following are the same question, asked again and again, and it costs nothing while nobody
 * watches. The table is the source, so that a subscriber sees what every instance recorded.
 */
@ApplicationScoped
class LiveFeed {

    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final int QUIET_PERIODS_TO_A_HEARTBEAT = 60;
    private static final int MOST_AT_ONCE = 500;

    private final RecordedEvents events;
    private final Sse sse;

    LiveFeed(RecordedEvents events, Sse sse) {
        this.events = events;
        this.sse = sse;
    }

    /** The last {@code count} events, then the following. */
    Multi<OutboundSseEvent> withRecent(int count, Filter filter) {
        return events.placeBeforeLast(count, filter).onItem().transformToMulti(place -> after(place, filter));
    }

    /** What became durable after the event whose id this is. */
    Multi<OutboundSseEvent> after(long id, Filter filter) {
        AtomicLong place = new AtomicLong(id);
        AtomicLong quiet = new AtomicLong();
        return Multi.createBy()
                .repeating()
                .uni(() -> events.since(place.get(), filter, MOST_AT_ONCE))
                .withDelay(PERIOD)
                .indefinitely()
                .onItem()
                .transformToIterable(found -> found.isEmpty() ? quiet(quiet) : told(found, place, quiet));
    }

    private List<OutboundSseEvent> told(List<Found> found, AtomicLong place, AtomicLong quiet) {
        place.set(found.getLast().seq());
        quiet.set(0);
        return found.stream().map(this::event).toList();
    }

    /** A comment now and then keeps proxies from closing the connection, and tells the server that the reader has gone. */
    private List<OutboundSseEvent> quiet(AtomicLong quiet) {
        return quiet.incrementAndGet() % QUIET_PERIODS_TO_A_HEARTBEAT == 0
                ? List.of(sse.newEventBuilder().comment("still here").build())
                : List.of();
    }

    private OutboundSseEvent event(Found found) {
        return sse.newEventBuilder()
                .id(Long.toString(found.seq()))
                .data(found.ocsf())
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .build();
    }
}
