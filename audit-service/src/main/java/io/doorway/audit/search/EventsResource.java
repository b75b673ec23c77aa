package io.doorway.audit.search;

import io.doorway.edge.limit.Limited;
import io.doorway.edge.problem.Problem;
import io.doorway.protocol.event.Attempt;
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

/** Recorded events, newest first, page by page. */
@Path("/audit/events")
@RolesAllowed("security")
@Limited(Attempt.READ_AUDIT)
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
    @APIResponse(responseCode = "200", description = "A page of events; without next, the last one")
    @APIResponse(responseCode = "400", description = "A problem that names the parameter")
    public Uni<RestResponse<String>> find(
            @BeanParam Criteria criteria,
            @RestQuery @Parameter(description = "From this time on (RFC 3339)") @Nullable String from,
            @RestQuery @Parameter(description = "Before this time (RFC 3339)") @Nullable String to,
            @RestQuery @Parameter(description = "The next of the page before") @Nullable String after,
            @RestQuery @Parameter(description = "1 to 200 events, 50 if not given") @Nullable String limit,
            @Context UriInfo asked) {
        Parameters.only(PARAMETERS, asked);
        Filter filter = Filter.of(criteria).between(Parameters.instant("from", from), Parameters.instant("to", to));
        int count = Parameters.number("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT);
        Cursor start = after == null ? null : Cursor.parse(after);
        // One more than asked for tells whether there is a next page.
        return events.newest(filter, start, count + 1).map(found -> answer(page(found, count)));
    }

    @GET
    @Path("{uid}")
    @Operation(summary = "One event by its uid: an OCSF record")
    @APIResponse(responseCode = "200", description = "The OCSF record")
    @APIResponse(responseCode = "404", description = "A problem: there is no such event")
    public Uni<RestResponse<String>> one(@RestPath String uid) {
        return events.withUid(uid)
                .map(found -> found.map(event -> answer(event.ocsf())).orElseThrow(EventsResource::notFound));
    }

    private static String page(List<Found> found, int count) {
        List<Found> shown = found.subList(0, Math.min(count, found.size()));
        String records = shown.stream().map(Found::ocsf).collect(Collectors.joining(",", "{\"events\":[", "]"));
        return found.size() > count
                ? records + ",\"next\":\"" + shown.getLast().cursor().text() + "\"}"
                : records + "}";
    }

    private static RestResponse<String> answer(String json) {
        return ResponseBuilder.ok(json).header("Cache-Control", "no-store").build();
    }

    private static RuntimeException notFound() {
        return Problem.of(404, "event-not-found", "There is no event of this uid.")
                .asException();
    }

    private static Set<String> parameters() {
        Set<String> names = new HashSet<>(Filter.NAMES);
        names.addAll(Set.of("from", "to", "after", "limit"));
        return Set.copyOf(names);
    }
}
