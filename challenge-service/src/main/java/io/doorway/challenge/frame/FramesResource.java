package io.doorway.challenge.frame;

import io.doorway.challenge.ChallengeAccess;
import io.doorway.challenge.ChallengeAccess.ChallengeCall;
import io.doorway.login.browser.AuthenticatedBrowser;
import io.doorway.login.browser.BindingCookie;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.Route;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.web.limit.RateLimited;
import io.quarkus.vertx.http.Compressed;
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

/** {@code GET /challenges/{id}/frames}: the QR frames of the next seconds. */
@Path("/challenges/{id}/frames")
class FramesResource {

    private final ChallengeAccess access;
    private final ChallengeStore store;
    private final DrawFrames draw;

    FramesResource(ChallengeAccess access, ChallengeStore store, DrawFrames draw) {
        this.access = access;
        this.store = store;
        this.draw = draw;
    }

    @GET
    @Compressed
    @RateLimited(Attempt.FRAMES)
    @Operation(summary = "Draws the QR frames of the next seconds of the page's own challenge")
    @APIResponse(responseCode = "200", description = "A strip of frames, each with the time at which it is displayed")
    @APIResponse(
            responseCode = "404",
            description = "challenge-not-found: it does not exist or belongs to another browser")
    @APIResponse(responseCode = "409", description = "challenge-closed: it cannot be scanned, or not any more")
    public Uni<RestResponse<DrawFrames.Strip>> frames(
            @PathParam("id") String id,
            @CookieParam(BindingCookie.NAME) @Nullable String cookie,
            @HeaderParam("DPoP") @Nullable String proof,
            @Context HttpServerRequest http) {
        ChallengeCall call = ChallengeCall.of(Attempt.FRAMES, "/challenges/%s/frames", id, cookie, proof, http);
        return access.authenticate(call)
                .chain(browser -> store.load(access.id(call)).map(found -> strip(call, browser, found)))
                .map(strip -> RestResponse.ResponseBuilder.ok(strip)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    private DrawFrames.Strip strip(
            ChallengeCall call, AuthenticatedBrowser browser, Optional<ChallengeSnapshot> found) {
        ChallengeSnapshot loaded = found.orElseThrow(() -> access.problem(call, RefusalReason.UNKNOWN_CHALLENGE, null));
        browser.mismatch(loaded.challenge().loginRequest().browser()).ifPresent(reason -> {
            throw access.problem(call, reason, loaded.challenge());
        });
        boolean hasFrames = loaded.challenge().loginRequest().route() != Route.ENTERED_CODE;
        if (!hasFrames || !(loaded.challenge() instanceof Created created) || loaded.overdue()) {
            throw access.problem(call, RefusalReason.WRONG_STATE, loaded.challenge());
        }
        return draw.from(created, loaded.now());
    }
}
