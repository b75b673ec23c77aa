package io.doorway.approval.account.device;

import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.NonceProtectedCalls;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.CredentialId;
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
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A person's devices, managed from one of them. */
@Path("/devices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
@APIResponse(
        responseCode = "401",
        description = "Sign again with the nonce of Doorway-Nonce, or the device is unknown or revoked")
class DeviceResource {
    private static final Problem NOT_FOUND = Problem.of(404, "device-not-found", "The account has no such device.");

    private final NonceProtectedCalls calls;
    private final ListDevices listDevices;
    private final RevokeDevice revokeDevice;
    private final RecogniseDevice recogniseDevice;

    DeviceResource(
            NonceProtectedCalls calls,
            ListDevices listDevices,
            RevokeDevice revokeDevice,
            RecogniseDevice recogniseDevice) {
        this.calls = calls;
        this.listDevices = listDevices;
        this.revokeDevice = revokeDevice;
        this.recogniseDevice = recogniseDevice;
    }

    @GET
    @Operation(summary = "The account's active devices", description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "200", description = "The devices, oldest first")
    public Uni<Response> list(@Context HttpServerRequest request) {
        return calls.get(Attempt.MANAGE_DEVICES, request, message -> listDevices.forDevice(message.credential()));
    }

    @DELETE
    @Path("{credential_id}")
    @Operation(summary = "Revokes a device", description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "204", description = "It is revoked")
    @APIResponse(responseCode = "404", description = "The account has no such device")
    public Uni<Response> revoke(@PathParam("credential_id") String credentialId, @Context HttpServerRequest request) {
        return calls.delete(
                Attempt.MANAGE_DEVICES,
                request,
                message -> ifCredentialId(
                        credentialId,
                        device -> revokeDevice.revoke(
                                device, message.credential().account(), DeviceRevoked.RevokedBy.PERSON)),
                NOT_FOUND);
    }

    @POST
    @Path("{credential_id}/recognise")
    @Consumes("application/jose")
    @Operation(summary = "Recognises a new device as the person's own", description = "Body: doorway-device+jwt")
    @APIResponse(responseCode = "204", description = "This device lists it as recognised")
    @APIResponse(responseCode = "404", description = "The account has no such device")
    public Uni<Response> recognise(
            @PathParam("credential_id") String credentialId, String body, @Context HttpServerRequest request) {
        return calls.call(
                Attempt.MANAGE_DEVICES,
                MessageKind.DEVICE,
                body,
                request,
                message -> ifCredentialId(
                                credentialId, device -> recogniseDevice.recognise(device, message.credential()))
                        .map(exists -> NonceProtectedCalls.noContentOr(exists, NOT_FOUND)));
    }

    private static Uni<Boolean> ifCredentialId(String text, Function<CredentialId, Uni<Boolean>> work) {
        return CredentialId.parse(text)
                .map(work)
                .orElseGet(() -> Uni.createFrom().item(false));
    }
}
