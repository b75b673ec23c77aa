package io.doorway.approval.scan;

import io.doorway.approval.answer.Answers;
import io.doorway.edge.limit.Limited;
import io.doorway.protocol.event.Attempt;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /approvals/scan}. */
@Path("/approvals/scan")
@Tag(name = "Approvals")
class ScanResource {
    private final ScanChallenge scanChallenge;
    private final Answers answers;

    ScanResource(ScanChallenge scanChallenge, Answers answers) {
        this.scanChallenge = scanChallenge;
        this.answers = answers;
    }

    @POST
    @Limited(Attempt.SCAN)
    @Consumes("application/jose")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Claims the challenge that a QR code points to", description = "Body: doorway-scan+jwt")
    @APIResponse(responseCode = "200", description = "Claimed; repeated by the same device: the same answer")
    @APIResponse(
            responseCode = "403",
            description = "The operator refuses logins with such a risk signal, or the device is too new for this one")
    @APIResponse(responseCode = "404", description = "Unknown, forged, or claimed by another device")
    @APIResponse(responseCode = "409", description = "Given up, or the account scanned a newer one at the same time")
    @APIResponse(responseCode = "410", description = "The frame is stale, or the challenge expired")
    public Uni<ClaimedChallenge> scan(String message, @Context HttpServerRequest request) {
        return scanChallenge
                .scan(message, request.remoteAddress().hostAddress())
                .map(result -> answers.of(Attempt.SCAN, result));
    }
}
