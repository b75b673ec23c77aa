package io.doorway.approval.activity;

import io.doorway.approval.answer.Answers;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.nonce.NoncedCalls;
import io.doorway.edge.problem.Problem;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.event.Attempt;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What happened to a person's account, seen from one of their devices. */
@Path("/activity")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Activity")
@APIResponse(responseCode = "401", description = "Sign again with the nonce of Doorway-Nonce, or not a device here")
class ActivityResource {
    private final NoncedCalls calls;
    private final ListActivity listActivity;
    private final DisownLogin disownLogin;
    private final Answers answers;

    ActivityResource(NoncedCalls calls, ListActivity listActivity, DisownLogin disownLogin, Answers answers) {
        this.calls = calls;
        this.listActivity = listActivity;
        this.disownLogin = disownLogin;
        this.answers = answers;
    }

    @GET
    @Operation(
            summary = "What happened in the last 90 days",
            description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "200", description = "Newest first")
    public Uni<Response> list(
            @QueryParam("before") @Nullable String before,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit,
            @Context HttpServerRequest request) {
        return calls.found(
                Attempt.READ_ACTIVITY,
                request,
                message -> listActivity.list(message.credential().account(), before, limit));
    }

    @POST
    @Path("{challenge_id}/disown")
    @Consumes("application/jose")
    @Operation(
            summary = "Says that a login of the last 24 hours was not the person's, and ends it",
            description = "Body: doorway-device+jwt")
    @APIResponse(responseCode = "204", description = "Its session is ended; repeated: the same answer")
    @APIResponse(responseCode = "404", description = "The account has no such login")
    @APIResponse(responseCode = "410", description = "It is over 24 hours old")
    public Uni<Response> disown(
            @PathParam("challenge_id") String challengeId, String body, @Context HttpServerRequest request) {
        return calls.admitted(
                Attempt.DISOWN,
                MessageKind.DEVICE,
                body,
                request,
                message -> ChallengeId.parse(challengeId)
                        .map(login -> disownLogin
                                .disown(login, message)
                                .map(result -> answers.of(Attempt.DISOWN, result))
                                .replaceWith(() -> Response.noContent().build()))
                        .orElseThrow(() -> Problem.of(404, "login-not-found", "Your account has no such login.")
                                .asException()));
    }
}
