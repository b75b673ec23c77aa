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

/** Pages for customers. A request without a session starts a login. */
@Path("/")
@Authenticated
@Produces(MediaType.TEXT_HTML)
class CustomerResource {
    @Inject
    @IdToken
    JsonWebToken idToken;

    @Inject
    OidcSession session;

    /** The redirect URI of the login. Quarkus has processed the authorization response before this method is called. */
    @GET
    @Path("login")
    public Response login() {
        return Response.seeOther(URI.create("/accounts")).build();
    }

    @GET
    @Path("accounts")
    public RestResponse<TemplateInstance> accounts() {
        TemplateInstance page = BankPages.overview(Customer.of(idToken), BankAccount.samples());
        return RestResponse.ResponseBuilder.ok(page)
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Ends the bank's session. Doorway keeps no session in the browser. */
    @POST
    @Path("logout")
    public Uni<Response> logout() {
        return session.logout()
                .replaceWith(() -> Response.seeOther(URI.create("/")).build());
    }
}
