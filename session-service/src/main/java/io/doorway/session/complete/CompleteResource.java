package io.doorway.session.complete;

import io.doorway.edge.browser.BindingCookie;
import io.doorway.edge.config.Issuer;
import io.doorway.edge.limit.Limited;
import io.doorway.edge.problem.Problem;
import io.doorway.edge.proof.BrowserProofs;
import io.doorway.edge.proof.ProofRefused;
import io.doorway.edge.refusal.Refusals;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.event.Attempt;
import io.doorway.store.Outcome;
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

/** Where the waiting page asks for the address that leads back to the relying party. */
@Path("/login/{id}/complete")
@Tag(name = "Login page")
class CompleteResource {
    private final CompleteLogin completeLogin;
    private final BrowserProofs proofs;
    private final Refusals refusals;
    private final Issuer issuer;
    private final MeterRegistry metrics;

    CompleteResource(
            CompleteLogin completeLogin,
            BrowserProofs proofs,
            Refusals refusals,
            Issuer issuer,
            MeterRegistry metrics) {
        this.completeLogin = completeLogin;
        this.proofs = proofs;
        this.refusals = refusals;
        this.issuer = issuer;
        this.metrics = metrics;
    }

    @POST
    @Limited(Attempt.CONSUME)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Complete an approved login, once; the same browser asking again gets the same answer")
    public Uni<Response> complete(
            @PathParam("id") String path,
            @CookieParam(BindingCookie.NAME) @Nullable String cookie,
            @HeaderParam("DPoP") @Nullable String proof,
            @Context HttpServerRequest connection,
            @Nullable String body) {
        Refusals.Who who = Refusals.Who.at(connection.remoteAddress().hostAddress());
        Optional<ChallengeId> parsed = ChallengeId.parse(path);
        if (parsed.isEmpty()) {
            return Uni.createFrom().item(Problem.challengeNotFound().asResponse());
        }
        ChallengeId id = parsed.get();
        Presented presented = Presented.in(body);
        return proofs.verify(proof, "POST", issuer.at("/login/" + id.value() + "/complete"))
                .onFailure(ProofRefused.class)
                .invoke(e -> refusals.record(Attempt.CONSUME, ((ProofRefused) e).reason(), who.on(id)))
                .chain(key -> completeLogin.complete(
                        id, new CompleteLogin.Asker(BindingCookie.parse(cookie), key), presented))
                .map(outcome -> answer(outcome, who.on(id)));
    }

    private Response answer(Outcome<Completion> outcome, Refusals.Who who) {
        return switch (outcome) {
            case Outcome.Done<Completion> done -> {
                count(done.reply());
                yield CompletionAnswers.of(done.reply());
            }
            case Outcome.Refused<Completion> refused -> {
                refusals.record(Attempt.CONSUME, refused.reason(), who.on(refused.challenge()));
                yield CompletionAnswers.of(refused.reason(), refused.challenge());
            }
        };
    }

    /** A wrong code is no refusal to tell of: it is a transition, which tells of itself. */
    private void count(Completion completion) {
        if (completion instanceof Completion.Granted) {
            metrics.counter("doorway.logins.completed").increment();
        }
    }
}
