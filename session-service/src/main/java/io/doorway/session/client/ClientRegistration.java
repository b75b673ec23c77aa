package io.doorway.session.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.protocol.secret.SecretText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of the clients' file as it is written: RFC 7591's names, and Doorway's own under {@code doorway}. {@link
 * ClientRules} makes a {@link RegisteredClient} of it or says what is wrong.
 */
@JsonNaming(SnakeCaseStrategy.class)
record ClientRegistration(
        @Nullable String clientId,
        @Nullable String clientName,
        @Nullable String clientUri,
        @Nullable List<String> redirectUris,
        @Nullable List<String> grantTypes,
        @Nullable List<String> responseTypes,
        @Nullable String tokenEndpointAuthMethod,
        @Nullable SecretText clientSecret,
        @Nullable JsonNode jwks,
        @Nullable String jwksUri,
        @Nullable String scope,
        @Nullable String subjectType,
        @Nullable String idTokenSignedResponseAlg,
        @Nullable Boolean requirePushedAuthorizationRequests,
        @Nullable Extensions doorway) {

    /** What RFC 7591 has no name for. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Extensions(
            @Nullable String pkce,
            @Nullable String profile,
            @Nullable String check,
            @Nullable String acr,
            @Nullable Boolean sharedWorkstation,
            @Nullable String scanWithin,
            @Nullable String decideWithin) {
        static final Extensions NONE = new Extensions(null, null, null, null, null, null, null);
    }
}
