package io.doorway.bank;

import io.quarkus.oidc.IdToken;
import io.quarkus.oidc.OidcSession;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.RestResponse;

/** What customers see. Coming here without a session is what begins a login. */
@Path("/")
@Authenticated
@Produces(MediaType.TEXT_HTML)
class CustomerResource {
    @Inject
    @IdToken
    JsonWebToken idToken;

    @Inject
    OidcSession session;

    /** Where Doorway sends the browser back to. */
    @GET
    @Path("login")
    public Response login() {
        return Response.seeOther(URI.create("/accounts")).build();
    }

    @GET
    @Path("accounts")
    public RestResponse<TemplateInstance> accounts() {
        TemplateInstance page = Pages.overview(Customer.of(idToken), BankAccount.invented());
        return RestResponse.ResponseBuilder.ok(page)
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Ends the bank's session; Doorway keeps none of its own. */
    @POST
    @Path("logout")
    public Uni<Response> logout() {
        return session.logout()
                .replaceWith(() -> Response.seeOther(URI.create("/")).build());
    }
}
