package io.doorway.session.provider.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.session.provider.client.ClientRegistration.Extensions;
import io.doorway.session.provider.client.RegisteredClient.ClientCredentials;
import io.doorway.session.provider.client.RegisteredClient.PublicKeys;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.oauth.ScopeClaims;
import io.quarkus.runtime.configuration.DurationConverter;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Validates the properties of a registration, in this order. A value that Doorway does not support is an error, because the operator who
 * writes it relies on it.
 */
final class ClientRules {
    private static final int MIN_SECRET = 16;

    /** The redirect URI of a request travels in the login ticket, which is a header. */
    private static final int MAX_REDIRECT_URI = 1024;

    /** RFC 6749 sections 4.1.2 and 4.1.2.1, RFC 9207. */
    private static final List<String> RESPONSE_PARAMETERS =
            List.of("code", "state", "iss", "error", "error_description", "error_uri");

    private static final int MAX_NAME = 100;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final URI NO_ADDRESS = URI.create("");

    private final Mistakes mistakes = new Mistakes();
    private final ClientId client;

    private ClientRules(ClientId client) {
        this.client = client;
    }

    /** @throws InvalidClientsException with every property that is invalid */
    static RegisteredClient apply(ClientRegistration registration) {
        String id = registration.clientId() == null ? "?" : registration.clientId();
        return ClientId.parse(id)
                .map(client -> new ClientRules(client).validate(registration))
                .orElseThrow(() -> InvalidClientsException.of(
                        id, "client_id", "expected 1 to 100 letters, digits, '.', '_', '~' or '-'"));
    }

    private RegisteredClient validate(ClientRegistration registration) {
        Extensions extensions = registration.doorway() == null ? Extensions.NONE : registration.doorway();
        mistakes.collect(() -> requireOnly("grant_types", registration.grantTypes(), List.of("authorization_code")));
        mistakes.collect(() -> requireOnly("response_types", registration.responseTypes(), List.of("code")));
        mistakes.collect(() -> requireOnly("doorway.profile", extensions.profile(), "oidc"));
        SubjectType subjectType = mistakes.collect(() -> subjectType(registration.subjectType()), SubjectType.PUBLIC);
        boolean nativeApplication = mistakes.collect(() -> nativeApplication(registration.applicationType()), false);
        RegisteredClient registered = new RegisteredClient(
                client,
                mistakes.collect(() -> clientName(registration.clientName()), ""),
                mistakes.collect(() -> clientUri(registration.clientUri()), NO_ADDRESS),
                nativeApplication,
                mistakes.collect(
                        () -> redirectUris(registration.redirectUris(), nativeApplication, subjectType), Set.of()),
                mistakes.collect(() -> credentials(registration), new ClientCredentials.RemoteKeys(NO_ADDRESS)),
                mistakes.collect(() -> scope(registration.scope()), Set.of()),
                subjectType,
                mistakes.collect(
                        () -> signatureAlgorithm(
                                "id_token_signed_response_alg", registration.idTokenSignedResponseAlg()),
                        JWSAlgorithm.ES256),
                mistakes.collect(() -> encryptionKeys(registration), null),
                mistakes.collect(() -> userInfoAlgorithm(registration.userinfoSignedResponseAlg()), null),
                mistakes.collect(() -> pkceRequired(extensions.pkce(), registration.tokenEndpointAuthMethod()), true),
                Boolean.TRUE.equals(registration.requirePushedAuthorizationRequests()),
                mistakes.collect(() -> acr(extensions.acr()), Acr.PASSKEY),
                mistakes.collect(() -> checkPolicy(extensions.check()), CheckPolicy.ALWAYS),
                Boolean.TRUE.equals(extensions.sharedWorkstation()),
                mistakes.collect(() -> timing(extensions), Timing.DEFAULT));
        mistakes.throwIfAny();
        return registered;
    }

    /** RFC 7591 section 2; UTS #39, because the person identifies the website by it. */
    private String clientName(@Nullable String text) {
        String name = required("client_name", text);
        require(name.length() <= MAX_NAME, "client_name", "expected at most " + MAX_NAME + " characters");
        require(
                DisplayText.isPlain(name),
                "client_name",
                "has a control, invisible or text-direction character, or nothing visible");
        ConfusableNames.violation(name).ifPresent(violation -> fail("client_name", violation));
        return name;
    }

    /** RFC 7591 section 2. Its host is shown to the person in ASCII, in which no letter looks like another. */
    private URI clientUri(@Nullable String text) {
        URI uri = webAddress("client_uri", required("client_uri", text));
        ConfusableNames.hostViolation(uri.getHost()).ifPresent(violation -> fail("client_uri", violation));
        return uri;
    }

    /** RFC 6749 section 3.1.2, RFC 9700 section 4.1.3; one host for pairwise subjects (OpenID Connect Core section 8.1). */
    private Set<String> redirectUris(@Nullable List<String> texts, boolean nativeApplication, SubjectType subjectType) {
        Set<String> uris = new LinkedHashSet<>(required("redirect_uris", texts));
        require(!uris.isEmpty(), "redirect_uris", "expected at least one");
        require(
                uris.stream().allMatch(uri -> uri.length() <= MAX_REDIRECT_URI),
                "redirect_uris",
                "expected at most " + MAX_REDIRECT_URI + " characters");
        uris.stream()
                .map(ClientRules::responseParameter)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(name -> fail(
                        "redirect_uris",
                        "expected no parameter '" + name + "' in the query: the authorization response adds it"));
        Set<String> hosts = uris.stream()
                .filter(uri -> !nativeApplication || !RedirectUris.isPrivateUseScheme(uri))
                .map(uri -> webAddress("redirect_uris", uri).getHost())
                .collect(Collectors.toSet());
        require(
                subjectType == SubjectType.PUBLIC
                        || hosts.size() == 1 && uris.stream().noneMatch(RedirectUris::isPrivateUseScheme),
                "redirect_uris",
                "pairwise subjects need all of them on one host");
        return uris;
    }

    /** OpenID Connect Registration section 2. */
    private boolean nativeApplication(@Nullable String text) {
        return switch (text) {
            case null -> false;
            case "web" -> false;
            case "native" -> true;
            default -> throw InvalidClientsException.of(client, "application_type", "expected web or native");
        };
    }

    /** RFC 6749 sections 2.1 ({@code none}) and 2.3.1 ({@code client_secret_*}), RFC 7523 section 2.2 ({@code private_key_jwt}). */
    private ClientCredentials credentials(ClientRegistration registration) {
        String method = required("token_endpoint_auth_method", registration.tokenEndpointAuthMethod());
        return switch (method) {
            case "client_secret_basic", "client_secret_post" -> {
                requireKeysForEncryptionOnly(registration);
                yield clientSecret(
                        required("client_secret", registration.clientSecret()), new ClientAuthenticationMethod(method));
            }
            case "none" -> {
                requireAbsent("client_secret", registration.clientSecret());
                requireKeysForEncryptionOnly(registration);
                yield new ClientCredentials.None();
            }
            case "private_key_jwt" -> {
                requireAbsent("client_secret", registration.clientSecret());
                yield switch (keys(registration.jwks(), registration.jwksUri())) {
                    case ClientCredentials.InlineKeys inline -> inline;
                    case ClientCredentials.RemoteKeys remote -> remote;
                };
            }
            default ->
                throw InvalidClientsException.of(
                        client,
                        "token_endpoint_auth_method",
                        "expected client_secret_basic, client_secret_post, private_key_jwt or none");
        };
    }

    private ClientCredentials clientSecret(SecretText secret, ClientAuthenticationMethod method) {
        require(
                secret.open().length() >= MIN_SECRET,
                "client_secret",
                "expected at least " + MIN_SECRET + " characters");
        return new ClientCredentials.ClientSecret(secret, method);
    }

    /** A client that does not authenticate with keys has them only if its ID tokens are encrypted. */
    private void requireKeysForEncryptionOnly(ClientRegistration registration) {
        if (registration.idTokenEncryptedResponseAlg() == null) {
            requireAbsent("jwks", registration.jwks());
            requireAbsent("jwks_uri", registration.jwksUri());
        }
    }

    private PublicKeys keys(@Nullable JsonNode jwks, @Nullable String jwksUri) {
        if (jwks == null) {
            return new ClientCredentials.RemoteKeys(webAddress("jwks_uri", required("jwks or jwks_uri", jwksUri)));
        }
        requireAbsent("jwks_uri", jwksUri);
        try {
            JWKSet keys = KeySets.complete(jwks.toString());
            require(!keys.isEmpty(), "jwks", "expected at least one key");
            require(keys.getKeys().stream().noneMatch(JWK::isPrivate), "jwks", "has a private or symmetric key");
            return new ClientCredentials.InlineKeys(keys);
        } catch (ParseException e) {
            throw InvalidClientsException.of(client, "jwks", String.valueOf(e.getMessage()));
        }
    }

    /** RFC 7591 section 2; OpenID Connect Core section 3.1.2.1 requires {@code openid}. */
    private Set<String> scope(@Nullable String text) {
        Set<String> scope =
                text == null ? ScopeClaims.SCOPES : Set.of(text.strip().split("\\s+"));
        require(scope.contains("openid"), "scope", "must contain openid");
        require(ScopeClaims.SCOPES.containsAll(scope), "scope", "expected only " + ScopeClaims.SCOPES);
        return scope;
    }

    /** OpenID Connect Registration section 2. */
    private SubjectType subjectType(@Nullable String text) {
        return switch (text) {
            case null -> SubjectType.PUBLIC;
            case "public" -> SubjectType.PUBLIC;
            case "pairwise" -> SubjectType.PAIRWISE;
            default -> throw InvalidClientsException.of(client, "subject_type", "expected public or pairwise");
        };
    }

    /** OpenID Connect Registration section 2; {@code none} is not supported. */
    private JWSAlgorithm signatureAlgorithm(String property, @Nullable String text) {
        return switch (text) {
            case null -> JWSAlgorithm.ES256;
            case "ES256" -> JWSAlgorithm.ES256;
            case "PS256" -> JWSAlgorithm.PS256;
            case "RS256" -> JWSAlgorithm.RS256;
            default -> throw InvalidClientsException.of(client, property, "expected ES256, PS256 or RS256");
        };
    }

    /** OpenID Connect Registration section 2: without it, the response is JSON. */
    private @Nullable JWSAlgorithm userInfoAlgorithm(@Nullable String text) {
        return text == null ? null : signatureAlgorithm("userinfo_signed_response_alg", text);
    }

    /** OpenID Connect Registration section 2: the client's EC keys, with one algorithm for each purpose (RFC 7518 sections 4.6 and 5.3). */
    private @Nullable PublicKeys encryptionKeys(ClientRegistration registration) {
        String algorithm = registration.idTokenEncryptedResponseAlg();
        if (algorithm == null) {
            require(
                    registration.idTokenEncryptedResponseEnc() == null,
                    "id_token_encrypted_response_enc",
                    "needs id_token_encrypted_response_alg");
            return null;
        }
        require(
                EncryptionKeys.ALGORITHM.getName().equals(algorithm),
                "id_token_encrypted_response_alg",
                "expected " + EncryptionKeys.ALGORITHM);
        require(
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

    /** RFC 7636, RFC 9700 section 2.1.1: a client without credentials has nothing but PKCE that protects its code. */
    private boolean pkceRequired(@Nullable String text, @Nullable String method) {
        require(
                !("none".equals(method) && "optional".equals(text)),
                "doorway.pkce",
                "cannot be optional for token_endpoint_auth_method none");
        return switch (text) {
            case null -> true;
            case "required" -> true;
            case "optional" -> false;
            default -> throw InvalidClientsException.of(client, "doorway.pkce", "expected required or optional");
        };
    }

    /** Only values that every login can reach: whether a login crosses devices is the person's choice. */
    private Acr acr(@Nullable String uri) {
        return uri == null
                ? Acr.QR
                : Acr.parse(uri)
                        .filter(acr -> acr == Acr.QR || acr == Acr.PASSKEY)
                        .orElseThrow(() -> InvalidClientsException.of(
                                client, "doorway.acr", "expected " + Acr.QR.uri() + " or " + Acr.PASSKEY.uri()));
    }

    private CheckPolicy checkPolicy(@Nullable String text) {
        return switch (text) {
            case null -> CheckPolicy.UNKNOWN;
            case "never" -> CheckPolicy.NEVER;
            case "unknown" -> CheckPolicy.UNKNOWN;
            case "always" -> CheckPolicy.ALWAYS;
            default -> throw InvalidClientsException.of(client, "doorway.check", "expected never, unknown or always");
        };
    }

    private Timing timing(Extensions extensions) {
        try {
            return new Timing(
                    duration("doorway.scan_within", extensions.scanWithin(), Timing.DEFAULT.scanWithin()),
                    duration("doorway.decide_within", extensions.decideWithin(), Timing.DEFAULT.decideWithin()),
                    Timing.DEFAULT.consumeWithin());
        } catch (IllegalArgumentException outOfRange) {
            throw new InvalidClientsException("client '" + client + "': doorway." + outOfRange.getMessage());
        }
    }

    private Duration duration(String property, @Nullable String text, Duration defaultValue) {
        try {
            return text == null ? defaultValue : DurationConverter.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw InvalidClientsException.of(client, property, "expected a duration such as 90s");
        }
    }

    private URI webAddress(String property, String text) {
        return parse(text)
                .filter(ClientRules::isWebAddress)
                .orElseThrow(() -> InvalidClientsException.of(
                        client,
                        property,
                        "expected an absolute https address (http on loopback only) without fragment or user name"));
    }

    /** A parameter of the redirect URI that the response would have twice, which a client must refuse (RFC 6749 section 3.1). */
    private static Optional<String> responseParameter(String uri) {
        RequestParameters query =
                RequestParameters.parse(parse(uri).map(URI::getRawQuery).orElse(null));
        return RESPONSE_PARAMETERS.stream().filter(query::has).findFirst();
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** RFC 6749 section 3.1.2: absolute, without fragment. */
    private static boolean isWebAddress(URI uri) {
        boolean loopback = "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
        return uri.getHost() != null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null
                && ("https".equals(uri.getScheme()) || loopback);
    }

    private <T> T required(String property, @Nullable T value) {
        if (value == null) {
            throw InvalidClientsException.of(client, property, "missing");
        }
        return value;
    }

    private void requireAbsent(String property, @Nullable Object value) {
        require(
                value == null,
                property,
                "cannot be combined with this token_endpoint_auth_method or with another key property");
    }

    private void requireOnly(String property, @Nullable Object value, Object supported) {
        require(value == null || value.equals(supported), property, "only " + supported + " is supported");
    }

    private void require(boolean condition, String property, String error) {
        if (!condition) {
            fail(property, error);
        }
    }

    private void fail(String property, String error) {
        throw InvalidClientsException.of(client, property, error);
    }
}
