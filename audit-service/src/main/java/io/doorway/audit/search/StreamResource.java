package io.doorway.audit.search;

import io.doorway.edge.limit.Limited;
import io.doorway.protocol.event.Attempt;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
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
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Events as they become durable, as server-sent events. */
@Path("/audit/stream")
@RolesAllowed("security")
@Limited(Attempt.READ_AUDIT)
@Produces(MediaType.SERVER_SENT_EVENTS)
@Tag(name = "Audit")
class StreamResource {

    private static final int MAX_RECENT = 1000;
    private static final Set<String> PARAMETERS = parameters();

    private final LiveFeed feed;
    private final JsonWebToken operator;
    private final InstantSource clock;

    StreamResource(LiveFeed feed, JsonWebToken operator, InstantSource clock) {
        this.feed = feed;
        this.operator = operator;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Follows events: each one's id is its place, its data the OCSF record")
    @APIResponse(responseCode = "200", description = "Events until the caller's token expires")
    public Multi<OutboundSseEvent> follow(
            @BeanParam Criteria criteria,
            @RestQuery @Parameter(description = "Begin with up to 1000 recent events") @Nullable String recent,
            @RestHeader("Last-Event-ID") @Parameter(description = "Resume after this id") @Nullable String lastEventId,
            @Context UriInfo asked) {
        Parameters.only(PARAMETERS, asked);
        Filter filter = Filter.of(criteria);
        int count = Parameters.number("recent", recent, 0, MAX_RECENT, 0);
        Multi<OutboundSseEvent> events = lastEventId == null
                ? feed.withRecent(count, filter)
                : feed.after(Parameters.place("Last-Event-ID", lastEventId), filter);
        return events.select().first(untilTokenExpires());
    }

    private Duration untilTokenExpires() {
        Duration left = Duration.between(clock.instant(), Instant.ofEpochSecond(operator.getExpirationTime()));
        return left.isPositive() ? left : Duration.ofMillis(1);
    }

    private static Set<String> parameters() {
        Set<String> names = new HashSet<>(Filter.NAMES);
        names.add("recent");
        return Set.copyOf(names);
    }
}
