package io.doorway.session.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.openid.connect.sdk.SubjectType;
import io.doorway.protocol.challenge.Acr;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.Timing;
import io.doorway.protocol.secret.SecretText;
import io.doorway.session.client.ClientRegistration.Extensions;
import io.doorway.session.oauth.ScopeClaims;
import io.quarkus.runtime.configuration.DurationConverter;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a registration may say. A value that Doorway would not honour is a mistake, for an operator who writes it relies on it.
 */
final class ClientRules {
    private static final int MIN_SECRET = 16;
    private static final int MAX_NAME = 100;

    private final String client;

    private ClientRules(String client) {
        this.client = client;
    }

    /** @throws InvalidClientsException naming the client and the property */
    static RegisteredClient apply(ClientRegistration registration) {
        String id = registration.clientId();
        if (id == null || !id.matches("[A-Za-z0-9._~-]{1,100}")) {
            throw InvalidClientsException.of(
                    String.valueOf(id), "client_id", "expected 1 to 100 letters, digits, '.', '_', '~' or '-'");
        }
        return new ClientRules(id).client(registration);
    }

    private RegisteredClient client(ClientRegistration r) {
        Extensions own = r.doorway() == null ? Extensions.NONE : r.doorway();
        only("grant_types", r.grantTypes(), List.of("authorization_code"));
        only("response_types", r.responseTypes(), List.of("code"));
        only("doorway.profile", own.profile(), "oidc");
        SubjectType subjectType = subjectType(r.subjectType());
        return new RegisteredClient(
                client,
                name(r.clientName()),
                home(required("client_uri", r.clientUri())),
                redirectUris(r.redirectUris(), subjectType),
                credentials(r),
                scope(r.scope()),
                subjectType,
                idTokenAlgorithm(r.idTokenSignedResponseAlg()),
                pkceRequired(own.pkce()),
                Boolean.TRUE.equals(r.requirePushedAuthorizationRequests()),
                acr(own.acr()),
                checkPolicy(own.check()),
                Boolean.TRUE.equals(own.sharedWorkstation()),
                timing(own));
    }

    private String name(@Nullable String name) {
        String given = required("client_name", name);
        require(given.length() <= MAX_NAME, "client_name", "expected at most " + MAX_NAME + " characters");
        require(
                DisplayText.isPlain(given),
                "client_name",
                "has a control, invisible or text-direction character, or nothing visible");
        Lookalikes.mistake(given).ifPresent(mistake -> refuse("client_name", mistake));
        return given;
    }

    /** Its host is shown to the person, in ASCII, so that no letter in it can look like another. */
    private URI home(String text) {
        URI home = address("client_uri", text);
        Lookalikes.mistakeInHost(home.getHost()).ifPresent(mistake -> refuse("client_uri", mistake));
        return home;
    }

    private Set<String> redirectUris(@Nullable List<String> uris, SubjectType subjectType) {
        Set<String> given = new LinkedHashSet<>(required("redirect_uris", uris));
        require(!given.isEmpty(), "redirect_uris", "expected at least one");
        Set<String> hosts = given.stream()
                .map(uri -> address("redirect_uris", uri).getHost())
                .collect(Collectors.toSet());
        require(
                subjectType == SubjectType.PUBLIC || hosts.size() == 1,
                "redirect_uris",
                "pairwise subjects need all of them on one host");
        return given;
    }

    private URI address(String property, String text) {
        return WebAddress.parse(text)
                .orElseThrow(() -> InvalidClientsException.of(
                        client,
                        property,
                        "expected an absolute https address (http on loopback only) without fragment or user name"));
    }

    private ClientCredentials credentials(ClientRegistration r) {
        String method = required("token_endpoint_auth_method", r.tokenEndpointAuthMethod());
        return switch (method) {
            case "client_secret_basic" -> {
                absent("jwks", r.jwks());
                absent("jwks_uri", r.jwksUri());
                yield sharedSecret(required("client_secret", r.clientSecret()));
            }
            case "private_key_jwt" -> {
                absent("client_secret", r.clientSecret());
                yield keys(r.jwks(), r.jwksUri());
            }
            default ->
                throw InvalidClientsException.of(
                        client, "token_endpoint_auth_method", "expected client_secret_basic or private_key_jwt");
        };
    }

    private ClientCredentials sharedSecret(SecretText secret) {
        require(
                secret.open().length() >= MIN_SECRET,
                "client_secret",
                "expected at least " + MIN_SECRET + " characters");
        return new ClientCredentials.SharedSecret(secret);
    }

    private ClientCredentials keys(@Nullable JsonNode jwks, @Nullable String jwksUri) {
        if (jwks == null) {
            return new ClientCredentials.PublishedKeys(address("jwks_uri", required("jwks or jwks_uri", jwksUri)));
        }
        absent("jwks_uri", jwksUri);
        try {
            JWKSet keys = JWKSet.parse(jwks.toString());
            require(!keys.isEmpty(), "jwks", "expected at least one key");
            require(
                    keys.getKeys().stream().noneMatch(key -> key.isPrivate()),
                    "jwks",
                    "has a private or symmetric key");
            return new ClientCredentials.WrittenKeys(keys);
        } catch (ParseException e) {
            throw InvalidClientsException.of(client, "jwks", "not a JWK set");
        }
    }

    private Set<String> scope(@Nullable String scope) {
        Set<String> given =
                scope == null ? ScopeClaims.SCOPES : Set.of(scope.strip().split("\\s+"));
        require(given.contains("openid"), "scope", "expected openid among them");
        require(ScopeClaims.SCOPES.containsAll(given), "scope", "expected only " + ScopeClaims.SCOPES);
        return given;
    }

    private SubjectType subjectType(@Nullable String type) {
        return switch (type) {
            case null -> SubjectType.PUBLIC;
            case "public" -> SubjectType.PUBLIC;
            case "pairwise" -> SubjectType.PAIRWISE;
            default -> throw InvalidClientsException.of(client, "subject_type", "expected public or pairwise");
        };
    }

    private JWSAlgorithm idTokenAlgorithm(@Nullable String algorithm) {
        return switch (algorithm) {
            case null -> JWSAlgorithm.ES256;
            case "ES256" -> JWSAlgorithm.ES256;
            case "RS256" -> JWSAlgorithm.RS256;
            default ->
                throw InvalidClientsException.of(client, "id_token_signed_response_alg", "expected ES256 or RS256");
        };
    }

    private boolean pkceRequired(@Nullable String pkce) {
        return switch (pkce) {
            case null -> true;
            case "required" -> true;
            case "optional" -> false;
            default -> throw InvalidClientsException.of(client, "doorway.pkce", "expected required or optional");
        };
    }

    /** What can be promised: whether it is reached on the same device is for the person to choose. */
    private String acr(@Nullable String acr) {
        String given = acr == null ? Acr.QR : acr;
        require(
                given.equals(Acr.QR) || given.equals(Acr.PASSKEY),
                "doorway.acr",
                "expected " + Acr.QR + " or " + Acr.PASSKEY);
        return given;
    }

    private CheckPolicy checkPolicy(@Nullable String check) {
        return switch (check) {
            case null -> CheckPolicy.UNKNOWN;
            case "never" -> CheckPolicy.NEVER;
            case "unknown" -> CheckPolicy.UNKNOWN;
            case "always" -> CheckPolicy.ALWAYS;
            default -> throw InvalidClientsException.of(client, "doorway.check", "expected never, unknown or always");
        };
    }

    private Timing timing(Extensions own) {
        try {
            return new Timing(
                    duration("doorway.scan_within", own.scanWithin(), Timing.DEFAULT.scanWithin()),
                    duration("doorway.decide_within", own.decideWithin(), Timing.DEFAULT.decideWithin()),
                    Timing.DEFAULT.consumeWithin());
        } catch (IllegalArgumentException outOfBounds) {
            throw new InvalidClientsException("client '" + client + "': doorway." + outOfBounds.getMessage());
        }
    }

    private Duration duration(String property, @Nullable String text, Duration otherwise) {
        try {
            return text == null ? otherwise : DurationConverter.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw InvalidClientsException.of(client, property, "expected a duration such as 90s");
        }
    }

    private <T> T required(String property, @Nullable T value) {
        if (value == null) {
            throw InvalidClientsException.of(client, property, "missing");
        }
        return value;
    }

    private void absent(String property, @Nullable Object value) {
        require(value == null, property, "does not go with this token_endpoint_auth_method or another key property");
    }

    private void only(String property, @Nullable Object value, Object supported) {
        require(value == null || value.equals(supported), property, "only " + supported + " is supported");
    }

    private void require(boolean holds, String property, String mistake) {
        if (!holds) {
            refuse(property, mistake);
        }
    }

    private void refuse(String property, String mistake) {
        throw InvalidClientsException.of(client, property, mistake);
    }
}
