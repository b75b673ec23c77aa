package io.doorway.approval.phone.decide;

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

/** {@code POST /approvals/{id}/approve} and {@code /reject}. */
@Path("/approvals/{id}")
@Consumes("application/jose")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approvals")
class DecisionResource {
    private final ApproveChallenge approveChallenge;
    private final RejectChallenge rejectChallenge;
    private final PhoneResponses responses;

    DecisionResource(ApproveChallenge approveChallenge, RejectChallenge rejectChallenge, PhoneResponses responses) {
        this.approveChallenge = approveChallenge;
        this.rejectChallenge = rejectChallenge;
        this.responses = responses;
    }

    @POST
    @Path("approve")
    @Operation(summary = "Approves a login", description = "Body: doorway-approval+jwt with the transcript as received")
    @APIResponse(
            responseCode = "200",
            description =
                    "Approved, with a confirmation code or a return address and how long it is valid, if the browser needs one; a repeated call of the same device gets the same, with the time that is left")
    @APIResponse(responseCode = "403", description = "The operator refuses logins with such a risk signal")
    @APIResponse(responseCode = "400", description = "The signed transcript is not this challenge's")
    @APIResponse(responseCode = "404", description = "Unknown, or not claimed by this device")
    @APIResponse(responseCode = "409", description = "Already rejected or cancelled, possibly by a newer scan")
    @APIResponse(responseCode = "410", description = "Expired")
    public Uni<DecisionResponse> approve(
            @PathParam("id") String id, String message, @Context HttpServerRequest request) {
        return approveChallenge
                .approve(challenge(id), message, ClientAddress.of(request))
                .map(result -> responses.respond(Attempt.APPROVE, result));
    }

    @POST
    @Path("reject")
    @Operation(summary = "Rejects a login", description = "Body: doorway-rejection+jwt with transcript and reason")
    @APIResponse(
            responseCode = "200",
            description = "Rejected; a repeated call of the same device gets the same answer")
    @APIResponse(responseCode = "404", description = "Unknown, or not claimed by this device")
    @APIResponse(responseCode = "409", description = "Already approved or cancelled")
    @APIResponse(responseCode = "410", description = "Expired")
    public Uni<DecisionResponse> reject(
            @PathParam("id") String id, String message, @Context HttpServerRequest request) {
        return rejectChallenge
                .reject(challenge(id), message, ClientAddress.of(request))
                .map(result -> responses.respond(Attempt.REJECT, result));
    }

    private static ChallengeId challenge(String id) {
        return ChallengeId.parse(id)
                .orElseThrow(() -> Problem.challengeNotFound().asException());
    }
}
