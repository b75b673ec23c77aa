package io.doorway.session.login.complete;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.doorway.login.browser.AuthenticateBrowser;
import io.doorway.login.browser.AuthenticateBrowser.BrowserRequest;
import io.doorway.login.browser.AuthenticatedBrowser;
import io.doorway.login.browser.BindingCookie;
import io.doorway.login.refusal.RefusalProblems;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Outcome;
import io.doorway.store.TransitionDecision;
import io.doorway.store.Transitions;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.problem.Problem;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.request.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Gives a person more time to enter the confirmation code, each time that they ask for it (WCAG 2.2, 2.2.1; ADR 0051). */
@Path("/login/{id}/more-time")
@Tag(name = "Login page")
class MoreTimeResource {
    private final Transitions transitions;
    private final AuthenticateBrowser authenticateBrowser;
    private final Refusals refusals;

    MoreTimeResource(Transitions transitions, AuthenticateBrowser authenticateBrowser, Refusals refusals) {
        this.transitions = transitions;
        this.authenticateBrowser = authenticateBrowser;
        this.refusals = refusals;
    }

    /**
     * @param expiresAt until when the code can be entered
     * @param extendable whether another request would give more time
     * @param serverTime the time of the answer, by the store's clock
     */
    record MoreTimeBody(
            @JsonProperty("expires_at") Instant expiresAt,
            boolean extendable,
            @JsonProperty("server_time") Instant serverTime) {}

    @POST
    @RateLimited(Attempt.EXTEND)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Extend the time for entering the confirmation code",
            description =
                    "By two minutes, and at most until ten minutes after the challenge was created. A further request changes nothing then")
    @APIResponse(responseCode = "200", description = "Until when the code can be entered")
    @APIResponse(
            responseCode = "404",
            description = "challenge-not-found: it does not exist or belongs to another browser")
    @APIResponse(responseCode = "409", description = "wrong-state: no confirmation code is being waited for")
    @APIResponse(responseCode = "410", description = "expired or cancelled: the login is over")
    public Uni<MoreTimeBody> extend(
            @PathParam("id") String path,
            @CookieParam(BindingCookie.NAME) @Nullable String cookie,
            @HeaderParam("DPoP") @Nullable String proof,
            @Context HttpServerRequest connection) {
        ChallengeId id = ChallengeId.parse(path)
                .orElseThrow(() -> Problem.challengeNotFound().asException());
        Actor actor = Actor.at(ClientAddress.of(connection)).on(id);
        BrowserRequest request =
                new BrowserRequest(Attempt.EXTEND, actor, "POST", "/login/" + id + "/more-time", cookie, proof);
        return authenticateBrowser
                .authenticate(request)
                .chain(browser -> transitions.change(id, Fence.NONE, loaded -> decide(loaded, browser)))
                .map(outcome -> body(outcome, actor));
    }

    private static TransitionDecision<MoreTimeBody> decide(ChallengeSnapshot loaded, AuthenticatedBrowser browser) {
        Challenge challenge = loaded.challenge();
        Optional<RefusalReason> mismatch =
                browser.mismatch(challenge.loginRequest().browser());
        if (mismatch.isPresent()) {
            return new TransitionDecision.Refuse<>(mismatch.get());
        }
        if (!(challenge instanceof Approved approved) || approved.check() != Check.TYPED_CODE) {
            return new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
        }
        if (loaded.overdue()) {
            return new TransitionDecision.Refuse<>(RefusalReason.EXPIRED);
        }
        if (!isExtendable(approved)) {
            return new TransitionDecision.Repeat<>(body(approved, loaded.now()));
        }
        Transition<Approved> extended = approved.extend(loaded.now());
        return new TransitionDecision.Change<>(extended, body(extended.next(), loaded.now()));
    }

    private static MoreTimeBody body(Approved approved, Instant now) {
        return new MoreTimeBody(approved.deadline(), isExtendable(approved), now);
    }

    private static boolean isExtendable(Approved approved) {
        return approved.extendedDeadline().isAfter(approved.deadline());
    }

    private MoreTimeBody body(Outcome<MoreTimeBody> outcome, Actor actor) {
        return switch (outcome) {
            case Outcome.Done<MoreTimeBody> done -> done.reply();
            case Outcome.Refused<MoreTimeBody> refused -> {
                Challenge challenge = refused.challenge();
                refusals.record(Attempt.EXTEND, refused.reason(), actor.on(challenge));
                throw RefusalProblems.of(
                                Attempt.EXTEND, refused.reason(), challenge == null ? null : challenge.state(), null)
                        .asException();
            }
        };
    }
}
