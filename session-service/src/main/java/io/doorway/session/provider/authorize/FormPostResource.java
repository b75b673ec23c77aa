package io.doorway.session.provider.authorize;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.session.login.page.LanguageHints;
import io.doorway.session.login.page.Pages;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.request.BrowserErrors;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.request.ClientAddress;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The page that posts an authorization response to the relying party (OAuth 2.0 Form Post Response Mode 1.0). */
@Path(Endpoints.FORM_POST)
class FormPostResource {
    private static final ErrorObject NO_RESPONSE = OAuth2Error.INVALID_REQUEST.setDescription(
            "The address has no response of this provider, or one of more than an hour ago: start the login again");

    private final ResponseAddresses addresses;
    private final Pages pages;
    private final BrowserErrors errors;

    FormPostResource(ResponseAddresses addresses, Pages pages, BrowserErrors errors) {
        this.addresses = addresses;
        this.pages = pages;
        this.errors = errors;
    }

    @GET
    @RateLimited(Attempt.AUTHORIZE)
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page(
            @QueryParam("response") @Nullable String response,
            @Context HttpServerRequest connection,
            @Context HttpHeaders headers) {
        LanguageHints hints = LanguageHints.of(headers);
        return Optional.ofNullable(response)
                .flatMap(addresses::read)
                .map(posted -> pages.post(posted.address(), posted.parameters(), hints))
                .orElseGet(() -> pages.error(
                        400,
                        "request-used",
                        null,
                        errors.record(null, ClientAddress.of(connection), NO_RESPONSE),
                        hints));
    }
}
