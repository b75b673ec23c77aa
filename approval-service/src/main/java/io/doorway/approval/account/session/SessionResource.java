package io.doorway.approval.account.session;

import io.doorway.approval.message.NonceProtectedCalls;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.web.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where an account is logged in by single sign-on, managed from one of its devices. */
@Path("/browsers/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Browsers")
@APIResponse(
        responseCode = "401",
        description = "Sign again with the nonce of Doorway-Nonce, or the device is unknown or revoked")
class SessionResource {
    private static final Problem NOT_FOUND = Problem.of(404, "session-not-found", "The account has no such session.");

    private final NonceProtectedCalls calls;
    private final SessionList sessions;
    private final EndBrowserSession endSession;

    SessionResource(NonceProtectedCalls calls, SessionList sessions, EndBrowserSession endSession) {
        this.calls = calls;
        this.sessions = sessions;
        this.endSession = endSession;
    }

    @GET
    @Operation(
            summary = "The browsers that log the person in without a phone",
            description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "200", description = "One entry for each browser, the last used first")
    public Uni<Response> list(@Context HttpServerRequest request) {
        return calls.get(
                Attempt.MANAGE_BROWSERS,
                request,
                message -> sessions.of(message.credential().account()));
    }

    @DELETE
    @Operation(
            summary = "Ends all sessions of the account",
            description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "204", description = "They have ended")
    public Uni<Response> endAll(@Context HttpServerRequest request) {
        return calls.callInHeader(
                Attempt.MANAGE_BROWSERS,
                request,
                message -> endSession
                        .endAll(message)
                        .replaceWith(() -> Response.noContent().build()));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            summary = "Ends the sessions of the account in one browser",
            description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "204", description = "They have ended; a repeated call gets the same answer")
    @APIResponse(responseCode = "404", description = "The account has no such session")
    public Uni<Response> end(@PathParam("id") String id, @Context HttpServerRequest request) {
        return calls.delete(Attempt.MANAGE_BROWSERS, request, message -> endSession.end(id, message), NOT_FOUND);
    }
}
