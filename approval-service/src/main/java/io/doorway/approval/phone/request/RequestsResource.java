package io.doorway.approval.phone.request;

import io.doorway.approval.message.NonceProtectedCalls;
import io.doorway.protocol.vocabulary.Attempt;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /approvals/requests}. */
@Path("/approvals/requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approvals")
class RequestsResource {
    private final NonceProtectedCalls calls;
    private final ListRequests listRequests;

    RequestsResource(NonceProtectedCalls calls, ListRequests listRequests) {
        this.calls = calls;
        this.listRequests = listRequests;
    }

    @GET
    @Operation(
            summary = "The requests of relying parties that began without a browser and wait for the account",
            description = "Authorization: Doorway <doorway-device+jwt>. One is opened with POST /approvals/scan")
    @APIResponse(responseCode = "200", description = "The one that ends first first")
    @APIResponse(
            responseCode = "401",
            description = "Sign again with the nonce of Doorway-Nonce, or the device is unknown or revoked")
    public Uni<Response> list(@Context HttpServerRequest request) {
        return calls.get(Attempt.READ_ACTIVITY, request, message -> listRequests.list(message.credential()));
    }
}
