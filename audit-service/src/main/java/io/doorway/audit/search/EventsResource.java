package io.doorway.audit.search;

import io.doorway.audit.search.RecordedEvents.RecordedEvent;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Finds recorded events, newest first, in pages. */
@Path("/audit/events")
@RolesAllowed("security")
@RateLimited(Attempt.READ_AUDIT)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
class EventsResource {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final Set<String> PARAMETERS = parameters();

    private final RecordedEvents events;

    EventsResource(RecordedEvents events) {
        this.events = events;
    }

    @GET
    @Operation(summary = "Finds events, newest first: {events: [OCSF record], next?: cursor}")
    @APIResponse(responseCode = "200", description = "A page of events; the last page has no next")
    @APIResponse(responseCode = "400", description = "A problem that names the invalid parameter")
    public Uni<RestResponse<String>> find(
            @BeanParam EventFilterParameters criteria,
            @RestQuery @Parameter(description = "At or after this time (RFC 3339)") @Nullable String from,
            @RestQuery @Parameter(description = "Before this time (RFC 3339)") @Nullable String to,
            @RestQuery @Parameter(description = "The next of the previous page") @Nullable String after,
            @RestQuery @Parameter(description = "Events per page, 1 to 200 (default: 50)") @Nullable String limit,
            @Context UriInfo uri) {
        QueryParameters.only(PARAMETERS, uri);
        EventFilter filter = EventFilter.of(criteria)
                .between(QueryParameters.instant("from", from), QueryParameters.instant("to", to));
        int count = QueryParameters.number("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT);
        Cursor start = after == null ? null : Cursor.parse(after);
        // One more than requested shows whether there is a next page.
        return events.newest(filter, start, count + 1).map(found -> response(page(found, count)));
    }

    @GET
    @Path("{uid}")
    @Operation(summary = "One event by its uid: an OCSF record")
    @APIResponse(responseCode = "200", description = "The OCSF record")
    @APIResponse(responseCode = "404", description = "A problem: the event does not exist")
    public Uni<RestResponse<String>> one(@RestPath String uid) {
        return events.findByUid(uid)
                .map(found -> found.map(event -> response(event.ocsf())).orElseThrow(EventsResource::notFound));
    }

    private static String page(List<RecordedEvent> found, int count) {
        List<RecordedEvent> page = found.subList(0, Math.min(count, found.size()));
        String records = page.stream().map(RecordedEvent::ocsf).collect(Collectors.joining(",", "{\"events\":[", "]"));
        return found.size() > count
                ? records + ",\"next\":\"" + page.getLast().cursor().text() + "\"}"
                : records + "}";
    }

    private static RestResponse<String> response(String json) {
        return ResponseBuilder.ok(json).header("Cache-Control", "no-store").build();
    }

    private static RuntimeException notFound() {
        return Problem.of(404, "event-not-found", "There is no event of this uid.")
                .asException();
    }

    private static Set<String> parameters() {
        Set<String> names = new HashSet<>(EventFilter.NAMES);
        names.addAll(Set.of("from", "to", "after", "limit"));
        return Set.copyOf(names);
    }
}
