package io.doorway.challenge.cancel;

import io.doorway.challenge.OwnChallenge;
import io.doorway.edge.browser.BindingCookie;
import io.doorway.edge.browser.ProvenBrowser;
import io.doorway.edge.limit.Limited;
import io.doorway.protocol.challenge.Cancelled;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Open;
import io.doorway.protocol.challenge.StateName;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Outcome;
import io.doorway.store.Transitions;
import io.doorway.store.Verdict;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code DELETE /challenges/{id}}: the page gives up. */
@Path("/challenges/{id}")
class CancelResource {

    private final OwnChallenge own;
    private final Transitions transitions;

    CancelResource(OwnChallenge own, Transitions transitions) {
        this.own = own;
        this.transitions = transitions;
    }

    @DELETE
    @Limited(Attempt.CANCEL)
    @Operation(summary = "Cancels the page's own challenge")
    @APIResponse(responseCode = "204", description = "It is cancelled, now or before")
    @APIResponse(responseCode = "404", description = "challenge-not-found: there is none, or it is another browser's")
    @APIResponse(responseCode = "409", description = "challenge-closed: it ended in another way")
    public Uni<RestResponse<Void>> cancel(
            @PathParam("id") String id,
            @CookieParam(BindingCookie.NAME) @Nullable String cookie,
            @HeaderParam("DPoP") @Nullable String proof,
            @Context HttpServerRequest http) {
        OwnChallenge.Request request = new OwnChallenge.Request(
                Attempt.CANCEL,
                id,
                "DELETE",
                "/challenges/" + id,
                cookie,
                proof,
                http.remoteAddress().host());
        return own.prove(request)
                .chain(browser -> cancel(own.id(request), browser))
                .map(outcome -> switch (outcome) {
                    case Outcome.Done<StateName> done -> RestResponse.noContent();
                    case Outcome.Refused<StateName> no -> throw own.refuse(request, no.reason(), no.challenge());
                });
    }

    private Uni<Outcome<StateName>> cancel(ChallengeId id, ProvenBrowser browser) {
        return transitions.change(id, Fence.NONE, loaded -> decide(loaded, browser));
    }

    private static Verdict<StateName> decide(Loaded loaded, ProvenBrowser browser) {
        RefusalReason notOwned = OwnChallenge.notOwned(browser, loaded.challenge());
        if (notOwned != null) {
            return new Verdict.Refuse<>(notOwned);
        }
        return switch (loaded.challenge()) {
            case Open open when loaded.overdue() -> new Verdict.Refuse<>(RefusalReason.EXPIRED);
            case Open open -> new Verdict.Change<>(open.cancel(Canceller.BROWSER, loaded.now()), StateName.CANCELLED);
            case Cancelled cancelled -> new Verdict.Again<>(StateName.CANCELLED);
            default -> new Verdict.Refuse<>(RefusalReason.WRONG_STATE);
        };
    }
}
