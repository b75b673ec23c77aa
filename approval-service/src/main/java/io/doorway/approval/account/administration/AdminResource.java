package io.doorway.approval.account.administration;

import io.doorway.approval.account.device.ListDevices;
import io.doorway.approval.account.device.RevokeDevice;
import io.doorway.approval.account.enrolment.InviteDevice;
import io.doorway.approval.account.enrolment.InviteDevice.Invitation;
import io.doorway.approval.account.status.Accounts;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked.RevokedBy;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Accounts, invitations and devices, managed by an operator's systems. */
@Path("/admin")
@RolesAllowed("enrolment")
@RateLimited(Attempt.ADMINISTER)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "Authorization: Bearer <JWT with the role enrolment>")
class AdminResource {
    private static final String ACCOUNT_MESSAGE = "has 1 to 200 letters, digits or . _ @ + -";
    private static final Problem ACCOUNT_NOT_FOUND = Problem.of(404, "account-not-found", "There is no such account.");
    private static final Problem DEVICE_NOT_FOUND =
            Problem.of(404, "device-not-found", "The account has no such device.");

    private final Accounts accounts;
    private final InviteDevice inviteDevice;
    private final ListDevices listDevices;
    private final RevokeDevice revokeDevice;

    AdminResource(Accounts accounts, InviteDevice inviteDevice, ListDevices listDevices, RevokeDevice revokeDevice) {
        this.accounts = accounts;
        this.inviteDevice = inviteDevice;
        this.listDevices = listDevices;
        this.revokeDevice = revokeDevice;
    }

    /**
     * An account to create or change.
     *
     * @param account its id, stable and never given to another person
     * @param claims the claims about the person, by OpenID claim name
     */
    record AccountRequest(
            @NotNull @Pattern(regexp = AccountId.PATTERN, message = ACCOUNT_MESSAGE)
            String account,

            @NotNull Map<@NotBlank String, @NotNull Object> claims) {}

    /** @param account the account for which a device is to be enrolled */
    record EnrolmentRequest(
            @NotNull @Pattern(regexp = AccountId.PATTERN, message = ACCOUNT_MESSAGE)
            String account) {}

    @POST
    @Path("accounts")
    @Operation(summary = "Creates an account, or replaces its claims")
    @APIResponse(responseCode = "204", description = "The account has these claims")
    public Uni<Response> put(@NotNull @Valid AccountRequest request) {
        return accounts.put(new AccountId(request.account()), request.claims())
                .map(done -> Response.noContent().build());
    }

    @POST
    @Path("accounts/{account}/suspend")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Suspends an account and its devices immediately")
    @APIResponse(responseCode = "204", description = "It is suspended")
    public Uni<Response> suspend(@PathParam("account") String account) {
        return ifAccountId(account, accounts::suspend).map(exists -> noContentOr(exists, ACCOUNT_NOT_FOUND));
    }

    @POST
    @Path("accounts/{account}/resume")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Resumes a suspended account")
    @APIResponse(responseCode = "204", description = "It is active")
    public Uni<Response> resume(@PathParam("account") String account) {
        return ifAccountId(account, accounts::resume).map(exists -> noContentOr(exists, ACCOUNT_NOT_FOUND));
    }

    @POST
    @Path("enrolments")
    @Operation(summary = "Creates a one-time code that enrols a device within minutes")
    @APIResponse(responseCode = "201", description = "The code, and a link that contains it")
    public Uni<Response> invite(@NotNull @Valid EnrolmentRequest request) {
        return inviteDevice
                .invite(new AccountId(request.account()))
                .map(invitation -> invitation.map(AdminResource::created).orElseGet(ACCOUNT_NOT_FOUND::asResponse));
    }

    @GET
    @Path("accounts/{account}/devices")
    @Operation(summary = "The active devices of an account")
    @APIResponse(responseCode = "200", description = "The devices, oldest first")
    public Uni<Response> devices(@PathParam("account") String account) {
        return AccountId.parse(account)
                .map(listDevices::forOperator)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(devices ->
                        devices.map(found -> Response.ok(found).build()).orElseGet(ACCOUNT_NOT_FOUND::asResponse));
    }

    @DELETE
    @Path("accounts/{account}/devices/{credential_id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Revokes a device immediately and permanently, such as one that was lost")
    @APIResponse(responseCode = "204", description = "It is revoked")
    public Uni<Response> revoke(@PathParam("account") String account, @PathParam("credential_id") String credentialId) {
        Optional<CredentialId> device = CredentialId.parse(credentialId);
        Uni<Boolean> revoked = device.isEmpty()
                ? Uni.createFrom().item(false)
                : ifAccountId(account, owner -> revokeDevice.revoke(device.get(), owner, RevokedBy.OPERATOR));
        return revoked.map(exists -> noContentOr(exists, DEVICE_NOT_FOUND));
    }

    private static Uni<Boolean> ifAccountId(String text, Function<AccountId, Uni<Boolean>> work) {
        return AccountId.parse(text).map(work).orElseGet(() -> Uni.createFrom().item(false));
    }

    private static Response created(Invitation invitation) {
        return Response.status(201)
                .entity(invitation)
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Response noContentOr(boolean exists, Problem notFound) {
        return exists ? Response.noContent().build() : notFound.asResponse();
    }
}
