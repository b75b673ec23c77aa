package io.doorway.session.watch;

import io.doorway.edge.browser.BindingCookie;
import io.doorway.edge.limit.Limited;
import io.doorway.edge.problem.Problem;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.event.Attempt;
import io.doorway.session.watch.AdmitBrowser.Visitor;
import io.doorway.session.watch.AdmitStream.Stream;
import io.doorway.store.Loaded;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** The fallbacks of {@link WatchSocket}, on the same address: server-sent events, and the state for asking. */
@Path("/login/{id}/events")
@Limited(Attempt.WATCH)
@APIResponse(responseCode = "401", description = "The DPoP proof is missing, malformed or was used before.")
@APIResponse(responseCode = "404", description = "No such challenge, or another browser's.")
class WatchResource {

    private final Watchers watchers;
    private final AdmitBrowser admitBrowser;
    private final Seats seats;

    WatchResource(Watchers watchers, AdmitBrowser admitBrowser, Seats seats) {
        this.watchers = watchers;
        this.admitBrowser = admitBrowser;
        this.seats = seats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "The challenge's state, for a page that has to poll")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StateMessage.class)))
    public Uni<String> state(
            @RestPath String id,
            @RestCookie(BindingCookie.NAME) @Nullable String cookie,
            @RestHeader("DPoP") @Nullable String proof,
            HttpServerRequest request) {
        return admitBrowser
                .admit(
                        known(id),
                        new Visitor(cookie, proof, request.remoteAddress().hostAddress()),
                        () -> {})
                .map(admission -> StateMessage.of(granted(admission)).json());
    }

    @GET
    @Streamed
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @Operation(summary = "The challenge's states as they come, for a page that cannot open a WebSocket")
    @APIResponse(
            responseCode = "200",
            description = "Each event's data is a state message, as on the WebSocket.",
            content = @Content(schema = @Schema(implementation = StateMessage.class)))
    @APIResponse(responseCode = "429", description = "The challenge is watched by as many as may.")
    public Multi<String> states(@RestPath String id, @Context ContainerRequestContext request) {
        Stream stream = Stream.of(request);
        return stream.line().states().onTermination().invoke(() -> leave(stream));
    }

    private void leave(Stream stream) {
        watchers.leave(stream.watcher());
        seats.giveBack(stream.source());
    }

    static Loaded granted(Admission admission) {
        return switch (admission) {
            case Admission.Granted granted -> granted.loaded();
            case Admission.Unproven no -> throw no.why();
            case Admission.Unknown no -> throw Problem.challengeNotFound().asException();
        };
    }

    static ChallengeId known(String id) {
        return ChallengeId.parse(id)
                .orElseThrow(() -> Problem.challengeNotFound().asException());
    }
}
