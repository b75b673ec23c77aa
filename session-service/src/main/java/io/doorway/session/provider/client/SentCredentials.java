package io.doorway.session.provider.client;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.certificate.ClientCertificate;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.oauth.SdkParser;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of a request that a client makes itself. A request that contradicts itself is refused before a credential is verified, so
 * that no two parts of Doorway can read two clients in it.
 *
 * @param authentication the credentials; empty if the request has none
 * @param client the client that the credentials or, without credentials, the parameter {@code client_id} names
 */
record SentCredentials(Optional<ClientAuthentication> authentication, Optional<ClientId> client) {
    private static final String MALFORMED =
            "The client authentication cannot be read: expected Authorization: Basic with the Base64 of client_id:client_secret, both form-encoded,"
                    + " or client_id and client_secret, or client_assertion and client_assertion_type";

    /** RFC 8707 section 2 permits several; every other parameter may be sent once (RFC 6749 section 3.2). */
    private static final Set<String> REPEATABLE = Set.of("resource");

    /**
     * Parses the credentials.
     *
     * @throws ParseException with {@code invalid_request} if the request contradicts itself or is no form; with {@code invalid_client} if
     *     its credentials are malformed, or its certificate is refused
     */
    static SentCredentials of(HTTPRequest request, ClientCertificate certificate) throws ParseException {
        if (certificate instanceof ClientCertificate.Refused(String description)) {
            throw new ParseException(description, OAuth2Error.INVALID_CLIENT.setDescription(description));
        }
        require(isForm(request), "Send the parameters as " + MediaType.APPLICATION_FORM_URLENCODED);
        RequestParameters form = RequestParameters.parse(request.getBody());
        Optional<String> repeated = form.repeatedParameterError(REPEATABLE);
        require(repeated.isEmpty(), repeated.orElse(""));
        require(
                methods(request, form) <= 1,
                "The request has two client authentications. Send one of the header Authorization, client_secret and"
                        + " client_assertion (RFC 6749 section 2.3)");
        Optional<ClientAuthentication> credentials = Optional.ofNullable(parse(request));
        if (credentials.isEmpty() && form.hasValue("client_assertion")) {
            // The SDK passes over an assertion without its type.
            throw malformed(null);
        }
        Optional<String> named = form.single("client_id");
        Optional<String> proven = credentials.map(sent -> sent.getClientID().getValue());
        require(
                named.isEmpty() || proven.isEmpty() || named.equals(proven),
                "The client_id is not that of the authenticated client");
        return new SentCredentials(credentials, proven.or(() -> named).flatMap(ClientId::parse));
    }

    private static boolean isForm(HTTPRequest request) {
        return request.getEntityContentType() != null
                && MediaType.APPLICATION_FORM_URLENCODED.equals(
                        request.getEntityContentType().getType());
    }

    /** How many ways of authentication the request uses. */
    private static long methods(HTTPRequest request, RequestParameters form) {
        return Stream.of(request.getAuthorization() != null, form.has("client_secret"), form.has("client_assertion"))
                .filter(used -> used)
                .count();
    }

    private static ClientAuthentication parse(HTTPRequest request) throws ParseException {
        try {
            return SdkParser.parse(() -> ClientAuthentication.parse(request));
        } catch (ParseException malformed) {
            throw malformed(malformed);
        }
    }

    private static ParseException malformed(@Nullable ParseException cause) {
        return new ParseException(MALFORMED, OAuth2Error.INVALID_CLIENT.setDescription(MALFORMED), cause);
    }

    private static void require(boolean condition, String description) throws ParseException {
        if (!condition) {
            throw new ParseException(description, OAuth2Error.INVALID_REQUEST.setDescription(description));
        }
    }
}
