package io.doorway.approval.decide;

import io.doorway.approval.answer.Answers;
import io.doorway.edge.limit.Limited;
import io.doorway.edge.problem.Problem;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.event.Attempt;
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
    private final Answers answers;

    DecisionResource(ApproveChallenge approveChallenge, RejectChallenge rejectChallenge, Answers answers) {
        this.approveChallenge = approveChallenge;
        this.rejectChallenge = rejectChallenge;
        this.answers = answers;
    }

    @POST
    @Path("approve")
    @Limited(Attempt.APPROVE)
    @Operation(
            summary = "Agrees to a login",
            description = "Body: doorway-approval+jwt with the transcript as received")
    @APIResponse(
            responseCode = "200",
            description =
                    "Approved, maybe with a code or the way back and how long that is good; repeated by the same device: the same, and the rest of its time")
    @APIResponse(responseCode = "403", description = "The operator refuses logins with such a risk signal")
    @APIResponse(responseCode = "400", description = "The signed transcript is not this challenge's")
    @APIResponse(responseCode = "404", description = "Unknown, or not claimed by this device")
    @APIResponse(responseCode = "409", description = "Already rejected or cancelled, maybe by a newer scan")
    @APIResponse(responseCode = "410", description = "Expired")
    public Uni<Decided> approve(@PathParam("id") String id, String message, @Context HttpServerRequest request) {
        return approveChallenge
                .approve(challenge(id), message, request.remoteAddress().hostAddress())
                .map(result -> answers.of(Attempt.APPROVE, result));
    }

    @POST
    @Path("reject")
    @Limited(Attempt.REJECT)
    @Operation(summary = "Refuses a login", description = "Body: doorway-rejection+jwt with transcript and reason")
    @APIResponse(responseCode = "200", description = "Rejected; repeated by the same device: the same answer")
    @APIResponse(responseCode = "404", description = "Unknown, or not claimed by this device")
    @APIResponse(responseCode = "409", description = "Already approved or cancelled")
    @APIResponse(responseCode = "410", description = "Expired")
    public Uni<Decided> reject(@PathParam("id") String id, String message, @Context HttpServerRequest request) {
        return rejectChallenge
                .reject(challenge(id), message, request.remoteAddress().hostAddress())
                .map(result -> answers.of(Attempt.REJECT, result));
    }

    private static ChallengeId challenge(String id) {
        return ChallengeId.parse(id)
                .orElseThrow(() -> Problem.challengeNotFound().asException());
    }
}
