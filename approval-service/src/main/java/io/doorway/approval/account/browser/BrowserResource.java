package io.doorway.approval.account.browser;

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

/** The known browsers of an account, managed from one of its devices. */
@Path("/browsers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Browsers")
@APIResponse(
        responseCode = "401",
        description = "Sign again with the nonce of Doorway-Nonce, or the device is unknown or revoked")
class BrowserResource {
    private static final Problem NOT_FOUND = Problem.of(404, "browser-not-found", "The account knows no such browser.");

    private final NonceProtectedCalls calls;
    private final KnownBrowsers knownBrowsers;
    private final ForgetBrowser forgetBrowser;

    BrowserResource(NonceProtectedCalls calls, KnownBrowsers knownBrowsers, ForgetBrowser forgetBrowser) {
        this.calls = calls;
        this.knownBrowsers = knownBrowsers;
        this.forgetBrowser = forgetBrowser;
    }

    @GET
    @Operation(summary = "The account's known browsers", description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "200", description = "The browsers, the last used first")
    public Uni<Response> list(@Context HttpServerRequest request) {
        return calls.get(
                Attempt.MANAGE_BROWSERS,
                request,
                message -> knownBrowsers.list(message.credential().account()));
    }

    @DELETE
    @Path("{browser_id}")
    @Operation(summary = "Forgets a browser", description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "204", description = "Its next login requires a code")
    @APIResponse(responseCode = "404", description = "The account knows no such browser")
    public Uni<Response> forget(@PathParam("browser_id") String browserId, @Context HttpServerRequest request) {
        return calls.delete(
                Attempt.MANAGE_BROWSERS,
                request,
                message -> forgetBrowser.forget(browserId, message.credential()),
                NOT_FOUND);
    }
}
