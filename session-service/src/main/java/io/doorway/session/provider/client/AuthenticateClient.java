package io.doorway.session.provider.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientAuthenticationVerifier;
import com.nimbusds.oauth2.sdk.auth.verifier.Context;
import com.nimbusds.oauth2.sdk.auth.verifier.InvalidClientException;
import com.nimbusds.oauth2.sdk.auth.verifier.JWTAudienceCheck;
import com.nimbusds.oauth2.sdk.id.Audience;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.certificate.CertificateName;
import io.doorway.session.provider.certificate.EndpointAliases;
import io.doorway.session.provider.client.RegisteredClient.ClientCredentials;
import io.doorway.session.provider.oauth.Endpoints;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Authenticates a client (RFC 6749 section 2.3, RFC 7523, RFC 8705 section 2).
 *
 * <p>The SDK compares secrets in constant time and verifies assertions: signature, {@code iss}, {@code sub}, {@code aud} and
 * {@code exp}. This class adds that a client uses the one method that it is registered for, and an assertion only once.
 */
@Singleton
public class AuthenticateClient {
    /** The algorithms that an assertion may be signed with. */
    public static final List<JWSAlgorithm> ALGORITHMS =
            List.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.RS256, JWSAlgorithm.PS256);

    private static final List<JWSAlgorithm> FAPI_ALGORITHMS = List.of(JWSAlgorithm.ES256, JWSAlgorithm.PS256);

    private final Clients clients;
    private final UsedAssertions usedAssertions;
    private final PublishedKeys publishedKeys;
    private final String issuer;
    private final ClientAuthenticationVerifier<ClientCredentials> verifier;

    AuthenticateClient(
            Clients clients,
            UsedAssertions usedAssertions,
            PublishedKeys publishedKeys,
            Endpoints endpoints,
            EndpointAliases aliases) {
        this.clients = clients;
        this.usedAssertions = usedAssertions;
        this.publishedKeys = publishedKeys;
        this.issuer = endpoints.issuer().getValue();
        this.verifier = new ClientAuthenticationVerifier<>(
                new ClientKeys(), audience(endpoints, aliases), JWTAudienceCheck.LEGACY);
    }

    /**
     * The authenticated client.
     *
     * @param credentials the parsed credentials of the request
     * @return empty if the credentials are not those of a registered client
     */
    public Uni<Optional<RegisteredClient>> authenticate(ClientAuthentication credentials) {
        Optional<RegisteredClient> client =
                ClientId.parse(credentials.getClientID().getValue()).flatMap(clients::find);
        if (client.isEmpty() || !usesRegisteredMethod(client.get(), credentials)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return registered(client.get(), credentials)
                .map(registered -> verify(credentials, registered))
                .chain(valid -> valid ? markUsed(credentials) : Uni.createFrom().item(false))
                .map(valid -> valid ? client : Optional.empty());
    }

    /**
     * The client, if it is authenticated by its certificate (RFC 8705 section 2).
     *
     * @param certificate whose key the client has
     */
    Uni<Optional<RegisteredClient>> authenticate(RegisteredClient client, X509Certificate certificate) {
        Uni<Boolean> valid = switch (client.credentials()) {
            case ClientCredentials.CertifiedName(CertificateName name) ->
                Uni.createFrom().item(name.isOf(certificate));
            case ClientCredentials.KeyCertificates(ClientCredentials.InlineKeys inline) ->
                Uni.createFrom().item(isOfKey(inline.keys(), certificate));
            case ClientCredentials.KeyCertificates(ClientCredentials.RemoteKeys remote) ->
                publishedKeys
                        .findWith(remote.address(), keys -> isOfKey(keys, certificate))
                        .map(found ->
                                found.filter(keys -> isOfKey(keys, certificate)).isPresent());
            default -> Uni.createFrom().item(false);
        };
        return valid.map(authenticated -> authenticated ? Optional.of(client) : Optional.empty());
    }

    /** RFC 8705 section 2.2.2: the certificate of a key is the first of its {@code x5c}. */
    private static boolean isOfKey(JWKSet keys, X509Certificate certificate) {
        return keys.getKeys().stream()
                .map(JWK::getParsedX509CertChain)
                .anyMatch(chain -> chain != null && chain.getFirst().equals(certificate));
    }

    private boolean usesRegisteredMethod(RegisteredClient client, ClientAuthentication credentials) {
        boolean sameMethod = client.credentials().method().equals(credentials.getMethod());
        return sameMethod && (!(credentials instanceof PrivateKeyJWT jwt) || isAcceptable(client, jwt));
    }

    /** FAPI 2.0 Security Profile sections 5.3.2.1 (the issuer as the only audience, as a text) and 5.4.1 (algorithms). */
    private boolean isAcceptable(RegisteredClient client, PrivateKeyJWT jwt) {
        JWSAlgorithm algorithm = jwt.getClientAssertion().getHeader().getAlgorithm();
        // FAPI-CIBA section 7.10: with signed requests, the same algorithms as with FAPI 2.0.
        boolean signedBackchannel =
                client.backchannel() != null && client.backchannel().requestAlgorithm() != null;
        if (!client.tokens().isFapi2()) {
            return (signedBackchannel ? FAPI_ALGORITHMS : ALGORITHMS).contains(algorithm);
        }
        Map<String, Object> claims = jwt.getClientAssertion().getPayload().toJSONObject();
        return FAPI_ALGORITHMS.contains(algorithm) && issuer.equals(claims.get("aud"));
    }

    /** What the client is registered with; for published keys, the keys. */
    private Uni<ClientCredentials> registered(RegisteredClient client, ClientAuthentication credentials) {
        if (!(client.credentials() instanceof ClientCredentials.RemoteKeys remote)
                || !(credentials instanceof PrivateKeyJWT jwt)) {
            return Uni.createFrom().item(client.credentials());
        }
        return publishedKeys
                .find(remote.address(), jwt.getClientAssertion().getHeader().getKeyID())
                .map(found -> found.<ClientCredentials>map(ClientCredentials.InlineKeys::new)
                        .orElse(remote));
    }

    private boolean verify(ClientAuthentication credentials, ClientCredentials registered) {
        Context<ClientCredentials> context = new Context<>();
        context.set(registered);
        try {
            verifier.verify(credentials, Set.of(), context);
            return true;
        } catch (InvalidClientException | JOSEException e) {
            return false;
        }
    }

    /** Marks an assertion as used; false if it was used before. A secret can be used any number of times. */
    private Uni<Boolean> markUsed(ClientAuthentication credentials) {
        return credentials instanceof PrivateKeyJWT jwt
                ? usedAssertions.markUsed(jwt.getJWTAuthenticationClaimsSet())
                : Uni.createFrom().item(true);
    }

    /**
     * An assertion names the issuer or the endpoint as its audience (RFC 7523 section 3, RFC 9126 section 2), the endpoint also by its alias
     * (RFC 8705 section 5).
     */
    private static Set<Audience> audience(Endpoints endpoints, EndpointAliases aliases) {
        Stream<Audience> called = Stream.of(
                        Endpoints.TOKEN,
                        Endpoints.PAR,
                        Endpoints.REVOKE,
                        Endpoints.DEVICE_AUTHORIZATION,
                        Endpoints.BACKCHANNEL,
                        Endpoints.INTROSPECT)
                .map(endpoints::at)
                .flatMap(address -> Stream.concat(Stream.of(address), aliases.of(address).stream()))
                .map(Audience::new);
        return Stream.concat(Stream.of(new Audience(endpoints.issuer())), called)
                .collect(Collectors.toUnmodifiableSet());
    }
}
