package io.doorway.session.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientAuthenticationVerifier;
import com.nimbusds.oauth2.sdk.auth.verifier.Context;
import com.nimbusds.oauth2.sdk.auth.verifier.InvalidClientException;
import com.nimbusds.oauth2.sdk.auth.verifier.JWTAudienceCheck;
import com.nimbusds.oauth2.sdk.id.Audience;
import io.doorway.session.oauth.Endpoints;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a caller is the client that it says it is (RFC 6749 section 2.3, RFC 7523).
 *
 * <p>The SDK compares secrets in constant time and verifies assertions: signature, {@code iss}, {@code sub}, {@code aud} and
 * {@code exp}. What it cannot know is here: the one method each client is registered for, and that an assertion is used once.
 */
@ApplicationScoped
public class AuthenticateClient {
    /** What an assertion may be signed with. */
    public static final List<JWSAlgorithm> ALGORITHMS =
            List.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.RS256, JWSAlgorithm.PS256);

    private final Clients clients;
    private final UsedAssertions used;
    private final ClientAuthenticationVerifier<RegisteredClient> verifier;

    AuthenticateClient(Clients clients, UsedAssertions used, ClientKeys keys, Endpoints endpoints) {
        this.clients = clients;
        this.used = used;
        this.verifier = new ClientAuthenticationVerifier<>(keys, audience(endpoints), JWTAudienceCheck.LEGACY);
    }

    /** The client, or empty if the caller did not prove to be one. */
    public Uni<Optional<RegisteredClient>> authenticate(@Nullable ClientAuthentication credentials) {
        Optional<RegisteredClient> claimed = Optional.ofNullable(credentials)
                .flatMap(given -> clients.find(given.getClientID().getValue()));
        if (credentials == null || claimed.isEmpty() || !mayUse(claimed.get(), credentials)) {
            return Uni.createFrom().item(Optional.empty());
        }
        Uni<Boolean> verified = Uni.createFrom().item(() -> verify(credentials, claimed.get()));
        return (fetchesKeys(claimed.get())
                        ? verified.runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                        : verified)
                .chain(holds -> holds ? firstUse(credentials) : Uni.createFrom().item(false))
                .map(holds -> holds ? claimed : Optional.empty());
    }

    private static boolean mayUse(RegisteredClient client, ClientAuthentication credentials) {
        boolean registered = client.credentials().method().equals(credentials.getMethod());
        return registered
                && (!(credentials instanceof PrivateKeyJWT jwt)
                        || ALGORITHMS.contains(
                                jwt.getClientAssertion().getHeader().getAlgorithm()));
    }

    private static boolean fetchesKeys(RegisteredClient client) {
        return client.credentials() instanceof ClientCredentials.PublishedKeys;
    }

    private boolean verify(ClientAuthentication credentials, RegisteredClient client) {
        Context<RegisteredClient> context = new Context<>();
        context.set(client);
        try {
            verifier.verify(credentials, Set.of(), context);
            return true;
        } catch (InvalidClientException | JOSEException wrong) {
            return false;
        }
    }

    private Uni<Boolean> firstUse(ClientAuthentication credentials) {
        return credentials instanceof PrivateKeyJWT jwt
                ? used.firstUse(jwt.getJWTAuthenticationClaimsSet())
                : Uni.createFrom().item(true);
    }

    /** The issuer, or the address called (RFC 7523 section 3, RFC 9126 section 2). */
    private static Set<Audience> audience(Endpoints endpoints) {
        return Set.of(
                new Audience(endpoints.issuer()),
                new Audience(endpoints.at(Endpoints.TOKEN)),
                new Audience(endpoints.at(Endpoints.PAR)));
    }
}
