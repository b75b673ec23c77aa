package io.doorway.session.login.complete;

import io.doorway.login.browser.AuthenticateBrowser;
import io.doorway.login.browser.AuthenticateBrowser.BrowserRequest;
import io.doorway.login.browser.BindingCookie;
import io.doorway.login.refusal.RefusalProblems;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.login.complete.ConsumeApproval.Completion;
import io.doorway.store.Outcome;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.problem.Problem;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.request.ClientAddress;
import io.micrometer.core.instrument.MeterRegistry;
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
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Completes an approved login and returns the redirect address with the authorization code. */
@Path("/login/{id}/complete")
@Tag(name = "Login page")
class CompleteResource {
    private final CompleteLogin completeLogin;
    private final AuthenticateBrowser authenticateBrowser;
    private final Refusals refusals;
    private final MeterRegistry metrics;

    CompleteResource(
            CompleteLogin completeLogin,
            AuthenticateBrowser authenticateBrowser,
            Refusals refusals,
            MeterRegistry metrics) {
        this.completeLogin = completeLogin;
        this.authenticateBrowser = authenticateBrowser;
        this.refusals = refusals;
        this.metrics = metrics;
    }

    @POST
    @RateLimited(Attempt.CONSUME)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Complete an approved login, once; a repeated request of the same browser gets the same response")
    public Uni<Response> complete(
            @PathParam("id") String path,
            @CookieParam(BindingCookie.NAME) @Nullable String cookie,
            @CookieParam(LoginProtocol.SESSION_COOKIE) @Nullable String sessionCookie,
            @HeaderParam("DPoP") @Nullable String proof,
            @Context HttpServerRequest connection,
            @Nullable String body) {
        Actor actor = Actor.at(ClientAddress.of(connection));
        Optional<ChallengeId> parsed = ChallengeId.parse(path);
        if (parsed.isEmpty()) {
            return Uni.createFrom().item(Problem.challengeNotFound().asResponse());
        }
        ChallengeId id = parsed.get();
        CompletionRequest completion = CompletionRequest.parse(body);
        BrowserRequest request =
                new BrowserRequest(Attempt.CONSUME, actor.on(id), "POST", "/login/" + id + "/complete", cookie, proof);
        return Uni.createFrom()
                .item(() -> authenticateBrowser.verify(request))
                .chain(browser -> completeLogin.complete(id, browser, completion, sessionCookie))
                .map(outcome -> toResponse(outcome, actor.on(id)));
    }

    /** A wrong code is not recorded as a refusal, because it is a transition with its own event. */
    private Response toResponse(Outcome<Completion> outcome, Actor actor) {
        return switch (outcome) {
            case Outcome.Done<Completion> done -> {
                if (done.reply() instanceof Completion.Completed) {
                    metrics.counter("doorway.logins.completed").increment();
                }
                yield CompletionResponses.of(done.reply());
            }
            case Outcome.Refused<Completion> refused -> {
                refusals.record(Attempt.CONSUME, refused.reason(), actor.on(refused.challenge()));
                Challenge challenge = refused.challenge();
                yield RefusalProblems.of(
                                Attempt.CONSUME, refused.reason(), challenge == null ? null : challenge.state(), null)
                        .asResponse();
            }
        };
    }
}
