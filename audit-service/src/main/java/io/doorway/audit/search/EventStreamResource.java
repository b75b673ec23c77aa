package io.doorway.audit.search;

import io.doorway.audit.search.RecordedEventsAvailableFilter.StreamsRecordedEvents;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.web.limit.RateLimited;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Streams events as they become durable (server-sent events). */
@Path("/audit/stream")
@RolesAllowed("security")
@RateLimited(Attempt.READ_AUDIT)
@Produces(MediaType.SERVER_SENT_EVENTS)
@Tag(name = "Audit")
class EventStreamResource {

    private static final int MAX_RECENT = 1000;
    private static final Set<String> PARAMETERS = parameters();

    private final EventFeed feed;
    private final OpenStreams streams;
    private final JsonWebToken operator;
    private final InstantSource clock;

    EventStreamResource(EventFeed feed, OpenStreams streams, JsonWebToken operator, InstantSource clock) {
        this.feed = feed;
        this.streams = streams;
        this.operator = operator;
        this.clock = clock;
    }

    @GET
    @StreamsRecordedEvents
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store, no-transform")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(summary = "Streams events: the id is the position, the data is the OCSF record")
    @APIResponse(responseCode = "200", description = "Events until the operator's token expires")
    @APIResponse(
            responseCode = "503",
            description = "A problem: the events cannot be read, or too many streams are open")
    public Multi<OutboundSseEvent> follow(
            @BeanParam EventFilterParameters criteria,
            @RestQuery @Parameter(description = "Begin with this many recent events, at most 1000") @Nullable
                    String recent,
            @RestHeader("Last-Event-ID") @Parameter(description = "Resume after this id") @Nullable String lastEventId,
            @Context UriInfo uri,
            @Context HttpServerResponse response) {
        QueryParameters.only(PARAMETERS, uri);
        EventFilter filter = EventFilter.of(criteria);
        int count = QueryParameters.number("recent", recent, 0, MAX_RECENT, 0);
        Multi<OutboundSseEvent> events = lastEventId == null
                ? feed.withRecent(count, filter)
                : feed.after(QueryParameters.position("Last-Event-ID", lastEventId), filter);
        return streams.admit(events.select().first(untilTokenExpires()), response);
    }

    private Duration untilTokenExpires() {
        Duration left = Duration.between(clock.instant(), Instant.ofEpochSecond(operator.getExpirationTime()));
        return left.isPositive() ? left : Duration.ofMillis(1);
    }

    private static Set<String> parameters() {
        Set<String> names = new HashSet<>(EventFilter.NAMES);
        names.add("recent");
        return Set.copyOf(names);
    }
}
