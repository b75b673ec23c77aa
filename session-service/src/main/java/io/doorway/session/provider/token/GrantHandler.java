package io.doorway.session.provider.token;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.TokenResponse;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.web.refusal.Actor;
import io.smallrye.mutiny.Uni;

/**
 * A grant type of the token endpoint (RFC 6749 section 4). Every bean of this type is supported. The interface separates the endpoint from the
 * grants, which are packages of their own.
 */
public interface GrantHandler {
    GrantType type();

    /**
     * Exchanges a grant of this type for tokens.
     *
     * @param client the authenticated client
     * @param actor the client and its address, for refusals and events
     */
    Uni<TokenResponse> exchange(RegisteredClient client, AuthorizationGrant grant, Actor actor);
}
