package io.doorway.session.provider.client;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import io.doorway.protocol.secret.SecretText;
import io.doorway.session.provider.client.RegisteredClient.ClientCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Says why a request is not authenticated, for the developer of the client. */
@ApplicationScoped
class ClientMismatches {
    private final Clients clients;

    ClientMismatches(Clients clients) {
        this.clients = clients;
    }

    /**
     * What differs from the registration.
     *
     * @param detail for the audit
     * @param proven whether the request has the client's secret, so that its sender may be told
     */
    record ClientMismatch(String detail, boolean proven) {

        /** {@code invalid_client}, the same for every cause that the sender may not be told. */
        ErrorObject answer() {
            return proven ? OAuth2Error.INVALID_CLIENT.setDescription(detail) : OAuth2Error.INVALID_CLIENT;
        }
    }

    /** What differs in credentials that were refused. */
    ClientMismatch of(SentCredentials sent) {
        Optional<RegisteredClient> found = sent.client().flatMap(clients::find);
        if (found.isEmpty()) {
            return new ClientMismatch("The client_id is not registered", false);
        }
        ClientCredentials registered = found.get().credentials();
        String expected = registered.method().getValue();
        if (sent.authentication().isEmpty()) {
            return new ClientMismatch(
                    "The request has no client authentication. Set that of the library to " + expected, false);
        }
        ClientAuthentication credentials = sent.authentication().get();
        if (!registered.method().equals(credentials.getMethod())) {
            String used = credentials.getMethod().getValue();
            return new ClientMismatch(
                    "The client is registered for %s and used %s. Set the client authentication of the library to %s, or register token_endpoint_auth_method: %s"
                            .formatted(expected, used, expected, used),
                    hasSecret(registered, credentials));
        }
        return new ClientMismatch(
                credentials instanceof PlainClientSecret
                        ? "The client_secret is not the registered one"
                        : "The assertion does not verify: a registered key and algorithm, iss and sub (the client_id), aud (the issuer), exp, and a jti that is used once are required",
                false);
    }

    private static boolean hasSecret(ClientCredentials registered, ClientAuthentication credentials) {
        return registered instanceof ClientCredentials.ClientSecret secret
                && credentials instanceof PlainClientSecret plain
                && secret.secret().equals(SecretText.of(plain.getClientSecret().getValue()));
    }
}
