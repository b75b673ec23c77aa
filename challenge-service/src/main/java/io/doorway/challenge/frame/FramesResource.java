package io.doorway.challenge.frame;

import io.doorway.challenge.OwnChallenge;
import io.doorway.edge.browser.BindingCookie;
import io.doorway.edge.browser.ProvenBrowser;
import io.doorway.edge.limit.Limited;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Loaded;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code GET /challenges/{id}/frames}: the next seconds of the page's QR code. */
@Path("/challenges/{id}/frames")
class FramesResource {

    private final OwnChallenge own;
    private final ChallengeStore store;
    private final DrawFrames draw;

    FramesResource(OwnChallenge own, ChallengeStore store, DrawFrames draw) {
        this.own = own;
        this.store = store;
        this.draw = draw;
    }

    @GET
    @Limited(Attempt.FRAMES)
    @Operation(summary = "Draws the next seconds of the page's own challenge")
    @APIResponse(responseCode = "200", description = "A strip of frames, each with the instant from which it is shown")
    @APIResponse(responseCode = "404", description = "challenge-not-found: there is none, or it is another browser's")
    @APIResponse(responseCode = "409", description = "challenge-closed: it is not waiting for a scan any more")
    public Uni<RestResponse<DrawFrames.Strip>> frames(
            @PathParam("id") String id,
            @CookieParam(BindingCookie.NAME) @Nullable String cookie,
            @HeaderParam("DPoP") @Nullable String proof,
            @Context HttpServerRequest http) {
        OwnChallenge.Request request = new OwnChallenge.Request(
                Attempt.FRAMES,
                id,
                "GET",
                "/challenges/" + id + "/frames",
                cookie,
                proof,
                http.remoteAddress().host());
        return own.prove(request)
                .chain(browser -> store.load(own.id(request)).map(found -> strip(request, browser, found)))
                .map(strip -> RestResponse.ResponseBuilder.ok(strip)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    private DrawFrames.Strip strip(OwnChallenge.Request request, ProvenBrowser browser, Optional<Loaded> found) {
        Loaded loaded = found.orElseThrow(() -> own.refuse(request, RefusalReason.UNKNOWN_CHALLENGE, null));
        RefusalReason notOwned = OwnChallenge.notOwned(browser, loaded.challenge());
        if (notOwned != null) {
            throw own.refuse(request, notOwned, loaded.challenge());
        }
        if (!(loaded.challenge() instanceof Created created) || loaded.overdue()) {
            throw own.refuse(request, RefusalReason.WRONG_STATE, loaded.challenge());
        }
        return draw.from(created, loaded.now());
    }
}
