package io.doorway.approval.account.passkey;

import io.doorway.approval.answer.PhoneResponses;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.NonceProtectedCalls;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.web.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The passkeys of a device, managed by that device only. */
@Path("/passkeys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Passkeys")
@APIResponse(
        responseCode = "401",
        description = "Sign again with the nonce of Doorway-Nonce, or the device is unknown or revoked")
class PasskeyResource {
    private static final Problem NOT_FOUND = Problem.of(404, "passkey-not-found", "The device has no such passkey.");

    private final NonceProtectedCalls calls;
    private final Passkeys passkeys;
    private final RegisterPasskey registerPasskey;
    private final RemovePasskey removePasskey;
    private final PhoneResponses responses;

    PasskeyResource(
            NonceProtectedCalls calls,
            Passkeys passkeys,
            RegisterPasskey registerPasskey,
            RemovePasskey removePasskey,
            PhoneResponses responses) {
        this.calls = calls;
        this.passkeys = passkeys;
        this.registerPasskey = registerPasskey;
        this.removePasskey = removePasskey;
        this.responses = responses;
    }

    @GET
    @Operation(summary = "The device's passkeys", description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "200", description = "The passkeys, oldest first")
    public Uni<Response> list(@Context HttpServerRequest request) {
        return calls.get(Attempt.MANAGE_PASSKEYS, request, message -> passkeys.list(message.credential()));
    }

    @POST
    @Consumes("application/jose")
    @Operation(
            summary = "Registers a passkey",
            description = "Body: doorway-passkey+jwt; its nonce is the WebAuthn challenge of the registration")
    @APIResponse(responseCode = "201", description = "Registered")
    @APIResponse(responseCode = "403", description = "The attestation is not of this nonce, origin or relying party")
    @APIResponse(responseCode = "409", description = "The device has as many passkeys as it may have")
    public Uni<Response> register(String message, @Context HttpServerRequest request) {
        return calls.call(
                Attempt.MANAGE_PASSKEYS,
                MessageKind.PASSKEY,
                message,
                request,
                verified -> registerPasskey
                        .register(verified)
                        .map(result -> responses.respond(Attempt.MANAGE_PASSKEYS, result))
                        .map(registered -> Response.status(Response.Status.CREATED)
                                .entity(registered)
                                .build()));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Removes a passkey", description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "204", description = "It is removed")
    @APIResponse(responseCode = "404", description = "The device has no such passkey")
    public Uni<Response> remove(@PathParam("id") String id, @Context HttpServerRequest request) {
        return calls.delete(
                Attempt.MANAGE_PASSKEYS, request, message -> removePasskey.remove(id, message.credential()), NOT_FOUND);
    }
}
