package io.doorway.session.complete;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.doorway.edge.browser.BindingCookie;
import io.doorway.edge.config.Issuer;
import io.doorway.edge.problem.Problem;
import io.doorway.edge.proof.BrowserProofs;
import io.doorway.edge.proof.ProofRefused;
import io.doorway.edge.refusal.Refusals;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
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

    /**
     * @param redirectTo where the page goes next
     */
    record Completed(@JsonProperty("redirect_to") URI redirectTo) {}

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Complete an approved login, once; the same browser asking again gets the same answer")
    public Uni<Response> complete(
            @PathParam("id") String path,
            @CookieParam(BindingCookie.NAME) @Nullable String cookie,
            @HeaderParam("DPoP") @Nullable String proof,
            @Context HttpServerRequest connection) {
        Refusals.Who who = Refusals.Who.at(connection.remoteAddress().hostAddress());
        Optional<ChallengeId> parsed = ChallengeId.parse(path);
        if (parsed.isEmpty()) {
            return Uni.createFrom().item(Problem.challengeNotFound().asResponse());
        }
        ChallengeId id = parsed.get();
        return proofs.verify(proof, "POST", issuer.at("/login/" + id.value() + "/complete"))
                .onFailure(ProofRefused.class)
                .invoke(e -> refusals.record(Attempt.CONSUME, ((ProofRefused) e).reason(), who.on(id)))
                .chain(key -> completeLogin.complete(id, new CompleteLogin.Asker(BindingCookie.parse(cookie), key)))
                .map(outcome -> answer(outcome, who.on(id)));
    }

    private Response answer(Outcome<URI> outcome, Refusals.Who who) {
        return switch (outcome) {
            case Outcome.Done<URI> done -> {
                metrics.counter("doorway.logins.completed").increment();
                yield Response.ok(new Completed(done.reply()))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build();
            }
            case Outcome.Refused<URI> refused -> {
                refusals.record(Attempt.CONSUME, refused.reason(), who.on(refused.challenge()));
                yield problem(refused.reason()).asResponse();
            }
        };
    }

    private static Problem problem(RefusalReason reason) {
        return switch (reason) {
            case UNKNOWN_CHALLENGE, WRONG_COOKIE, WRONG_BROWSER_KEY -> Problem.challengeNotFound();
            case EXPIRED, STORE_CHANGED -> Problem.of(410, "expired", "This login took too long. Start again.");
            case ACCOUNT_NOT_ACTIVE ->
                Problem.of(403, "account-not-active", "This account cannot log in at the moment.");
            case CONTENDED -> Problem.unavailable();
            default -> Problem.of(409, "wrong-state", "This login is not waiting to be completed.");
        };
    }
}
