package io.doorway.session.provider.token;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenResponse;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.Confirmation;
import io.doorway.session.provider.oauth.RequestParameters;
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
     * Whether what the grant of a request needs is known without a read, once. The request is exchanged by {@link #exchange(GrantRequest, Uni)} then,
     * which fails with {@link io.doorway.store.NotPredictedException} if the grant has to be read after all.
     *
     * @param form the parameters of the request, none of them verified
     */
    default boolean predict(RequestParameters form) {
        return false;
    }

    /**
     * Begins to read what the grant of a request needs, together with the check of the limits of the request's source. It changes nothing,
     * and its result is used only if the client is authenticated.
     *
     * @param form the parameters of the request, none of them verified
     */
    default void begin(RequestParameters form) {}

    /**
     * Exchanges a grant of this type for tokens.
     *
     * @param request of an authenticated client within its limits
     */
    Uni<TokenResponse> exchange(GrantRequest request);

    /**
     * The same for a client whose limits are not checked yet.
     *
     * @param limits checks them, once, however often it is asked; a condition of what follows from the request
     */
    default Uni<TokenResponse> exchange(GrantRequest request, Uni<Void> limits) {
        return limits.chain(() -> exchange(request));
    }

    /**
     * A token request.
     *
     * @param client the authenticated client
     * @param scope the requested scope, or null
     * @param resource what the access token is requested for (RFC 8707), or null
     * @param confirmation what the client proved, to which its tokens are bound (RFC 9449, RFC 8705), or null
     * @param actor the client and its address, for refusals and events
     */
    record GrantRequest(
            RegisteredClient client,
            AuthorizationGrant grant,
            @Nullable Scope scope,
            @Nullable String resource,
            @Nullable Confirmation confirmation,
            Actor actor) {}
}
