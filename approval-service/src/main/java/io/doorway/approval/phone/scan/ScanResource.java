package io.doorway.approval.phone.scan;

import io.doorway.approval.answer.PhoneResponses;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.web.request.ClientAddress;
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
    private final PhoneResponses responses;

    ScanResource(ScanChallenge scanChallenge, PhoneResponses responses) {
        this.scanChallenge = scanChallenge;
        this.responses = responses;
    }

    @POST
    @Consumes("application/jose")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Claims the challenge of a QR code", description = "Body: doorway-scan+jwt")
    @APIResponse(responseCode = "200", description = "Claimed; a repeated call of the same device gets the same answer")
    @APIResponse(
            responseCode = "403",
            description =
                    "The operator refuses logins with such a risk signal, or the login requires a passkey and the device is in its cooling-off period")
    @APIResponse(responseCode = "404", description = "Unknown, forged, or claimed by another device")
    @APIResponse(
            responseCode = "409",
            description =
                    "Cancelled, or the account scanned a newer one at the same time; or a link, while another login of the account is pending")
    @APIResponse(responseCode = "410", description = "The frame is stale, or the challenge expired")
    public Uni<ClaimedChallenge> scan(String message, @Context HttpServerRequest request) {
        return scanChallenge
                .scan(message, ClientAddress.of(request))
                .map(result -> responses.respond(Attempt.SCAN, result));
    }
}
