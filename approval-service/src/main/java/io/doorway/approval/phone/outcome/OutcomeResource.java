package io.doorway.approval.phone.outcome;

import io.doorway.approval.answer.PhoneResponses;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.web.problem.Problem;
import io.doorway.web.request.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /approvals/{id}/outcome}. */
@Path("/approvals/{id}/outcome")
@Consumes("application/jose")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approvals")
class OutcomeResource {
    private final AwaitOutcome awaitOutcome;
    private final PhoneResponses responses;

    OutcomeResource(AwaitOutcome awaitOutcome, PhoneResponses responses) {
        this.awaitOutcome = awaitOutcome;
        this.responses = responses;
    }

    @POST
    @Operation(
            summary = "Waits for what becomes of a login",
            description =
                    "Body: doorway-outcome+jwt with the challenge and the version that the phone knows. Answered when there is a later version, at the latest after ten seconds")
    @APIResponse(responseCode = "200", description = "The state, which may be the one that the phone knows")
    @APIResponse(responseCode = "404", description = "Unknown, or not claimed by this device")
    public Uni<OutcomeResponse> outcome(
            @PathParam("id") String id, String message, @Context HttpServerRequest request) {
        ChallengeId challenge = ChallengeId.parse(id)
                .orElseThrow(() -> Problem.challengeNotFound().asException());
        return awaitOutcome
                .await(challenge, message, ClientAddress.of(request))
                .map(result -> responses.respond(Attempt.READ_OUTCOME, result));
    }
}
