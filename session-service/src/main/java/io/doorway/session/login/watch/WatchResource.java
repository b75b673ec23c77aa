package io.doorway.session.login.watch;

import io.doorway.login.browser.BindingCookie;
import io.doorway.login.refusal.RefusalProblems;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.login.watch.AdmitWatcher.WatchAdmission;
import io.doorway.session.login.watch.StreamAdmissionFilter.AdmittedStream;
import io.doorway.session.login.watch.StreamAdmissionFilter.Stream;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.problem.Problem;
import io.doorway.web.request.ClientAddress;
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

/** The fallbacks for {@link WatchSocket}, at the same address: server-sent events, and polling. */
@Path("/login/{id}/events")
@RateLimited(Attempt.WATCH)
@APIResponse(responseCode = "401", description = "The DPoP proof is missing, malformed or was used before.")
@APIResponse(responseCode = "404", description = "The challenge does not exist or belongs to another browser.")
class WatchResource {

    private final AdmitWatcher admitWatcher;

    WatchResource(AdmitWatcher admitWatcher) {
        this.admitWatcher = admitWatcher;
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
            @Context HttpServerRequest request) {
        ChallengeId challenge = parseId(id);
        String source = ClientAddress.of(request);
        return admitWatcher
                .admit(challenge, AdmitWatcher.request(challenge, cookie, proof, source), () -> {})
                .map(admission -> StateMessage.of(granted(admission)).json());
    }

    @GET
    @AdmittedStream
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store, no-transform")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @Operation(summary = "The challenge's states as server-sent events, for a page that cannot open a WebSocket")
    @APIResponse(
            responseCode = "200",
            description = "Each event's data is a state message, as on the WebSocket.",
            content = @Content(schema = @Schema(implementation = StateMessage.class)))
    @APIResponse(
            responseCode = "429",
            description = "The challenge, or the network, has the maximum number of watchers.")
    public Multi<String> states(@RestPath String id, @Context ContainerRequestContext request) {
        Stream stream = Stream.of(request);
        return stream.channel().messages().onTermination().invoke(stream.close()::run);
    }

    static ChallengeSnapshot granted(WatchAdmission admission) {
        return switch (admission) {
            case WatchAdmission.Granted granted -> granted.loaded();
            case WatchAdmission.InvalidProof invalid -> throw invalid.exception();
            case WatchAdmission.TooMany tooMany ->
                throw RefusalProblems.of(Attempt.WATCH, RefusalReason.RATE_LIMITED)
                        .asException();
            case WatchAdmission.NotFound refused ->
                throw RefusalProblems.of(Attempt.WATCH, refused.reason()).asException();
        };
    }

    static ChallengeId parseId(String id) {
        return ChallengeId.parse(id)
                .orElseThrow(() -> Problem.challengeNotFound().asException());
    }
}
