package io.doorway.approval.account.addition;

import io.doorway.approval.account.addition.ClaimAddition.Outcome;
import io.doorway.approval.answer.PhoneResponses;
import io.doorway.approval.answer.Result;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.NonceProtectedCalls;
import io.doorway.approval.message.SignedMessages;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.problem.Problem;
import io.doorway.web.refusal.Actor;
import io.doorway.web.request.ClientAddress;
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

/** A device that an enrolled device adds: the calls of both. */
@Path("/devices/additions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
class AdditionResource {
    private static final Problem NOT_FOUND =
            Problem.of(404, "addition-not-found", "This device adds no such device, or the time for it is over.");

    private final NonceProtectedCalls calls;
    private final SignedMessages messages;
    private final StartAddition startAddition;
    private final ClaimAddition claimAddition;
    private final ApproveAddition approveAddition;
    private final PhoneResponses responses;

    AdditionResource(
            NonceProtectedCalls calls,
            SignedMessages messages,
            StartAddition startAddition,
            ClaimAddition claimAddition,
            ApproveAddition approveAddition,
            PhoneResponses responses) {
        this.calls = calls;
        this.messages = messages;
        this.startAddition = startAddition;
        this.claimAddition = claimAddition;
        this.approveAddition = approveAddition;
        this.responses = responses;
    }

    @POST
    @Consumes("application/jose")
    @Operation(summary = "Starts adding a device", description = "Body: doorway-device+jwt")
    @APIResponse(responseCode = "201", description = "The link for the new phone; an earlier one is void")
    @APIResponse(responseCode = "403", description = "The device is in its cooling-off period")
    public Uni<Response> start(String body, @Context HttpServerRequest request) {
        return calls.call(
                Attempt.MANAGE_DEVICES,
                MessageKind.DEVICE,
                body,
                request,
                message -> startAddition
                        .start(message)
                        .map(result -> Response.status(Response.Status.CREATED)
                                .entity(responses.respond(Attempt.ENROL, result))
                                .build()));
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "What has claimed the addition",
            description = "Authorization: Doorway <doorway-device+jwt>, of the device that started it")
    @APIResponse(responseCode = "200", description = "With the transcript to show and sign once a phone has claimed it")
    @APIResponse(responseCode = "404", description = "This device has no such addition, or it has expired")
    public Uni<Response> show(@PathParam("id") String id, @Context HttpServerRequest request) {
        return calls.callInHeader(
                Attempt.MANAGE_DEVICES,
                request,
                message -> approveAddition
                        .show(id, message.credential())
                        .map(found ->
                                found.map(state -> Response.ok(state).build()).orElseGet(NOT_FOUND::asResponse)));
    }

    @POST
    @Path("{id}/approve")
    @Consumes("application/jose")
    @Operation(
            summary = "Enrols the phone that has claimed the addition",
            description = "Body: doorway-addition+jwt of the device that started it")
    @APIResponse(responseCode = "204", description = "The new phone is enrolled")
    @APIResponse(responseCode = "404", description = "This device has no such addition, or it has expired")
    @APIResponse(responseCode = "409", description = "The account has as many devices as it may have")
    public Uni<Response> approve(@PathParam("id") String id, String body, @Context HttpServerRequest request) {
        return messages.verify(Attempt.MANAGE_DEVICES, MessageKind.ADDITION, body, actor(request))
                .chain(verified -> verified.then(message -> approveAddition.approve(id, message)))
                .map(result -> NonceProtectedCalls.noContentOr(responses.respond(Attempt.ENROL, result), NOT_FOUND));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Cancels the addition", description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "204", description = "Its code and its claim are void")
    @APIResponse(responseCode = "404", description = "This device has no such addition that was not approved")
    public Uni<Response> cancel(@PathParam("id") String id, @Context HttpServerRequest request) {
        return calls.delete(
                Attempt.MANAGE_DEVICES,
                request,
                message -> approveAddition.cancel(id, message.credential()),
                NOT_FOUND);
    }

    @POST
    @Path("preview")
    @RateLimited(Attempt.ENROL)
    @Consumes("application/jose")
    @Operation(
            summary = "Whose account the new phone would be added to",
            description =
                    "Body: doorway-addition-preview+jwt, signed by the key in its header. It does not use up the code")
    @APIResponse(responseCode = "200", description = "The account, and the device that adds")
    @APIResponse(responseCode = "403", description = "The code is unknown, claimed, cancelled or expired")
    public Uni<Response> preview(String body, @Context HttpServerRequest request) {
        return claimAddition.preview(body, actor(request)).map(result -> ok(Attempt.ENROL, result));
    }

    @POST
    @Path("claim")
    @RateLimited(Attempt.ENROL)
    @Consumes("application/jose")
    @Operation(
            summary = "Claims the addition for the new phone's key",
            description = "Body: doorway-addition-claim+jwt, signed by the key in its header")
    @APIResponse(
            responseCode = "200",
            description = "The enrolled device decides; repeated with the same key: the same")
    @APIResponse(
            responseCode = "403",
            description = "The code is unknown, claimed by another key, cancelled or expired")
    public Uni<Response> claim(String body, @Context HttpServerRequest request) {
        return claimAddition.claim(body, actor(request)).map(result -> ok(Attempt.ENROL, result));
    }

    @POST
    @Path("result")
    @RateLimited(Attempt.MANAGE_DEVICES)
    @Consumes("application/jose")
    @Operation(
            summary = "What became of the new phone's claim",
            description = "Body: doorway-addition-result+jwt, signed by the key in its header")
    @APIResponse(responseCode = "200", description = "It is enrolled")
    @APIResponse(responseCode = "202", description = "The enrolled device has not decided yet")
    @APIResponse(responseCode = "403", description = "This key has no claim, or it was cancelled or has expired")
    public Uni<Response> result(String body, @Context HttpServerRequest request) {
        return claimAddition.outcome(body, actor(request)).map(result -> switch (responses.respond(
                Attempt.ENROL, result)) {
            case Outcome.Added added -> noStore(Response.ok(added));
            case Outcome.Waiting waiting -> noStore(Response.accepted(waiting));
        });
    }

    private Response ok(Attempt attempt, Result<?> result) {
        return noStore(Response.ok(responses.respond(attempt, result)));
    }

    private static Response noStore(Response.ResponseBuilder response) {
        return response.header("Cache-Control", "no-store").build();
    }

    private static Actor actor(HttpServerRequest request) {
        return Actor.at(ClientAddress.of(request));
    }
}
