package io.doorway.session.token;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.TokenResponse;
import io.doorway.session.client.RegisteredClient;
import io.smallrye.mutiny.Uni;

/** One kind of grant that can be traded for tokens. Every bean of this type is offered at the token endpoint. */
public interface Grant {
    GrantType type();

    /**
     * Trades a grant of this type.
     *
     * @param client who asks; it has authenticated
     * @param source the address it asks from, for the audit
     */
    Uni<TokenResponse> trade(RegisteredClient client, AuthorizationGrant grant, String source);
}
