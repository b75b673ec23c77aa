package io.doorway.session.provider.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationErrorResponse;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import io.doorway.session.provider.client.Mistake;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.OAuthHttp;
import io.doorway.session.provider.registration.StoredRegistrations.StoredRegistration;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;

/** The responses of RFC 7591 section 3.2 and RFC 7592. */
@Singleton
class RegistrationResponses {
    /** A body has room for thousands of wrong addresses. */
    private static final int NAMED = 30;

    private final RegistrationSecrets secrets;
    private final Endpoints endpoints;

    RegistrationResponses(RegistrationSecrets secrets, Endpoints endpoints) {
        this.secrets = secrets;
        this.endpoints = endpoints;
    }

    /** RFC 7591 section 3.2.1: everything that is registered. The secrets do not expire. */
    Response registered(Response.Status status, StoredRegistration registration) {
        ObjectNode body = registration.metadata().deepCopy();
        body.put("client_id", registration.client().value());
        body.put("client_id_issued_at", registration.registeredAt().getEpochSecond());
        if (LoadRegistrations.hasSecret(body)) {
            body.put(
                    "client_secret", secrets.clientSecret(registration.client()).open());
            body.put("client_secret_expires_at", 0);
        }
        body.put(
                "registration_access_token",
                secrets.registrationAccessToken(registration.client()).open());
        body.put(
                "registration_client_uri",
                endpoints
                        .at(Endpoints.REGISTER + "/" + registration.client().value())
                        .toString());
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(body.toString())
                .build();
    }

    /** RFC 7591 section 3.2.2: every mistake, each with its property. Of very many, the first are named. */
    static Response refused(List<Mistake> mistakes) {
        boolean redirectUri =
                mistakes.stream().anyMatch(mistake -> mistake.property().equals("redirect_uris"));
        ErrorObject error =
                redirectUri ? RegistrationError.INVALID_REDIRECT_URI : RegistrationError.INVALID_CLIENT_METADATA;
        String description = mistakes.stream()
                        .limit(NAMED)
                        .map(Mistake::ofProperty)
                        .distinct()
                        .collect(Collectors.joining("; "))
                + (mistakes.size() > NAMED ? "; and " + (mistakes.size() - NAMED) + " more" : "");
        return OAuthHttp.toResponse(
                new ClientRegistrationErrorResponse(error.setDescription(ErrorObject.removeIllegalChars(description))));
    }

    /** RFC 7592 section 2: the same for a wrong token and for a client that is not registered. */
    static Response wrongToken() {
        return OAuthHttp.toResponse(new ClientRegistrationErrorResponse(BearerTokenError.INVALID_TOKEN));
    }
}
