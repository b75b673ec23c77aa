package io.doorway.session.provider.registration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.client.InvalidClientsException;
import io.doorway.session.provider.client.Mistake;
import io.doorway.session.provider.client.ValidateRegistration;
import io.doorway.session.provider.keys.SigningKeys;
import io.doorway.web.body.JsonReadConstraints;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the metadata that a client sends, and fills in what it leaves to the server. The values are validated afterwards. */
@Singleton
class SentMetadata {
    /** Members that only the server sends (RFC 7591 section 3.2.1, RFC 7592 section 3). */
    private static final Set<String> OF_THE_SERVER = Set.of(
            "registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at");

    /** Addresses that this service calls. */
    private static final List<String> CALLED = List.of("jwks_uri", "backchannel_logout_uri");

    private static final Set<String> METHODS_WITH_KEYS = Set.of("private_key_jwt", "self_signed_tls_client_auth");

    private static final Set<String> CREDENTIALS = Set.of("client_id", "client_secret");

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(JsonReadConstraints.CONSTRAINTS)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final RegistrationSecrets secrets;
    private final SigningKeys keys;

    SentMetadata(RegistrationSecrets secrets, SigningKeys keys) {
        this.secrets = secrets;
        this.keys = keys;
    }

    /**
     * What a client sent, completed.
     *
     * @param mistakes what no client may send; its values are validated afterwards, so that all mistakes are named together
     */
    record Metadata(ObjectNode registration, List<Mistake> mistakes) {}

    /**
     * The metadata of a new client (RFC 7591 section 3.1). Members that Doorway does not know are ignored.
     *
     * @throws InvalidClientsException if it is no JSON object
     */
    Metadata ofNewClient(String body) {
        ObjectNode sent = parse(body);
        sent.remove(CREDENTIALS);
        sent.remove(OF_THE_SERVER);
        return complete(sent, new ArrayList<>());
    }

    /**
     * The metadata that replaces that of a client (RFC 7592 section 2.2): a member that is not sent is as in a new registration.
     *
     * @throws InvalidClientsException if it is no JSON object
     */
    Metadata ofClient(ClientId client, String body) {
        ObjectNode sent = parse(body);
        List<Mistake> mistakes = new ArrayList<>();
        OF_THE_SERVER.stream()
                .filter(sent::has)
                .sorted()
                .forEach(name -> mistakes.add(mistake(name, "must not be sent (RFC 7592 section 2.2)")));
        if (!client.value().equals(sent.path("client_id").textValue())) {
            mistakes.add(mistake("client_id", "expected that of this client (RFC 7592 section 2.2)"));
        }
        JsonNode secret = sent.path("client_secret");
        if (!secret.isMissingNode() && !isSecretOf(client, secret)) {
            mistakes.add(mistake("client_secret", "expected that of this client (RFC 7592 section 2.2)"));
        }
        sent.remove(CREDENTIALS);
        return complete(sent, mistakes);
    }

    private boolean isSecretOf(ClientId client, JsonNode secret) {
        return secret.isTextual()
                && ConstantTime.equal(secrets.clientSecret(client).open(), secret.textValue());
    }

    private static ObjectNode parse(String body) {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object && !body.contains("\\u0000")) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw ValidateRegistration.mistake("", "The body is not JSON, or has a member twice");
        }
        throw ValidateRegistration.mistake("", "The body is not a JSON object without NUL characters");
    }

    private Metadata complete(ObjectNode sent, List<Mistake> mistakes) {
        if (sent.has("doorway")) {
            mistakes.add(mistake("doorway", "is decided by the operator"));
        }
        if (sent.hasNonNull("sector_identifier_uri")) {
            mistakes.add(mistake("sector_identifier_uri", "is accepted in the operator's files only"));
            sent.remove("sector_identifier_uri");
        }
        // Whoever registers could ask every account on its phone, under a name of their choice.
        sent.path("grant_types").forEach(grant -> {
            if (GrantType.CIBA.getValue().equals(grant.textValue())) {
                mistakes.add(mistake("grant_types", grant.textValue() + " is accepted in the operator's files only"));
            }
        });
        // RFC 7591 section 2: unknown members are ignored. RFC 7592 section 2.2: null is the same as a missing member.
        sent.properties()
                .removeIf(member -> member.getValue().isNull() || !ValidateRegistration.isProperty(member.getKey()));
        setIfMissing(sent, "token_endpoint_auth_method", "client_secret_basic");
        setIfMissing(sent, "application_type", "web");
        setIfMissing(sent, "subject_type", "public");
        setIfMissing(sent, "id_token_signed_response_alg", idTokenAlgorithm());
        setListIfMissing(sent, "grant_types", "authorization_code");
        setListIfMissing(sent, "response_types", "code");
        URI first = firstRedirectUri(sent);
        if (first != null) {
            setIfMissing(sent, "client_name", first.getHost());
            setIfMissing(sent, "client_uri", first.getScheme() + "://" + first.getRawAuthority() + "/");
        }
        checkWebsiteOfRedirectUris(sent, mistakes);
        removeUnusedKeys(sent);
        checkCalledHosts(sent, mistakes);
        return new Metadata(sent, List.copyOf(mistakes));
    }

    /**
     * RFC 7591 section 5: a person sees the host of {@code client_uri}, so it is the one that gets the codes. An application with a scheme of its
     * own names its domain in it (RFC 8252 section 7.1).
     */
    private static void checkWebsiteOfRedirectUris(ObjectNode sent, List<Mistake> mistakes) {
        Optional<String> website = host(sent.path("client_uri"));
        boolean another = website.isPresent()
                && sent.path("redirect_uris")
                        .valueStream()
                        .flatMap(redirectUri -> parse(redirectUri).stream())
                        .anyMatch(uri -> !isOfHost(uri, website.get()));
        if (another) {
            mistakes.add(mistake("client_uri", "expected the host of every redirect URI (RFC 7591 section 5)"));
        }
    }

    /**
     * An address that this service calls has the host of a redirect URI, so that a registration causes no requests to others. Which addresses a
     * host may have is checked at each call.
     */
    private static void checkCalledHosts(ObjectNode sent, List<Mistake> mistakes) {
        Set<String> hosts = new HashSet<>();
        sent.path("redirect_uris").forEach(redirectUri -> host(redirectUri).ifPresent(hosts::add));
        CALLED.forEach(name -> {
            if (host(sent.path(name)).filter(host -> !hosts.contains(host)).isPresent()) {
                mistakes.add(mistake(name, "expected the host of a redirect URI"));
            }
        });
    }

    private static Mistake mistake(String property, String error) {
        return new Mistake("", property, error);
    }

    private static Optional<String> host(JsonNode address) {
        return parse(address).map(URI::getHost).map(host -> host.toLowerCase(Locale.ROOT));
    }

    private static boolean isOfHost(URI redirectUri, String host) {
        if (redirectUri.getHost() != null) {
            return redirectUri.getHost().equalsIgnoreCase(host);
        }
        List<String> labels = Arrays.asList(
                String.valueOf(redirectUri.getScheme()).toLowerCase(Locale.ROOT).split("\\."));
        Collections.reverse(labels);
        String domain = String.join(".", labels);
        return domain.equals(host) || domain.endsWith("." + host);
    }

    private static Optional<URI> parse(JsonNode address) {
        try {
            return Optional.ofNullable(address.textValue()).map(URI::create);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** OpenID Connect Dynamic Client Registration section 2: RS256, if the provider has such a key. */
    private String idTokenAlgorithm() {
        return (keys.algorithms().contains(JWSAlgorithm.RS256) ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256).getName();
    }

    /** RFC 7591 section 2 allows keys beside a secret; Doorway keeps only those that it uses. */
    private static void removeUnusedKeys(ObjectNode sent) {
        boolean used = METHODS_WITH_KEYS.contains(
                        sent.path("token_endpoint_auth_method").asText())
                || sent.has("id_token_encrypted_response_alg");
        if (!used) {
            sent.remove(List.of("jwks", "jwks_uri"));
        }
    }

    private static @Nullable URI firstRedirectUri(ObjectNode sent) {
        try {
            URI uri = new URI(sent.path("redirect_uris").path(0).asText());
            return uri.getHost() == null ? null : uri;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static void setIfMissing(ObjectNode sent, String property, String value) {
        if (!sent.has(property)) {
            sent.put(property, value);
        }
    }

    private static void setListIfMissing(ObjectNode sent, String property, String value) {
        if (!sent.has(property)) {
            sent.putArray(property).add(value);
        }
    }
}
