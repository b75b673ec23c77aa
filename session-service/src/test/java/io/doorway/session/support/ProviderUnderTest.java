package io.doorway.session.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.servers.Ports;
import io.doorway.testkit.quarkus.OperatorTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Configures an issuer on a free port, with its own keys and clients. */
public final class ProviderUnderTest implements QuarkusTestResourceLifecycleManager {
    public static final String BANK_SECRET = "the shared secret of the bank";

    /** The secret of the client {@code plus}: it is another text if a header has it without form encoding. */
    public static final String PLUS_SECRET = "sixteen+characters+or+more";

    /** Where the clients {@code shop} and {@code library} listen for logout tokens, at the path of their name. */
    public static final int LOGOUT_PORT = logoutPort();

    /** The key of the client {@code broker}, which authenticates by assertions. */
    public static final ECKey BROKER_KEY = ecKey();

    /** The key of the client {@code fapi}, which is registered for the FAPI 2.0 Security Profile. */
    public static final ECKey FAPI_KEY = ecKey();

    /** The certificate of the clients {@code trader} and {@code fund}. */
    public static final TestClientCertificate CERTIFICATE = TestClientCertificate.ofBank();

    /** Where the certificates of clients are requested. Nothing listens there: tests send what a proxy would pass. */
    public static final String MUTUAL_TLS_ORIGIN = "https://mtls.localhost";

    /** The key that the ID tokens of the client {@code encrypted} are encrypted for. */
    public static final ECKey ENCRYPTION_KEY =
            new ECKey.Builder(ecKey()).keyUse(KeyUse.ENCRYPTION).build();

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("doorway-provider");
            Path keys = TestSigningKeys.file(directory);
            Path clients = directory.resolve("clients.yaml");
            Files.writeString(clients, clients());
            int port = Ports.free();
            return Map.ofEntries(
                    Map.entry("quarkus.http.host", "127.0.0.1"),
                    Map.entry("quarkus.http.test-port", Integer.toString(port)),
                    Map.entry("doorway.issuer", "http://localhost:" + port),
                    Map.entry("doorway.ticket.key", Base64Url.encode(new byte[32])),
                    Map.entry("doorway.pairwise-salt", "thirty-two characters or even more"),
                    Map.entry("doorway.sso.lifetime", "PT8H"),
                    Map.entry("doorway.mutual-tls.origin", MUTUAL_TLS_ORIGIN),
                    Map.entry("doorway.mutual-tls.verified-chains", "true"),
                    Map.entry("doorway.outgoing.private-addresses", "true"),
                    Map.entry("doorway.signing-keys", keys.toString()),
                    Map.entry("doorway.clients", clients.toString()),
                    Map.entry("doorway.registration.enabled", "true"),
                    Map.entry("doorway.registration.key", Base64Url.encode(new byte[32])),
                    Map.entry("doorway.registration.policy", "{pkce: optional}"),
                    Map.entry("mp.jwt.verify.publickey", OperatorTestResource.publicKey()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}

    private static String clients() {
        String port = Integer.toString(LOGOUT_PORT);
        return """
                - client_id: bank
                  client_name: Harbour Bank
                  client_uri: http://localhost:8090/
                  redirect_uris: ['http://localhost:8090/callback', 'http://localhost:8090/other']
                  token_endpoint_auth_method: client_secret_basic
                  client_secret: %s
                - client_id: broker
                  client_name: Broker
                  client_uri: https://broker.example/
                  redirect_uris: ['https://broker.example/back']
                  token_endpoint_auth_method: private_key_jwt
                  jwks: {keys: [%s]}
                  subject_type: pairwise
                  id_token_signed_response_alg: RS256
                  require_pushed_authorization_requests: true
                  scope: openid profile
                - client_id: optional-pkce
                  client_name: Optional PKCE
                  client_uri: https://optional-pkce.example/
                  redirect_uris: ['https://optional-pkce.example/back']
                  token_endpoint_auth_method: client_secret_basic
                  client_secret: %s
                  doorway: {pkce: optional, scan_within: 90s, acr: "urn:doorway:acr:passkey"}
                - client_id: page
                  client_name: Single Page
                  client_uri: https://page.example/
                  redirect_uris: ['https://page.example/back']
                  token_endpoint_auth_method: none
                - client_id: program
                  client_name: Program
                  client_uri: https://program.example/
                  application_type: native
                  redirect_uris: ['http://127.0.0.1/back', 'http://[::1]/back', 'example.program:/back']
                  post_logout_redirect_uris: ['example.program:/bye']
                  token_endpoint_auth_method: none
                - client_id: television
                  client_name: Television
                  client_uri: https://television.example/
                  redirect_uris: ['https://television.example/back']
                  grant_types: [authorization_code, 'urn:ietf:params:oauth:grant-type:device_code']
                  token_endpoint_auth_method: none
                - client_id: till
                  client_name: Till
                  client_uri: https://till.example/
                  grant_types: ['urn:openid:params:grant-type:ciba', refresh_token]
                  token_endpoint_auth_method: client_secret_basic
                  client_secret: %s
                  backchannel_token_delivery_mode: poll
                - client_id: counter
                  client_name: Counter
                  client_uri: https://counter.example/
                  grant_types: ['urn:openid:params:grant-type:ciba']
                  token_endpoint_auth_method: client_secret_basic
                  client_secret: %s
                  backchannel_token_delivery_mode: poll
                - client_id: agency
                  client_name: Agency
                  client_uri: https://agency.example/
                  grant_types: ['urn:openid:params:grant-type:ciba']
                  token_endpoint_auth_method: private_key_jwt
                  jwks: {keys: [%s]}
                  backchannel_token_delivery_mode: ping
                  backchannel_client_notification_endpoint: http://localhost:%s/agency
                  backchannel_authentication_request_signing_alg: ES256
                - client_id: post
                  client_name: Secret in the Form
                  client_uri: https://post.example/
                  redirect_uris: ['https://post.example/back']
                  token_endpoint_auth_method: client_secret_post
                  client_secret: %s
                - client_id: encrypted
                  client_name: Encrypted
                  client_uri: https://encrypted.example/
                  redirect_uris: ['https://encrypted.example/back']
                  token_endpoint_auth_method: client_secret_basic
                  client_secret: %s
                  id_token_signed_response_alg: PS256
                  id_token_encrypted_response_alg: ECDH-ES+A256KW
                  id_token_encrypted_response_enc: A256GCM
                  userinfo_signed_response_alg: PS256
                  jwks: {keys: [%s]}
                - client_id: fapi
                  client_name: Fapi
                  client_uri: https://fapi.example/
                  redirect_uris: ['https://fapi.example/back']
                  token_endpoint_auth_method: private_key_jwt
                  jwks: {keys: [%s]}
                  grant_types: [authorization_code, refresh_token]
                  doorway: {profile: fapi2}
                - client_id: shop
                  client_name: Shop
                  client_uri: https://shop.example/
                  redirect_uris: ['https://shop.example/back']
                  backchannel_logout_uri: http://localhost:%s/shop
                  backchannel_logout_session_required: true
                  post_logout_redirect_uris: ['https://shop.example/bye', 'https://shop.example/bye?kind=normal']
                  token_endpoint_auth_method: client_secret_basic
                  client_secret: %s
                  doorway: {single_sign_on: true}
                - client_id: library
                  client_name: Library
                  client_uri: https://library.example/
                  redirect_uris: ['https://library.example/back']
                  token_endpoint_auth_method: client_secret_basic
                  client_secret: %s
                  subject_type: pairwise
                  backchannel_logout_uri: http://localhost:%s/library
                  doorway: {single_sign_on: true}
                - client_id: signed
                  client_name: Signed Requests
                  client_uri: https://signed.example/
                  redirect_uris: ['https://signed.example/back']
                  token_endpoint_auth_method: private_key_jwt
                  jwks: {keys: [%s]}
                  require_signed_request_object: true
                  authorization_signed_response_alg: PS256
                - client_id: spa
                  client_name: Refreshed Page
                  client_uri: https://spa.example/
                  redirect_uris: ['https://spa.example/back']
                  token_endpoint_auth_method: none
                  grant_types: [authorization_code, refresh_token]
                  doorway: {single_sign_on: true}
                - client_id: portal
                  client_name: Portal
                  client_uri: https://portal.example/
                  redirect_uris: ['https://portal.example/back']
                  token_endpoint_auth_method: client_secret_post
                  client_secret: %s
                  grant_types: [authorization_code, refresh_token]
                  introspection_signed_response_alg: PS256
                  doorway: {userinfo_max_age: 1h, resources: ['https://api.portal.example/v1', 'https://files.portal.example']}
                - client_id: trader
                  client_name: Trader
                  client_uri: https://trader.example/
                  redirect_uris: ['https://trader.example/back']
                  token_endpoint_auth_method: self_signed_tls_client_auth
                  jwks: {keys: [%s]}
                  grant_types: [authorization_code, refresh_token, 'urn:openid:params:grant-type:ciba']
                  backchannel_token_delivery_mode: poll
                  tls_client_certificate_bound_access_tokens: true
                  doorway: {resources: ['https://api.trader.example']}
                - client_id: branch
                  client_name: Branch
                  client_uri: https://branch.example/
                  redirect_uris: ['https://branch.example/back']
                  token_endpoint_auth_method: self_signed_tls_client_auth
                  jwks_uri: http://localhost:%s/branch
                - client_id: fund
                  client_name: Fund
                  client_uri: https://fund.example/
                  redirect_uris: ['https://fund.example/back']
                  token_endpoint_auth_method: tls_client_auth
                  tls_client_auth_san_dns: trader.example
                - client_id: terminal
                  client_name: Terminal
                  client_uri: https://terminal.example/
                  redirect_uris: ['https://terminal.example/back']
                  token_endpoint_auth_method: none
                  grant_types: [authorization_code, refresh_token]
                  tls_client_certificate_bound_access_tokens: true
                - client_id: silent
                  client_name: Silent
                  client_uri: https://silent.example/
                  redirect_uris: ['https://silent.example/back']
                  token_endpoint_auth_method: client_secret_basic
                  client_secret: %s
                  id_token_encrypted_response_alg: ECDH-ES+A256KW
                  id_token_encrypted_response_enc: A256GCM
                  jwks_uri: http://localhost:1/jwks
                - client_id: club
                  client_name: Club
                  client_uri: https://club.example/
                  redirect_uris: ['https://club.example/back']
                  token_endpoint_auth_method: client_secret_post
                  client_secret: %s
                  grant_types: [authorization_code, refresh_token]
                  doorway: {single_sign_on: true}
                - client_id: plus
                  client_name: Plus
                  client_uri: https://plus.example/
                  redirect_uris: ['https://plus.example/back']
                  token_endpoint_auth_method: client_secret_basic
                  client_secret: %s
                """.formatted(
                        BANK_SECRET,
                        BROKER_KEY.toPublicJWK().toJSONString(),
                        BANK_SECRET,
                        BANK_SECRET,
                        BANK_SECRET,
                        FAPI_KEY.toPublicJWK().toJSONString(),
                        port,
                        BANK_SECRET,
                        BANK_SECRET,
                        ENCRYPTION_KEY.toPublicJWK().toJSONString(),
                        FAPI_KEY.toPublicJWK().toJSONString(),
                        port,
                        BANK_SECRET,
                        BANK_SECRET,
                        port,
                        FAPI_KEY.toPublicJWK().toJSONString(),
                        BANK_SECRET,
                        CERTIFICATE.jwk(),
                        port,
                        BANK_SECRET,
                        BANK_SECRET,
                        PLUS_SECRET);
    }

    private static ECKey ecKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Quarkus loads this class more than once. */
    private static int logoutPort() {
        String property = "test.logout-port";
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(Ports.free()));
        }
        return Integer.getInteger(property);
    }
}
