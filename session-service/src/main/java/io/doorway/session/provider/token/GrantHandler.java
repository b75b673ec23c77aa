package io.doorway.session.provider.token;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenResponse;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.web.refusal.Actor;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * A grant type of the token endpoint (RFC 6749 section 4). Every bean of this type is supported. The interface separates the endpoint from the
 * grants, which are packages of their own.
 */
public interface GrantHandler {
    GrantType type();

    /**
     * Exchanges a grant of this type for tokens.
     *
     * @param request of an authenticated client
     */
    Uni<TokenResponse> exchange(GrantRequest request);

    /**
     * A token request.
     *
     * @param client the authenticated client
     * @param scope the requested scope, or null
     * @param resource what the access token is requested for (RFC 8707), or null
     * @param dpopKey the thumbprint of the key that the client proved (RFC 9449), or null
     * @param actor the client and its address, for refusals and events
     */
    record GrantRequest(
            RegisteredClient client,
            AuthorizationGrant grant,
            @Nullable Scope scope,
            @Nullable String resource,
            @Nullable String dpopKey,
            Actor actor) {}
}
