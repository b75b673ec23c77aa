package io.doorway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.doorway.bench.BenchOptions.Profile;
import io.doorway.clients.relyingparty.RelyingPartyClient;
import io.doorway.clients.relyingparty.RelyingPartyClient.Registration;
import io.doorway.local.RunningPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The relying party of the logins: the demo bank's client, or one that is registered for the run and removed after it. */
final class BenchClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Scope SCOPE = new Scope("openid", "profile");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final RunningPlatform platform;
    private final URI redirectUri;
    private final @Nullable JsonNode registered;
    private final RelyingPartyClient client;

    /** @throws IllegalStateException if the platform refuses the registration */
    BenchClient(HttpClient http, RunningPlatform platform, Profile profile) {
        this.http = http;
        this.platform = platform;
        this.redirectUri = URI.create(platform.bank() + "/login");
        if (profile == Profile.oidc) {
            registered = null;
            client = new RelyingPartyClient(http, URI.create(platform.issuer()), bank());
        } else {
            ECKey key = newKey();
            registered = register(key);
            client = new RelyingPartyClient(http, URI.create(platform.issuer()), fapi(key, registered));
        }
    }

    RelyingPartyClient client() {
        return client;
    }

    private Registration bank() {
        ClientID id = new ClientID("demo-bank");
        ClientSecretBasic secret = new ClientSecretBasic(id, new Secret(platform.bankSecret()));
        return new Registration(id, redirectUri, SCOPE, provider -> secret, JWSAlgorithm.ES256);
    }

    private Registration fapi(ECKey key, JsonNode registration) {
        ClientID id = new ClientID(registration.get("client_id").asText());
        try {
            return new Registration(
                    id,
                    redirectUri,
                    SCOPE,
                    provider -> assertion(id, key, provider),
                    JWSAlgorithm.ES256,
                    new DefaultDPoPProofFactory(newKey(), JWSAlgorithm.ES256));
        } catch (JOSEException e) {
            throw new IllegalStateException("no key for proofs", e);
        }
    }

    private static ClientAuthentication assertion(ClientID id, ECKey key, OIDCProviderMetadata provider) {
        try {
            URI audience = URI.create(provider.getIssuer().getValue());
            return new PrivateKeyJWT(id, audience, JWSAlgorithm.ES256, key.toPrivateKey(), null, null);
        } catch (JOSEException e) {
            throw new IllegalStateException("no assertion", e);
        }
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("no key", e);
        }
    }

    private JsonNode register(ECKey key) {
        Map<String, Object> metadata = Map.of(
                "client_name",
                "Benchmark",
                "redirect_uris",
                List.of(redirectUri.toString()),
                "scope",
                SCOPE.toString(),
                "token_endpoint_auth_method",
                "private_key_jwt",
                "jwks",
                Map.of("keys", List.of(key.toPublicJWK().toJSONObject())),
                "id_token_signed_response_alg",
                "ES256",
                "require_pushed_authorization_requests",
                true,
                "dpop_bound_access_tokens",
                true);
        try {
            HttpResponse<String> response =
                    send(HttpRequest.newBuilder(URI.create(platform.gateway() + "/oauth2/register"))
                            .header("Authorization", "Bearer " + platform.operatorToken("registration"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(JSON.writeValueAsString(metadata))));
            if (response.statusCode() != 201) {
                throw new IllegalStateException("no client is registered: " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Removes the client (RFC 7592). */
    @Override
    public void close() {
        if (registered == null) {
            return;
        }
        try {
            send(HttpRequest.newBuilder(
                            URI.create(registered.get("registration_client_uri").asText()))
                    .header(
                            "Authorization",
                            "Bearer "
                                    + registered
                                            .get("registration_access_token")
                                            .asText())
                    .DELETE());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
