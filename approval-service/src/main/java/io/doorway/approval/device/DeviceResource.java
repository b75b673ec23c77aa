package io.doorway.approval.device;

import io.doorway.approval.answer.Answers;
import io.doorway.approval.credential.Credential;
import io.doorway.edge.problem.Problem;
import io.doorway.protocol.event.Attempt;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
class DeviceResource {
    private final DeviceMessages messages;
    private final ListDevices listDevices;
    private final RevokeDevice revokeDevice;
    private final Answers answers;

    DeviceResource(DeviceMessages messages, ListDevices listDevices, RevokeDevice revokeDevice, Answers answers) {
        this.messages = messages;
        this.listDevices = listDevices;
        this.revokeDevice = revokeDevice;
        this.answers = answers;
    }

    @GET
    @Operation(summary = "The account's active devices", description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "200", description = "The devices, oldest first")
    @APIResponse(responseCode = "401", description = "Sign again with the nonce of Doorway-Nonce, or not a device here")
    public Uni<Response> list(
            @HeaderParam("Authorization") @DefaultValue("") String authorization, @Context HttpServerRequest request) {
        return admitted(
                authorization,
                request,
                by -> listDevices.list(by).map(devices -> Response.ok(devices).build()));
    }

    @DELETE
    @Path("{credential_id}")
    @Operation(summary = "Revokes a device", description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "204", description = "It is revoked")
    @APIResponse(responseCode = "401", description = "Sign again with the nonce of Doorway-Nonce, or not a device here")
    @APIResponse(responseCode = "404", description = "The account has no such device")
    public Uni<Response> revoke(
            @PathParam("credential_id") String credentialId,
            @HeaderParam("Authorization") @DefaultValue("") String authorization,
            @Context HttpServerRequest request) {
        return admitted(
                authorization,
                request,
                by -> revokeDevice
                        .revoke(credentialId, by)
                        .map(known -> known
                                ? Response.noContent().build()
                                : Problem.of(404, "device-not-found", "The account has no such device.")
                                        .asResponse()));
    }

    private Uni<Response> admitted(
            String authorization, HttpServerRequest request, Function<Credential, Uni<Response>> work) {
        String call = request.method() + " " + request.path();
        String source = request.remoteAddress().hostAddress();
        return messages.open(authorization, call, source)
                .map(opened -> answers.of(Attempt.MANAGE_DEVICES, opened))
                .chain(admission -> switch (admission) {
                    case Admission.Admitted admitted ->
                        work.apply(admitted.message().credential());
                    case Admission.NonceNeeded needed -> Uni.createFrom().item(askFor(needed.nonce()));
                })
                .map(response -> Response.fromResponse(response)
                        .header("Cache-Control", "no-store")
                        .build());
    }

    private static Response askFor(String nonce) {
        Problem problem = Problem.of(401, "use-nonce", "Sign the nonce of this answer's Doorway-Nonce header.");
        return Response.fromResponse(problem.asResponse())
                .header("Doorway-Nonce", nonce)
                .build();
    }
}
