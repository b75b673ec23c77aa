package io.doorway.approval.account.administration;

import io.doorway.approval.account.device.ListDevices;
import io.doorway.approval.account.device.RevokeDevice;
import io.doorway.approval.account.enrolment.InviteDevice;
import io.doorway.approval.account.enrolment.InviteDevice.Invitation;
import io.doorway.approval.account.enrolment.ManageInvitations;
import io.doorway.approval.account.enrolment.ManageInvitations.Revocation;
import io.doorway.approval.account.status.Accounts;
import io.doorway.approval.account.status.EndAccountSessions;
import io.doorway.approval.account.status.PutAccount;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.operator.Operator;
import io.doorway.web.problem.Problem;
import io.doorway.web.request.ClientAddress;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Accounts, invitations and devices, managed by an operator's systems. */
@Path("/admin")
@RolesAllowed("enrolment")
@RateLimited(Attempt.ADMINISTER)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "Authorization: Bearer <operator's token with the role enrolment>")
class AdminResource {
    private static final Pattern INVITATION_ID = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final Problem ACCOUNT_NOT_FOUND = Problem.of(404, "account-not-found", "There is no such account.");
    private static final Problem INVITATION_NOT_FOUND =
            Problem.of(404, "invitation-not-found", "There is no such invitation, or it has expired.");
    private static final Problem INVITATION_USED = Problem.of(
            409, "invitation-used", "A device was enrolled with this invitation. Revoke the device instead.");
    private static final Problem DEVICE_NOT_FOUND =
            Problem.of(404, "device-not-found", "The account has no such device.");

    private final PutAccount putAccount;
    private final Accounts accounts;
    private final EndAccountSessions endAccountSessions;
    private final InviteDevice inviteDevice;
    private final ManageInvitations invitations;
    private final ListDevices listDevices;
    private final RevokeDevice revokeDevice;
    private final SecurityIdentity identity;

    AdminResource(
            PutAccount putAccount,
            Accounts accounts,
            EndAccountSessions endAccountSessions,
            InviteDevice inviteDevice,
            ManageInvitations invitations,
            ListDevices listDevices,
            RevokeDevice revokeDevice,
            SecurityIdentity identity) {
        this.putAccount = putAccount;
        this.accounts = accounts;
        this.endAccountSessions = endAccountSessions;
        this.inviteDevice = inviteDevice;
        this.invitations = invitations;
        this.listDevices = listDevices;
        this.revokeDevice = revokeDevice;
        this.identity = identity;
    }

    /**
     * An account to create or change.
     *
     * @param account its id, stable and never given to another person
     * @param claims the claims about the person, by OpenID claim name
     */
    record AccountRequest(
            @Nullable String account, @Nullable Map<String, Object> claims) {}

    /**
     * An invitation to create.
     *
     * @param account the account for which a device is to be enrolled
     * @param name what the operator calls the invitation; the person sees it too
     * @param answer what the person has to answer; they get it apart from the link
     */
    record EnrolmentRequest(
            @Nullable String account,
            @Nullable String name,
            @Nullable String answer) {}

    @POST
    @Path("accounts")
    @Operation(summary = "Creates an account, or replaces its claims")
    @APIResponse(responseCode = "204", description = "The account has these claims")
    public Uni<Response> put(@Nullable AccountRequest request, @Context HttpServerRequest http) {
        AccountRequest body = RequestRules.body(request);
        return putAccount
                .put(RequestRules.account(body.account()), RequestRules.claims(body.claims()), operator(http))
                .map(done -> Response.noContent().build());
    }

    @POST
    @Path("accounts/{account}/suspend")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Suspends an account and its devices immediately")
    @APIResponse(responseCode = "204", description = "It is suspended")
    public Uni<Response> suspend(@PathParam("account") String account, @Context HttpServerRequest http) {
        return ifAccountId(account, id -> accounts.suspend(id, operator(http)))
                .map(exists -> noContentOr(exists, ACCOUNT_NOT_FOUND));
    }

    @POST
    @Path("accounts/{account}/resume")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Resumes a suspended account")
    @APIResponse(responseCode = "204", description = "It is active")
    public Uni<Response> resume(@PathParam("account") String account, @Context HttpServerRequest http) {
        return ifAccountId(account, id -> accounts.resume(id, operator(http)))
                .map(exists -> noContentOr(exists, ACCOUNT_NOT_FOUND));
    }

    @DELETE
    @Path("accounts/{account}/sessions")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Ends all sessions of an account, and informs the relying parties")
    @APIResponse(responseCode = "204", description = "They end")
    public Uni<Response> endSessions(@PathParam("account") String account, @Context HttpServerRequest http) {
        return ifAccountId(account, id -> endAccountSessions.end(id, operator(http)))
                .map(exists -> noContentOr(exists, ACCOUNT_NOT_FOUND));
    }

    @POST
    @Path("enrolments")
    @Operation(summary = "Creates a one-time code that enrols a device within minutes")
    @APIResponse(
            responseCode = "201",
            description = "The code, a link that contains it, and the answer if there is one")
    public Uni<Response> invite(@Nullable EnrolmentRequest request, @Context HttpServerRequest http) {
        EnrolmentRequest body = RequestRules.body(request);
        return inviteDevice
                .invite(
                        RequestRules.account(body.account()),
                        RequestRules.name(body.name()),
                        RequestRules.answer(body.answer()),
                        operator(http))
                .map(invitation -> invitation.map(AdminResource::created).orElseGet(ACCOUNT_NOT_FOUND::asResponse));
    }

    @GET
    @Path("accounts/{account}/enrolments")
    @Operation(summary = "The invitations of an account that can be used, without their codes")
    @APIResponse(responseCode = "200", description = "The invitations, oldest first")
    public Uni<Response> invitations(@PathParam("account") String account) {
        return AccountId.parse(account)
                .map(invitations::list)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.map(list -> Response.ok(list).build()).orElseGet(ACCOUNT_NOT_FOUND::asResponse));
    }

    @DELETE
    @Path("enrolments/{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Revokes an invitation that was not used")
    @APIResponse(responseCode = "204", description = "Its code is not accepted any more")
    @APIResponse(responseCode = "404", description = "There is no such invitation, or it has expired")
    @APIResponse(responseCode = "409", description = "A device was enrolled with it")
    public Uni<Response> revokeInvitation(@PathParam("id") String id, @Context HttpServerRequest http) {
        Uni<Revocation> revoked = INVITATION_ID.matcher(id).matches()
                ? invitations.revoke(id, operator(http))
                : Uni.createFrom().item(Revocation.NOT_FOUND);
        return revoked.map(result -> switch (result) {
            case REVOKED -> Response.noContent().build();
            case NOT_FOUND -> INVITATION_NOT_FOUND.asResponse();
            case USED -> INVITATION_USED.asResponse();
        });
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
    public Uni<Response> revoke(
            @PathParam("account") String account,
            @PathParam("credential_id") String credentialId,
            @Context HttpServerRequest http) {
        Optional<CredentialId> device = CredentialId.parse(credentialId);
        Uni<Boolean> revoked = device.isEmpty()
                ? Uni.createFrom().item(false)
                : ifAccountId(account, owner -> revokeDevice.revokeForOperator(device.get(), owner, operator(http)));
        return revoked.map(exists -> noContentOr(exists, DEVICE_NOT_FOUND));
    }

    private Operator operator(HttpServerRequest http) {
        return Operator.of(identity, ClientAddress.of(http));
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
