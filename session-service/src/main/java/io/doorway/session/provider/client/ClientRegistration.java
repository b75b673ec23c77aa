package io.doorway.session.provider.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.protocol.secret.SecretText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the clients' file, not yet validated: the property names of RFC 7591, and Doorway's own under {@code doorway}. {@link
 * ClientRules} validates it and returns a {@link RegisteredClient}.
 */
@JsonNaming(SnakeCaseStrategy.class)
record ClientRegistration(
        @Nullable String clientId,
        @Nullable String clientName,
        @Nullable String clientUri,
        @Nullable String applicationType,
        @Nullable List<String> redirectUris,
        @Nullable List<String> grantTypes,
        @Nullable List<String> responseTypes,
        @Nullable String tokenEndpointAuthMethod,
        @Nullable SecretText clientSecret,
        @Nullable JsonNode jwks,
        @Nullable String jwksUri,
        @Nullable String tlsClientAuthSubjectDn,
        @Nullable String tlsClientAuthSanDns,
        @Nullable String tlsClientAuthSanUri,
        @Nullable String tlsClientAuthSanIp,
        @Nullable String tlsClientAuthSanEmail,
        @Nullable String scope,
        @Nullable String subjectType,
        @Nullable String sectorIdentifierUri,
        @Nullable String idTokenSignedResponseAlg,
        @Nullable String idTokenEncryptedResponseAlg,
        @Nullable String idTokenEncryptedResponseEnc,
        @Nullable String userinfoSignedResponseAlg,
        @Nullable Boolean requirePushedAuthorizationRequests,
        @Nullable Boolean dpopBoundAccessTokens,
        @Nullable Boolean tlsClientCertificateBoundAccessTokens,
        @Nullable List<String> postLogoutRedirectUris,
        @Nullable String backchannelLogoutUri,
        @Nullable Boolean backchannelLogoutSessionRequired,
        @Nullable Boolean requireSignedRequestObject,
        @Nullable String authorizationSignedResponseAlg,
        @Nullable String introspectionSignedResponseAlg,
        @Nullable String backchannelTokenDeliveryMode,
        @Nullable String backchannelClientNotificationEndpoint,
        @Nullable String backchannelAuthenticationRequestSigningAlg,
        @Nullable Boolean backchannelUserCodeParameter,
        @Nullable Extensions doorway) {

    /** Properties that RFC 7591 does not define. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Extensions(
            @Nullable String pkce,
            @Nullable String profile,
            @Nullable String userinfoMaxAge,
            @Nullable List<String> resources,
            @Nullable String check,
            @Nullable String acr,
            @Nullable Boolean sharedWorkstation,
            @Nullable Boolean singleSignOn,
            @Nullable String scanWithin,
            @Nullable String decideWithin) {
        static final Extensions NONE = new Extensions(null, null, null, null, null, null, null, null, null, null);
    }
}
