package io.doorway.session.login.complete;

import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The protocol by which the relying party requested the login. The OpenID Provider implements it, so that {@code login} depends on no OAuth
 * message and {@code provider} depends on {@code login} only.
 */
public interface LoginProtocol {

    /** The name of the cookie by which a browser has a session. */
    String SESSION_COOKIE = "__Host-doorway-sso";

    /**
     * The response to the request that a login began with.
     *
     * @param request the request as the challenge contains it
     */
    AuthorizationResponse responseTo(ChallengeId login, LoginRequest request);

    /**
     * What a browser gets for its session.
     *
     * @param cookie of the session
     * @param deviceRegistration the value of {@code Secure-Session-Registration}, by which a browser binds the session to its device
     */
    record BrowserSession(NewCookie cookie, String deviceRegistration) {}

    /** The response for one attempt to complete a login. */
    interface AuthorizationResponse {

        /** Reserves the request for this login before it completes. False if another login of the same request has reserved it. */
        Uni<Boolean> reserve();

        /** The address with an error, if the relying party asked for another person than the one of this account; otherwise empty. */
        Optional<URI> refusal(AccountId account);

        /**
         * Begins the session of the completed login. Fails if it has to be stored and cannot be.
         *
         * @param sessionCookie the session cookie that the browser sent, or null
         * @return what the browser gets, if it gets a session
         */
        Uni<Optional<BrowserSession>> beginSession(Consumed login, @Nullable String sessionCookie);

        /** A code of this attempt. It becomes the login's code if the attempt is the first to succeed. */
        SecretText newCode();

        /** The address at the relying party that receives the login's code, which may be that of an earlier attempt. */
        URI redirectUri(SecretText code);

        /** Ends the request after its login was completed. Never fails, because a failure must not cost the person the login. */
        Uni<Void> end();
    }
}
