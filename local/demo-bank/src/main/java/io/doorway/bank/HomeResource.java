package io.doorway.bank;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What everybody sees. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class HomeResource {
    @GET
    public TemplateInstance home() {
        return Pages.home();
    }

    /** Where Doorway's refusals end (RFC 6749 section 4.1.2.1). */
    @GET
    @Path("login-refused")
    public RestResponse<TemplateInstance> refused(@QueryParam("error") @Nullable String error) {
        TemplateInstance page = "access_denied".equals(error)
                ? Pages.refused(
                        "You are not logged in", "The login was cancelled. Nothing has happened to your accounts.")
                : Pages.refused(
                        "That did not work", "The login could not be started. Nothing has happened to your accounts.");
        return RestResponse.status(RestResponse.Status.FORBIDDEN, page);
    }
}
