package io.doorway.bank;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Pages that require no login. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
class HomeResource {
    @Inject
    CurrentIdentityAssociation identity;

    /** Redirects a customer with a session to the accounts. An invalid session counts as none. */
    @GET
    public Uni<Response> home() {
        return identity.getDeferredIdentity()
                .map(SecurityIdentity::isAnonymous)
                .onFailure()
                .recoverWithItem(true)
                .map(anonymous -> anonymous
                        ? Response.ok(BankPages.home())
                                .header("Cache-Control", "no-store")
                                .build()
                        : Response.seeOther(URI.create("/accounts")).build());
    }

    /** The error response of the authorization endpoint (RFC 6749 section 4.1.2.1), of a login. */
    @GET
    @Path("login-refused")
    public RestResponse<TemplateInstance> loginRefused(@QueryParam("error") @Nullable String error) {
        return refused(
                isDenied(error)
                        ? BankPages.refused(
                                "You are not logged in",
                                "The login was cancelled, rejected or not approved in time. Nothing has happened to your accounts.",
                                "/login",
                                "Log in")
                        : BankPages.refused(
                                "That did not work",
                                "The login could not be started. Nothing has happened to your accounts.",
                                "/login",
                                "Try again"));
    }

    /** The same of a payment. The customer's session goes on. */
    @GET
    @Path("payment-refused")
    public RestResponse<TemplateInstance> paymentRefused(@QueryParam("error") @Nullable String error) {
        return refused(
                isDenied(error)
                        ? BankPages.refused(
                                "Nothing was paid",
                                "The payment was cancelled, rejected or not approved in time.",
                                "/payments",
                                "Pay a bill")
                        : BankPages.refused(
                                "That did not work",
                                "The approval could not be started. Nothing was paid.",
                                "/payments",
                                "Try again"));
    }

    private static boolean isDenied(@Nullable String error) {
        return "access_denied".equals(error);
    }

    private static RestResponse<TemplateInstance> refused(TemplateInstance page) {
        return RestResponse.status(RestResponse.Status.FORBIDDEN, page);
    }
}
