package io.doorway.approval.account.device;

import io.doorway.approval.account.device.RemoveDevice.Removal;
import io.doorway.approval.account.passkey.RemovePasskey;
import io.doorway.approval.answer.PhoneResponses;
import io.doorway.approval.answer.Result;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.NonceProtectedCalls;
import io.doorway.approval.message.SignedMessage;
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
    private static final Problem PASSKEY_NOT_FOUND =
            Problem.of(404, "passkey-not-found", "The account has no such passkey that this device can remove.");

    private final NonceProtectedCalls calls;
    private final ListDevices listDevices;
    private final RemoveDevice removeDevice;
    private final DeviceRemovals removals;
    private final RemovePasskey removePasskey;
    private final RecogniseDevice recogniseDevice;
    private final RenameDevice renameDevice;
    private final CoolingOff coolingOff;
    private final PhoneResponses responses;

    DeviceResource(
            NonceProtectedCalls calls,
            ListDevices listDevices,
            RemoveDevice removeDevice,
            DeviceRemovals removals,
            RemovePasskey removePasskey,
            RecogniseDevice recogniseDevice,
            RenameDevice renameDevice,
            CoolingOff coolingOff,
            PhoneResponses responses) {
        this.calls = calls;
        this.listDevices = listDevices;
        this.removeDevice = removeDevice;
        this.removals = removals;
        this.removePasskey = removePasskey;
        this.recogniseDevice = recogniseDevice;
        this.renameDevice = renameDevice;
        this.coolingOff = coolingOff;
        this.responses = responses;
    }

    @GET
    @Operation(summary = "The account's active devices", description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "200", description = "The devices, oldest first")
    public Uni<Response> list(@Context HttpServerRequest request) {
        return calls.get(Attempt.MANAGE_DEVICES, request, message -> listDevices.forDevice(message.credential()));
    }

    @DELETE
    @Path("{credential_id}")
    @Operation(
            summary = "Removes a device",
            description = "Authorization: Doorway <doorway-device+jwt>, with passkey to remove an older device at once")
    @APIResponse(responseCode = "204", description = "It is removed")
    @APIResponse(responseCode = "202", description = "It is older and will be removed at effective_at")
    @APIResponse(responseCode = "403", description = "The device or its passkey is in its cooling-off period")
    @APIResponse(responseCode = "404", description = "The account has no such device")
    public Uni<Response> remove(@PathParam("credential_id") String credentialId, @Context HttpServerRequest request) {
        return calls.callInHeader(
                Attempt.MANAGE_DEVICES,
                request,
                message -> CredentialId.parse(credentialId)
                        .map(device -> removeDevice.remove(device, message))
                        .orElseGet(() -> Uni.createFrom().item(Result.done(new Removal.Unknown())))
                        .map(result -> switch (responses.respond(Attempt.MANAGE_DEVICES, result)) {
                            case Removal.Removed removed -> Response.noContent().build();
                            case Removal.Waiting waiting ->
                                Response.accepted(waiting).build();
                            case Removal.Unknown unknown -> NOT_FOUND.asResponse();
                        }));
    }

    @DELETE
    @Path("{credential_id}/removal")
    @Operation(
            summary = "Cancels the requested removal of a device",
            description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "204", description = "The device stays")
    @APIResponse(responseCode = "403", description = "The device that calls is in its cooling-off period")
    @APIResponse(responseCode = "404", description = "No removal of such a device is requested")
    public Uni<Response> cancelRemoval(
            @PathParam("credential_id") String credentialId, @Context HttpServerRequest request) {
        return afterCoolingOff(
                Attempt.MANAGE_DEVICES,
                request,
                message -> ifCredentialId(credentialId, device -> removals.cancel(device, message.credential())),
                NOT_FOUND);
    }

    @DELETE
    @Path("{credential_id}/passkeys/{id}")
    @Operation(
            summary = "Removes a new passkey of another device",
            description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "204", description = "It is removed")
    @APIResponse(responseCode = "403", description = "The device that calls is in its cooling-off period")
    @APIResponse(
            responseCode = "404",
            description = "The account has no such passkey, or it counts already and its device is older")
    public Uni<Response> removePasskey(
            @PathParam("credential_id") String credentialId,
            @PathParam("id") String passkey,
            @Context HttpServerRequest request) {
        return afterCoolingOff(
                Attempt.MANAGE_PASSKEYS,
                request,
                message -> ifCredentialId(
                        credentialId, device -> removePasskey.removeOf(device, passkey, message.credential())),
                PASSKEY_NOT_FOUND);
    }

    /** A newcomer decides nothing about the changes of others. */
    private Uni<Response> afterCoolingOff(
            Attempt attempt, HttpServerRequest request, Function<SignedMessage, Uni<Boolean>> work, Problem notFound) {
        return calls.callInHeader(
                attempt,
                request,
                message -> message.afterCoolingOff(coolingOff)
                        .then(admitted -> work.apply(admitted).map(Result::done))
                        .map(result -> NonceProtectedCalls.noContentOr(responses.respond(attempt, result), notFound)));
    }

    @POST
    @Path("{credential_id}/name")
    @Consumes("application/jose")
    @Operation(summary = "Gives a device another name", description = "Body: doorway-renaming+jwt")
    @APIResponse(responseCode = "204", description = "It has the name")
    @APIResponse(responseCode = "403", description = "The device that calls is in its cooling-off period")
    @APIResponse(responseCode = "404", description = "The account has no such device")
    public Uni<Response> rename(
            @PathParam("credential_id") String credentialId, String body, @Context HttpServerRequest request) {
        return calls.call(
                Attempt.MANAGE_DEVICES,
                MessageKind.RENAMING,
                body,
                request,
                message -> CredentialId.parse(credentialId)
                        .map(device -> renameDevice.rename(device, message))
                        .orElseGet(() -> Uni.createFrom().item(Result.done(false)))
                        .map(result -> NonceProtectedCalls.noContentOr(
                                responses.respond(Attempt.MANAGE_DEVICES, result), NOT_FOUND)));
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
