package io.doorway.approval.account.enrolment;

import io.doorway.approval.account.enrolment.EnrolDevice.EnrolledDevice;
import io.doorway.approval.answer.PhoneResponses;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.request.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Enrolment of a new phone with its key and a one-time code. */
@Path("/devices")
@Tag(name = "Devices")
class EnrolmentResource {
    private final PreviewInvitation previewInvitation;
    private final EnrolDevice enrolDevice;
    private final PhoneResponses responses;

    EnrolmentResource(PreviewInvitation previewInvitation, EnrolDevice enrolDevice, PhoneResponses responses) {
        this.previewInvitation = previewInvitation;
        this.enrolDevice = enrolDevice;
        this.responses = responses;
    }

    @POST
    @Path("preview")
    @RateLimited(Attempt.ENROL)
    @Consumes("application/jose")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Whom an enrolment code invites",
            description = "Body: doorway-preview+jwt, signed by the key in its header. It does not use up the code")
    @APIResponse(responseCode = "200", description = "The account, and whether an answer is required")
    @APIResponse(
            responseCode = "403",
            description = "The code is unknown, wrong, used or expired, or the account is suspended")
    public Uni<Response> preview(String message, @Context HttpServerRequest request) {
        return previewInvitation
                .preview(message, ClientAddress.of(request))
                .map(result -> Response.ok(responses.respond(Attempt.ENROL, result))
                        .header("Cache-Control", "no-store")
                        .build());
    }

    @POST
    @RateLimited(Attempt.ENROL)
    @Consumes("application/jose")
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(summary = "Enrols a device", description = "Body: doorway-enrol+jwt, signed by the key in its header")
    @APIResponse(responseCode = "201", description = "Enrolled; repeated with the same key and code: the same answer")
    @APIResponse(
            responseCode = "403",
            description = "The code or its answer is wrong, the code is used or expired, or the account is suspended")
    @APIResponse(responseCode = "409", description = "The account has as many devices as it may have")
    public Uni<EnrolledDevice> enrol(String message, @Context HttpServerRequest request) {
        return enrolDevice
                .enrol(message, ClientAddress.of(request))
                .map(result -> responses.respond(Attempt.ENROL, result));
    }
}
