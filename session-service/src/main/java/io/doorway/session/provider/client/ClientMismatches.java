package io.doorway.session.provider.client;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import io.doorway.protocol.secret.SecretText;
import io.doorway.session.provider.certificate.ClientCertificate;
import io.doorway.session.provider.client.ClientCalls.ClientCall;
import io.doorway.session.provider.client.RegisteredClient.ByCertificate;
import io.doorway.session.provider.client.RegisteredClient.ClientCredentials;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Says why a request is not authenticated, for the developer of the client. */
@Singleton
class ClientMismatches {
    private static final String NONE =
            "The request has no client authentication: neither Authorization: Basic nor client_id";

    private static final String NOT_ENCODED =
            "The client_secret in the header Authorization is not form-encoded, so that its + and % mean other characters (RFC 6749"
                    + " section 2.3.1). Encode it in the library, or register token_endpoint_auth_method: client_secret_post,"
                    + " or a secret of letters and digits";

    private final Clients clients;

    ClientMismatches(Clients clients) {
        this.clients = clients;
    }

    /**
     * What differs from the registration.
     *
     * @param detail for the audit
     * @param answer for the sender: {@code invalid_client}, with the cause only if the sender has proven the secret
     */
    record ClientMismatch(String detail, ErrorObject answer) {

        private static ClientMismatch withoutCause(String detail) {
            return new ClientMismatch(detail, OAuth2Error.INVALID_CLIENT);
        }

        /**
         * Of a sender that has proven the client's secret. RFC 6749 section 5.2 requires 401 only for credentials in the header; libraries show
         * the description of a 400, and of a 401 the challenge.
         */
        private static ClientMismatch withCause(String detail, ClientAuthenticationMethod used) {
            ErrorObject error = OAuth2Error.INVALID_CLIENT.setDescription(detail);
            return new ClientMismatch(
                    detail,
                    ClientAuthenticationMethod.CLIENT_SECRET_BASIC.equals(used)
                            ? error
                            : error.setHTTPStatusCode(Response.Status.BAD_REQUEST.getStatusCode()));
        }
    }

    /** What differs in the credentials of a call that were refused. */
    ClientMismatch of(SentCredentials sent, ClientCall call) {
        if (sent.client().isEmpty() && sent.authentication().isEmpty()) {
            return new ClientMismatch(NONE, OAuth2Error.INVALID_CLIENT.setDescription(NONE));
        }
        Optional<RegisteredClient> found = sent.client().flatMap(clients::find);
        if (found.isEmpty()) {
            return ClientMismatch.withoutCause("The client_id is not registered");
        }
        ClientCredentials registered = found.get().credentials();
        if (found.get().isPublic() && !call.publicClients()) {
            return ClientMismatch.withoutCause(
                    "The client is registered with token_endpoint_auth_method: none, and this endpoint is for clients that"
                            + " authenticate. Register another method, such as client_secret_basic");
        }
        String expected = registered.method().getValue();
        if (sent.authentication().isEmpty() && registered instanceof ByCertificate) {
            return ClientMismatch.withoutCause(
                    call.certificate() instanceof ClientCertificate.Presented
                            ? "The client certificate is not the registered one"
                            : "The client is registered for " + expected
                                    + " and sent no certificate. Use the address in mtls_endpoint_aliases");
        }
        if (sent.authentication().isEmpty()) {
            return ClientMismatch.withoutCause(
                    "The request has no client authentication. Set that of the library to " + expected);
        }
        ClientAuthentication credentials = sent.authentication().get();
        if (!registered.method().equals(credentials.getMethod())) {
            String used = credentials.getMethod().getValue();
            String detail =
                    "The client is registered for %s and used %s. Set the client authentication of the library to %s, %s"
                            .formatted(
                                    expected,
                                    used,
                                    expected,
                                    ClientAuthenticationMethod.CLIENT_SECRET_JWT.equals(credentials.getMethod())
                                            ? "because an assertion that is signed with a secret (HS256) is not supported"
                                            : "or register token_endpoint_auth_method: " + used);
            return hasSecret(registered, credentials)
                    ? ClientMismatch.withCause(detail, credentials.getMethod())
                    : ClientMismatch.withoutCause(detail);
        }
        if (credentials instanceof ClientSecretBasic && isSecretWithoutEncoding(registered, call)) {
            return ClientMismatch.withCause(NOT_ENCODED, credentials.getMethod());
        }
        return ClientMismatch.withoutCause(
                credentials instanceof PlainClientSecret
                        ? "The client_secret is not the registered one"
                        : "The assertion does not verify: a registered key and algorithm, iss and sub (the client_id), aud (the issuer), exp, and a jti that is used once are required");
    }

    /** Whether the header has the secret, and not its form encoding (RFC 6749 section 2.3.1). */
    private static boolean isSecretWithoutEncoding(ClientCredentials registered, ClientCall call) {
        return registered instanceof ClientCredentials.ClientSecret secret
                && ClaimedClient.secretWithoutDecoding(call.request().getAuthorization())
                        .map(SecretText::of)
                        .filter(secret.secret()::equals)
                        .isPresent();
    }

    private static boolean hasSecret(ClientCredentials registered, ClientAuthentication credentials) {
        return registered instanceof ClientCredentials.ClientSecret secret
                && credentials instanceof PlainClientSecret plain
                && secret.secret().equals(SecretText.of(plain.getClientSecret().getValue()));
    }
}
