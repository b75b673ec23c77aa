package io.doorway.session.login.complete;

import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.smallrye.mutiny.Uni;
import java.net.URI;

/**
 * The protocol by which the relying party requested the login. The OpenID Provider implements it, so that {@code login} depends on no OAuth
 * message and {@code provider} depends on {@code login} only.
 */
public interface LoginProtocol {

    /**
     * The response to the request that a login began with.
     *
     * @param request the request as the challenge contains it
     */
    AuthorizationResponse responseTo(ChallengeId login, LoginRequest request);

    /** The response for one attempt to complete a login. */
    interface AuthorizationResponse {

        /** Reserves the request for this login before it completes. False if another login of the same request has reserved it. */
        Uni<Boolean> reserve();

        /** A code of this attempt. It becomes the login's code if the attempt is the first to succeed. */
        SecretText newCode();

        /** The address at the relying party that receives the login's code, which may be that of an earlier attempt. */
        URI redirectUri(SecretText code);

        /** Ends the request after its login was completed. Never fails, because a failure must not cost the person the login. */
        Uni<Void> end();
    }
}
