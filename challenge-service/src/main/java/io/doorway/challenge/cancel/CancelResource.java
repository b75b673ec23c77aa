package io.doorway.challenge.cancel;

import io.doorway.challenge.ChallengeAccess;
import io.doorway.challenge.ChallengeAccess.ChallengeCall;
import io.doorway.login.browser.AuthenticatedBrowser;
import io.doorway.login.browser.BindingCookie;
import io.doorway.protocol.challenge.Challenge.Cancelled;
import io.doorway.protocol.challenge.Challenge.Open;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.StateName;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Outcome;
import io.doorway.store.TransitionDecision;
import io.doorway.store.Transitions;
import io.doorway.web.limit.RateLimited;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code DELETE /challenges/{id}}: the page cancels its challenge. */
@Path("/challenges/{id}")
class CancelResource {

    private final ChallengeAccess access;
    private final Transitions transitions;

    CancelResource(ChallengeAccess access, Transitions transitions) {
        this.access = access;
        this.transitions = transitions;
    }

    @DELETE
    @RateLimited(Attempt.CANCEL)
    @Operation(summary = "Cancels the page's own challenge")
    @APIResponse(responseCode = "204", description = "The challenge is cancelled")
    @APIResponse(
            responseCode = "404",
            description = "challenge-not-found: it does not exist or belongs to another browser")
    @APIResponse(responseCode = "409", description = "challenge-closed: it has ended in another state")
    public Uni<RestResponse<Void>> cancel(
            @PathParam("id") String id,
            @CookieParam(BindingCookie.NAME) @Nullable String cookie,
            @HeaderParam("DPoP") @Nullable String proof,
            @Context HttpServerRequest http) {
        ChallengeCall call = ChallengeCall.of(Attempt.CANCEL, "/challenges/%s", id, cookie, proof, http);
        return access.authenticate(call)
                .chain(browser -> cancel(access.id(call), browser))
                .map(outcome -> switch (outcome) {
                    case Outcome.Done<StateName> done -> RestResponse.noContent();
                    case Outcome.Refused<StateName> refused ->
                        throw access.problem(call, refused.reason(), refused.challenge());
                });
    }

    private Uni<Outcome<StateName>> cancel(ChallengeId id, AuthenticatedBrowser browser) {
        return transitions.change(id, Fence.NONE, loaded -> decide(loaded, browser));
    }

    private static TransitionDecision<StateName> decide(ChallengeSnapshot loaded, AuthenticatedBrowser browser) {
        Optional<RefusalReason> mismatch =
                browser.mismatch(loaded.challenge().loginRequest().browser());
        if (mismatch.isPresent()) {
            return new TransitionDecision.Refuse<>(mismatch.get());
        }
        return switch (loaded.challenge()) {
            case Open open when loaded.overdue() -> new TransitionDecision.Refuse<>(RefusalReason.EXPIRED);
            case Open open ->
                new TransitionDecision.Change<>(open.cancel(Canceller.BROWSER, loaded.now()), StateName.CANCELLED);
            case Cancelled cancelled -> new TransitionDecision.Repeat<>(StateName.CANCELLED);
            default -> new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
        };
    }
}
