package io.doorway.session.provider.client;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Validates what a registration says about requests for known accounts (OpenID Connect CIBA Core 1.0 section 4, FAPI-CIBA section 5.2.2). */
final class BackchannelRules extends PropertyRules {
    static final String CIBA = "urn:openid:params:grant-type:ciba";

    private static final String MODE = "backchannel_token_delivery_mode";
    private static final String ENDPOINT = "backchannel_client_notification_endpoint";
    private static final String ALGORITHM = "backchannel_authentication_request_signing_alg";

    BackchannelRules(String client, Mistakes mistakes) {
        super(client, mistakes);
    }

    /** Whether the grant types contain that of CIBA. */
    static boolean isWanted(@Nullable List<String> grantTypes) {
        return grantTypes != null && grantTypes.contains(CIBA);
    }

    /** Null if the client does not have the grant. */
    @Nullable
    BackchannelRegistration backchannel(ClientRegistration registration, TokenPolicy tokens) {
        check(
                !Boolean.TRUE.equals(registration.backchannelUserCodeParameter()),
                "backchannel_user_code_parameter",
                "is not supported: the phone verifies its user");
        if (!isWanted(registration.grantTypes())) {
            checkNeeded(MODE, registration.backchannelTokenDeliveryMode());
            checkNeeded(ENDPOINT, registration.backchannelClientNotificationEndpoint());
            checkNeeded(ALGORITHM, registration.backchannelAuthenticationRequestSigningAlg());
            return null;
        }
        check(
                !"none".equals(registration.tokenEndpointAuthMethod()),
                "token_endpoint_auth_method",
                "the grant " + CIBA + " needs a client that authenticates");
        JWSAlgorithm algorithm = mistakes.collect(() -> algorithm(registration), null);
        check(
                registration.backchannelAuthenticationRequestSigningAlg() != null || !tokens.isFapi2(),
                ALGORITHM,
                "the profile fapi2 needs it with the grant " + CIBA);
        String mode = required(MODE, registration.backchannelTokenDeliveryMode());
        // Nobody scanned anything: without another decision of the operator, nobody approves by a habitual tap.
        boolean passkey =
                registration.doorway() == null || registration.doorway().acr() == null;
        return switch (mode) {
            case "poll" -> {
                check(
                        registration.backchannelClientNotificationEndpoint() == null,
                        ENDPOINT,
                        "needs " + MODE + " ping");
                yield new BackchannelRegistration(null, algorithm, passkey);
            }
            case "ping" -> new BackchannelRegistration(endpoint(registration), algorithm, passkey);
            default -> throw InvalidClientsException.of(client, MODE, "expected poll or ping; push is not supported");
        };
    }

    private URI endpoint(ClientRegistration registration) {
        return webAddress(ENDPOINT, required(ENDPOINT, registration.backchannelClientNotificationEndpoint()));
    }

    /** FAPI-CIBA section 7.10 allows ES256 and PS256; CIBA section 4 allows no symmetric algorithm. */
    private @Nullable JWSAlgorithm algorithm(ClientRegistration registration) {
        String text = registration.backchannelAuthenticationRequestSigningAlg();
        if (text == null) {
            return null;
        }
        check(List.of("ES256", "PS256").contains(text), ALGORITHM, "expected ES256 or PS256");
        require(
                "private_key_jwt".equals(registration.tokenEndpointAuthMethod()),
                ALGORITHM,
                "needs token_endpoint_auth_method private_key_jwt");
        return JWSAlgorithm.parse(text);
    }

    private void checkNeeded(String property, @Nullable String value) {
        check(value == null, property, "needs " + CIBA + " in grant_types");
    }
}
