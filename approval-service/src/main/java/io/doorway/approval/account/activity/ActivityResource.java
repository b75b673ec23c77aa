package io.doorway.approval.account.activity;

import io.doorway.approval.answer.PhoneResponses;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.NonceProtectedCalls;
import io.doorway.login.refusal.RefusalProblems;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.web.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The activity of an account, read from one of its devices, and the disowning of a login. */
@Path("/activity")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Activity")
@APIResponse(
        responseCode = "401",
        description = "Sign again with the nonce of Doorway-Nonce, or the device is unknown or revoked")
class ActivityResource {
    private static final Pattern ENTRY_ID = Pattern.compile("[\\w:-]{1,128}");
    private static final int MAX_LIMIT = 100;

    private final NonceProtectedCalls calls;
    private final ListActivity listActivity;
    private final DisownLogin disownLogin;
    private final PhoneResponses responses;

    ActivityResource(
            NonceProtectedCalls calls, ListActivity listActivity, DisownLogin disownLogin, PhoneResponses responses) {
        this.calls = calls;
        this.listActivity = listActivity;
        this.disownLogin = disownLogin;
        this.responses = responses;
    }

    @GET
    @Operation(
            summary = "The activity of the last 90 days",
            description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "200", description = "Newest first")
    public Uni<Response> list(
            @QueryParam("before") @Nullable String before,
            @QueryParam("limit") @DefaultValue("20") int limit,
            @Context HttpServerRequest request) {
        requireValid(before, limit);
        return calls.get(
                Attempt.READ_ACTIVITY,
                request,
                message -> listActivity.list(message.credential().account(), before, limit));
    }

    @POST
    @Path("{challenge_id}/disown")
    @Consumes("application/jose")
    @Operation(
            summary = "Disowns a login of the last 24 hours and ends its session",
            description = "Body: doorway-device+jwt")
    @APIResponse(responseCode = "204", description = "Its session is ended; a repeated call gets the same answer")
    @APIResponse(responseCode = "404", description = "The account has no such login")
    @APIResponse(responseCode = "410", description = "It is older than 24 hours")
    public Uni<Response> disown(
            @PathParam("challenge_id") String challengeId, String body, @Context HttpServerRequest request) {
        return calls.call(
                Attempt.DISOWN,
                MessageKind.DEVICE,
                body,
                request,
                message -> ChallengeId.parse(challengeId)
                        .map(login -> disownLogin
                                .disown(login, message)
                                .map(result -> responses.respond(Attempt.DISOWN, result))
                                .replaceWith(() -> Response.noContent().build()))
                        .orElseThrow(() -> RefusalProblems.LOGIN_NOT_FOUND.asException()));
    }

    private static void requireValid(@Nullable String before, int limit) {
        if (before != null && !ENTRY_ID.matcher(before).matches()) {
            throw Problem.of(400, "invalid-request", "before: is not the id of an entry")
                    .asException();
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.of(400, "invalid-request", "limit: is not between 1 and " + MAX_LIMIT)
                    .asException();
        }
    }
}
