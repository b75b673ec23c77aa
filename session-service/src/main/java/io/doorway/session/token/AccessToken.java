package io.doorway.session.token;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an access token allows, as Redis keeps it under the token's hash.
 *
 * @param session the session that it belongs to
 * @param client the client that it was given to
 * @param account whose claims it opens; the gate is asked again at every use
 * @param subject the name by which the client knows the account
 * @param scope what was granted
 * @param claims the values that the person agreed to release, by OpenID Connect's names
 */
public record AccessToken(
        String session, String client, String account, String subject, List<String> scope, Map<String, Object> claims) {
    /** How long a token is good for. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    /** The kind of its key. */
    public static final String KIND = "access-token";

    public AccessToken {
        scope = List.copyOf(scope);
        claims = Map.copyOf(claims);
    }

    /** Without the claims, which are personal. */
    @Override
    public String toString() {
        return "AccessToken[session=" + session + ", client=" + client + ", scope=" + scope + "]";
    }
}
