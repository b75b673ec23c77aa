package io.doorway.approval.admin;

import io.doorway.approval.account.Accounts;
import io.doorway.approval.account.ResumeAccount;
import io.doorway.approval.account.SuspendAccount;
import io.doorway.approval.device.AccountDevices;
import io.doorway.approval.device.RevokeDevice;
import io.doorway.approval.enrolment.EnrolmentInvitation;
import io.doorway.approval.enrolment.InviteDevice;
import io.doorway.edge.limit.Limited;
import io.doorway.edge.problem.Problem;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.DeviceRevoked;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Accounts and enrolments, for an operator's systems. */
@Path("/admin")
@RolesAllowed("enrolment")
@Limited(Attempt.ADMINISTER)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "Authorization: Bearer <JWT with the role enrolment>")
class AdminResource {
    private static final Problem NO_ACCOUNT = Problem.of(404, "account-not-found", "There is no such account.");
    private static final Problem NO_DEVICE = Problem.of(404, "device-not-found", "The account has no such device.");

    private final Accounts accounts;
    private final SuspendAccount suspendAccount;
    private final ResumeAccount resumeAccount;
    private final InviteDevice inviteDevice;
    private final AccountDevices devices;
    private final RevokeDevice revokeDevice;

    AdminResource(
            Accounts accounts,
            SuspendAccount suspendAccount,
            ResumeAccount resumeAccount,
            InviteDevice inviteDevice,
            AccountDevices devices,
            RevokeDevice revokeDevice) {
        this.accounts = accounts;
        this.suspendAccount = suspendAccount;
        this.resumeAccount = resumeAccount;
        this.inviteDevice = inviteDevice;
        this.devices = devices;
        this.revokeDevice = revokeDevice;
    }

    @POST
    @Path("accounts")
    @Operation(summary = "Creates an account, or replaces its claims")
    @APIResponse(responseCode = "204", description = "It is as asked")
    public Uni<Response> put(@NotNull @Valid AccountRequest request) {
        return accounts.put(request.account(), request.claims())
                .map(done -> Response.noContent().build());
    }

    @POST
    @Path("accounts/{account}/suspend")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Suspends an account and its devices, at once")
    @APIResponse(responseCode = "204", description = "It is suspended")
    public Uni<Response> suspend(@PathParam("account") String account) {
        return suspendAccount.suspend(account).map(AdminResource::changed);
    }

    @POST
    @Path("accounts/{account}/resume")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Resumes a suspended account")
    @APIResponse(responseCode = "204", description = "It is active")
    public Uni<Response> resume(@PathParam("account") String account) {
        return resumeAccount.resume(account).map(AdminResource::changed);
    }

    @POST
    @Path("enrolments")
    @Operation(summary = "Makes a one-time code that enrols a device within minutes")
    @APIResponse(responseCode = "201", description = "The code, and a link that carries it")
    public Uni<Response> invite(@NotNull @Valid EnrolmentRequest request) {
        return inviteDevice
                .invite(request.account())
                .map(made -> made.map(AdminResource::created).orElseGet(NO_ACCOUNT::asResponse));
    }

    @GET
    @Path("accounts/{account}/devices")
    @Operation(summary = "The active devices of an account")
    @APIResponse(responseCode = "200", description = "The devices, oldest first")
    public Uni<Response> devices(@PathParam("account") String account) {
        return devices.list(account)
                .map(listed -> listed.map(found -> Response.ok(found).build()).orElseGet(NO_ACCOUNT::asResponse));
    }

    @DELETE
    @Path("accounts/{account}/devices/{credential_id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Revokes a device, at once and for good, such as one that was lost")
    @APIResponse(responseCode = "204", description = "It is revoked")
    public Uni<Response> revoke(@PathParam("account") String account, @PathParam("credential_id") String credentialId) {
        return revokeDevice
                .revoke(credentialId, account, DeviceRevoked.By.OPERATOR)
                .map(known -> known ? Response.noContent().build() : NO_DEVICE.asResponse());
    }

    private static Response created(EnrolmentInvitation invitation) {
        return Response.status(201)
                .entity(invitation)
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Response changed(boolean known) {
        return known ? Response.noContent().build() : NO_ACCOUNT.asResponse();
    }
}
