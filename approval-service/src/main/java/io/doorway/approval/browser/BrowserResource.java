package io.doorway.approval.browser;

import io.doorway.approval.nonce.NoncedCalls;
import io.doorway.edge.problem.Problem;
import io.doorway.protocol.event.Attempt;
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

/** The browsers that an account knows, managed from one of its devices. */
@Path("/browsers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Browsers")
@APIResponse(responseCode = "401", description = "Sign again with the nonce of Doorway-Nonce, or not a device here")
class BrowserResource {
    private static final Problem UNKNOWN = Problem.of(404, "browser-not-found", "The account knows no such browser.");

    private final NoncedCalls calls;
    private final ListBrowsers listBrowsers;
    private final ForgetBrowser forgetBrowser;

    BrowserResource(NoncedCalls calls, ListBrowsers listBrowsers, ForgetBrowser forgetBrowser) {
        this.calls = calls;
        this.listBrowsers = listBrowsers;
        this.forgetBrowser = forgetBrowser;
    }

    @GET
    @Operation(summary = "The account's known browsers", description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "200", description = "The browsers, the last used first")
    public Uni<Response> list(@Context HttpServerRequest request) {
        return calls.found(Attempt.MANAGE_BROWSERS, request, message -> listBrowsers.list(message.credential()));
    }

    @DELETE
    @Path("{browser_id}")
    @Operation(summary = "Forgets a browser", description = "Authorization: Doorway <doorway-device+jwt>")
    @APIResponse(responseCode = "204", description = "Its next login is asked for a code")
    @APIResponse(responseCode = "404", description = "The account knows no such browser")
    public Uni<Response> forget(@PathParam("browser_id") String browserId, @Context HttpServerRequest request) {
        return calls.removed(
                Attempt.MANAGE_BROWSERS,
                request,
                message -> forgetBrowser.forget(browserId, message.credential()),
                UNKNOWN);
    }
}
