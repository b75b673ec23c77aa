package io.doorway.session.provider.logout;

import io.doorway.session.login.page.LanguageHints;
import io.doorway.session.login.page.Pages;
import io.doorway.session.provider.oauth.Endpoints;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page after a logout that leads nowhere else. */
@Path(Endpoints.LOGGED_OUT)
class LoggedOutResource {
    private final Pages pages;

    LoggedOutResource(Pages pages) {
        this.pages = pages;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response get(@Context HttpHeaders headers) {
        return pages.loggedOut(LanguageHints.of(headers));
    }
}
