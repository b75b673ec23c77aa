package io.doorway.session.provider.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import io.doorway.protocol.secret.SecretText;
import io.doorway.session.provider.certificate.CertificateName;
import io.doorway.session.provider.certificate.CertificateName.Kind;
import io.doorway.session.provider.client.RegisteredClient.ClientCredentials;
import io.doorway.session.provider.client.RegisteredClient.PublicKeys;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Validates what a client authenticates with, and the keys that its ID tokens are encrypted for. */
final class CredentialRules extends PropertyRules {
    private static final int MIN_SECRET = 16;

    private static final Set<String> WITHOUT_SECRET =
            Set.of("none", "private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth");

    CredentialRules(String client, Mistakes mistakes) {
        super(client, mistakes);
    }

    /** RFC 6749 sections 2.1 ({@code none}) and 2.3.1 ({@code client_secret_*}), RFC 7523 section 2.2 ({@code private_key_jwt}), RFC 8705 section 2 (mutual TLS). */
    ClientCredentials credentials(ClientRegistration registration) {
        checkSecret(registration);
        String method = required("token_endpoint_auth_method", registration.tokenEndpointAuthMethod());
        List<CertificateName> names = certificateNames(registration);
        if (!"tls_client_auth".equals(method)) {
            names.forEach(
                    name -> check(false, name.kind().property(), "needs token_endpoint_auth_method tls_client_auth"));
        }
        return switch (method) {
            case "client_secret_basic", "client_secret_post" -> {
                checkKeysForEncryptionOnly(registration);
                yield new ClientCredentials.ClientSecret(
                        required("client_secret", registration.clientSecret()), new ClientAuthenticationMethod(method));
            }
            case "none" -> {
                checkAbsent("client_secret", registration.clientSecret());
                checkKeysForEncryptionOnly(registration);
                yield new ClientCredentials.None();
            }
            case "private_key_jwt" -> {
                checkAbsent("client_secret", registration.clientSecret());
                yield keys(registration.jwks(), registration.jwksUri());
            }
            case "self_signed_tls_client_auth" -> {
                checkAbsent("client_secret", registration.clientSecret());
                yield new ClientCredentials.KeyCertificates(
                        certificates(keys(registration.jwks(), registration.jwksUri())));
            }
            case "tls_client_auth" -> {
                checkAbsent("client_secret", registration.clientSecret());
                checkKeysForEncryptionOnly(registration);
                require(
                        names.size() == 1,
                        "token_endpoint_auth_method",
                        "tls_client_auth needs exactly one of tls_client_auth_subject_dn, _san_dns, _san_uri, _san_ip and"
                                + " _san_email");
                require(names.getFirst().isWellFormed(), names.getFirst().kind().property(), "is malformed");
                yield new ClientCredentials.CertifiedName(names.getFirst());
            }
            default ->
                throw InvalidClientsException.of(
                        client,
                        "token_endpoint_auth_method",
                        "expected client_secret_basic, client_secret_post, private_key_jwt, tls_client_auth,"
                                + " self_signed_tls_client_auth or none");
        };
    }

    /** RFC 8705 section 2.1.2. */
    private static List<CertificateName> certificateNames(ClientRegistration registration) {
        return Stream.of(Kind.values())
                .map(kind -> Optional.ofNullable(
                                switch (kind) {
                                    case SUBJECT_DN -> registration.tlsClientAuthSubjectDn();
                                    case SAN_DNS -> registration.tlsClientAuthSanDns();
                                    case SAN_URI -> registration.tlsClientAuthSanUri();
                                    case SAN_IP -> registration.tlsClientAuthSanIp();
                                    case SAN_EMAIL -> registration.tlsClientAuthSanEmail();
                                })
                        .map(value -> new CertificateName(kind, value)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** RFC 8705 section 2.2.2. */
    private PublicKeys certificates(PublicKeys keys) {
        require(
                !(keys instanceof ClientCredentials.InlineKeys inline)
                        || inline.keys().getKeys().stream().anyMatch(key -> key.getX509CertChain() != null),
                "jwks",
                "has no key with a certificate (x5c)");
        return keys;
    }

    /** Also without a method, or with an unknown one: that mistake hides no other. A method without secret refuses it anyway. */
    private void checkSecret(ClientRegistration registration) {
        SecretText secret = registration.clientSecret();
        boolean refused = WITHOUT_SECRET.contains(String.valueOf(registration.tokenEndpointAuthMethod()));
        check(
                secret == null || refused || secret.open().length() >= MIN_SECRET,
                "client_secret",
                "expected at least " + MIN_SECRET + " characters");
    }

    /** A client that does not authenticate with keys has them only if its ID tokens are encrypted. */
    private void checkKeysForEncryptionOnly(ClientRegistration registration) {
        if (registration.idTokenEncryptedResponseAlg() == null) {
            checkAbsent("jwks", registration.jwks());
            checkAbsent("jwks_uri", registration.jwksUri());
        }
    }

    private PublicKeys keys(@Nullable JsonNode jwks, @Nullable String jwksUri) {
        if (jwks == null) {
            return new ClientCredentials.RemoteKeys(webAddress("jwks_uri", required("jwks or jwks_uri", jwksUri)));
        }
        checkAbsent("jwks_uri", jwksUri);
        try {
            JWKSet keys = KeySets.complete(jwks.toString());
            require(!keys.isEmpty(), "jwks", "expected at least one key");
            require(keys.getKeys().stream().noneMatch(JWK::isPrivate), "jwks", "has a private or symmetric key");
            return new ClientCredentials.InlineKeys(keys);
        } catch (ParseException e) {
            throw InvalidClientsException.of(client, "jwks", String.valueOf(e.getMessage()));
        }
    }

    /** OpenID Connect Registration section 2: the client's EC keys, with one algorithm for each purpose (RFC 7518 sections 4.6 and 5.3). */
    @Nullable
    PublicKeys encryptionKeys(ClientRegistration registration) {
        String algorithm = registration.idTokenEncryptedResponseAlg();
        if (algorithm == null) {
            check(
                    registration.idTokenEncryptedResponseEnc() == null,
                    "id_token_encrypted_response_enc",
                    "needs id_token_encrypted_response_alg");
            return null;
        }
        check(
                EncryptionKeys.ALGORITHM.getName().equals(algorithm),
                "id_token_encrypted_response_alg",
                "expected " + EncryptionKeys.ALGORITHM);
        check(
                EncryptionKeys.METHOD.getName().equals(registration.idTokenEncryptedResponseEnc()),
                "id_token_encrypted_response_enc",
                "expected " + EncryptionKeys.METHOD);
        PublicKeys keys = keys(registration.jwks(), registration.jwksUri());
        require(
                !(keys instanceof ClientCredentials.InlineKeys inline)
                        || EncryptionKeys.select(inline.keys()).isPresent(),
                "jwks",
                "has no EC key on P-256 for encryption (\"use\": \"enc\")");
        return keys;
    }
}
