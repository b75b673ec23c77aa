package io.doorway.approval.device;

import io.doorway.approval.message.MessageKind;
import io.doorway.approval.nonce.NoncedCalls;
import io.doorway.edge.problem.Problem;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.DeviceRevoked;
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

/** A person's devices, managed from one of them. */
@Path("/devices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
@APIResponse(responseCode = "401", description = "Sign again with the nonce of Doorway-Nonce, or not a device here")
class DeviceResource {
    private static final Problem UNKNOWN = Problem.of(404, "device-not-found", "The account has no such device.");

    private final NoncedCalls calls;
    private final ListDevices listDevices;
    private final RevokeDevice revokeDevice;
    private final RecogniseDevice recogniseDevice;

    DeviceResource(
            NoncedCalls calls, ListDevices listDevices, RevokeDevice revokeDevice, RecogniseDevice recogniseDevice) {
        this.calls = calls;
        this.listDevices = listDevices;
        this.revokeDevice = revokeDevice;
        this.recogniseDevice = recogniseDevice;
    }

    @GET
    @Operation(summary = "The account's active devices", description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "200", description = "The devices, oldest first")
    public Uni<Response> list(@Context HttpServerRequest request) {
        return calls.found(Attempt.MANAGE_DEVICES, request, message -> listDevices.list(message.credential()));
    }

    @DELETE
    @Path("{credential_id}")
    @Operation(summary = "Revokes a device", description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "204", description = "It is revoked")
    @APIResponse(responseCode = "404", description = "The account has no such device")
    public Uni<Response> revoke(@PathParam("credential_id") String credentialId, @Context HttpServerRequest request) {
        return calls.removed(
                Attempt.MANAGE_DEVICES,
                request,
                message ->
                        revokeDevice.revoke(credentialId, message.credential().account(), DeviceRevoked.By.PERSON),
                UNKNOWN);
    }

    @POST
    @Path("{credential_id}/recognise")
    @Consumes("application/jose")
    @Operation(summary = "Says that a new device is the person's own", description = "Body: doorway-device+jwt")
    @APIResponse(responseCode = "204", description = "It is no news to this device any more")
    @APIResponse(responseCode = "404", description = "The account has no such device")
    public Uni<Response> recognise(
            @PathParam("credential_id") String credentialId, String body, @Context HttpServerRequest request) {
        return calls.admitted(
                Attempt.MANAGE_DEVICES,
                MessageKind.DEVICE,
                body,
                request,
                message -> recogniseDevice
                        .recognise(credentialId, message.credential())
                        .map(known -> NoncedCalls.done(known, UNKNOWN)));
    }
}
