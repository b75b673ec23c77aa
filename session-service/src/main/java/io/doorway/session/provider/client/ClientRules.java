package io.doorway.session.provider.client;

import com.nimbusds.jose.JWSAlgorithm;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.session.provider.client.ClientRegistration.Extensions;
import io.doorway.session.provider.client.RegisteredClient.ClientCredentials;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.oauth.ScopeClaims;
import io.quarkus.runtime.configuration.DurationConverter;
import java.net.URI;
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
final class ClientRules extends PropertyRules {
    /** The redirect URI of a request travels in the login ticket, which is a header. */
    private static final int MAX_REDIRECT_URI = 1024;

    /** RFC 6749 sections 4.1.2 and 4.1.2.1, RFC 9207. */
    private static final List<String> RESPONSE_PARAMETERS =
            List.of("code", "state", "iss", "error", "error_description", "error_uri");

    private static final int MAX_NAME = 100;

    private static final URI NO_ADDRESS = URI.create("");

    private final Mistakes mistakes = new Mistakes();
    private final CredentialRules credentialRules;

    private ClientRules(ClientId client) {
        super(client);
        this.credentialRules = new CredentialRules(client);
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
        // A client has the device grant only if it asks for it (RFC 8628 section 5.4: it is easy to misuse).
        boolean deviceGrant =
                registration.grantTypes() != null && registration.grantTypes().contains(ProfileRules.DEVICE_CODE);
        mistakes.collect(() -> requireOnly("response_types", registration.responseTypes(), List.of("code")));
        TokenPolicy tokens = mistakes.collect(
                () -> new ProfileRules(client).tokenPolicy(registration, extensions), TokenPolicy.NONE);
        boolean nativeApplication = mistakes.collect(() -> nativeApplication(registration.applicationType()), false);
        Set<String> redirectUris = mistakes.collect(() -> redirectUris(registration, nativeApplication), Set.of());
        RegisteredClient registered = new RegisteredClient(
                client,
                mistakes.collect(() -> clientName(registration.clientName()), ""),
                mistakes.collect(() -> clientUri(registration.clientUri()), NO_ADDRESS),
                nativeApplication,
                deviceGrant,
                mistakes.collect(() -> new BackchannelRules(client).backchannel(registration, tokens), null),
                redirectUris,
                mistakes.collect(
                        () -> credentialRules.credentials(registration), new ClientCredentials.RemoteKeys(NO_ADDRESS)),
                mistakes.collect(() -> scope(registration.scope(), tokens.refresh()), Set.of()),
                mistakes.collect(() -> sector(registration, redirectUris), null),
                mistakes.collect(
                        () -> signatureAlgorithm(
                                "id_token_signed_response_alg", registration.idTokenSignedResponseAlg()),
                        JWSAlgorithm.ES256),
                mistakes.collect(() -> credentialRules.encryptionKeys(registration), null),
                mistakes.collect(() -> userInfoAlgorithm(registration.userinfoSignedResponseAlg()), null),
                mistakes.collect(() -> pkceRequired(extensions.pkce(), registration.tokenEndpointAuthMethod()), true),
                tokens.demandsPushedRequests()
                        || Boolean.TRUE.equals(registration.requirePushedAuthorizationRequests()),
                tokens,
                mistakes.collect(() -> acr(extensions.acr()), Acr.PASSKEY),
                mistakes.collect(() -> checkPolicy(extensions.check()), CheckPolicy.ALWAYS),
                Boolean.TRUE.equals(extensions.sharedWorkstation()),
                mistakes.collect(() -> singleSignOn(extensions), false),
                logout(registration, nativeApplication),
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

    /** RFC 6749 section 3.1.2, RFC 9700 section 4.1.3. */
    private Set<String> redirectUris(ClientRegistration registration, boolean nativeApplication) {
        List<String> texts = registration.redirectUris();
        if (isWithoutBrowser(registration) && (texts == null || texts.isEmpty())) {
            return Set.of();
        }
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
        uris.stream()
                .filter(uri -> !nativeApplication || !RedirectUris.isPrivateUseScheme(uri))
                .forEach(uri -> webAddress("redirect_uris", uri));
        return uris;
    }

    /** A client that asks known accounts only has no browser to redirect. */
    private static boolean isWithoutBrowser(ClientRegistration registration) {
        List<String> grantTypes = registration.grantTypes();
        return grantTypes != null
                && BackchannelRules.isWanted(grantTypes)
                && !grantTypes.contains("authorization_code");
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

    /** RFC 7591 section 2; OpenID Connect Core section 3.1.2.1 requires {@code openid}. */
    private Set<String> scope(@Nullable String text, boolean refresh) {
        Set<String> scope = new LinkedHashSet<>(
                text == null ? ScopeClaims.SCOPES : List.of(text.strip().split("\\s+")));
        if (text == null && !refresh) {
            scope.remove(ScopeClaims.OFFLINE_ACCESS);
        }
        require(
                refresh || !scope.contains(ScopeClaims.OFFLINE_ACCESS),
                "scope",
                "offline_access needs refresh_token in grant_types");
        require(scope.contains("openid"), "scope", "must contain openid");
        require(ScopeClaims.SCOPES.containsAll(scope), "scope", "expected only " + ScopeClaims.SCOPES);
        return scope;
    }

    /**
     * OpenID Connect Core section 8.1: the host of the sector identifier, or else the one host of the redirect URIs; null without pairwise subjects.
     * The document at the sector identifier is not fetched: the operator, whose file this is, decides who belongs to a sector.
     */
    private @Nullable String sector(ClientRegistration registration, Set<String> redirectUris) {
        boolean pairwise = isPairwise(registration.subjectType());
        String sectorIdentifier = registration.sectorIdentifierUri();
        require(pairwise || sectorIdentifier == null, "sector_identifier_uri", "needs subject_type pairwise");
        if (sectorIdentifier != null) {
            return webAddress("sector_identifier_uri", sectorIdentifier).getHost();
        }
        boolean knownRedirectUris = !redirectUris.isEmpty() || isWithoutBrowser(registration);
        return pairwise && knownRedirectUris ? hostOf(redirectUris) : null;
    }

    private String hostOf(Set<String> redirectUris) {
        Set<Optional<String>> hosts =
                redirectUris.stream().map(uri -> parse(uri).map(URI::getHost)).collect(Collectors.toSet());
        return Optional.of(hosts)
                .filter(all -> all.size() == 1)
                .flatMap(all -> all.iterator().next())
                .orElseThrow(() -> InvalidClientsException.of(
                        client,
                        "redirect_uris",
                        "pairwise subjects need all of them on one host, or sector_identifier_uri"));
    }

    /** OpenID Connect Registration section 2. */
    private boolean isPairwise(@Nullable String text) {
        return switch (text) {
            case null -> false;
            case "public" -> false;
            case "pairwise" -> true;
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

    private boolean singleSignOn(Extensions extensions) {
        boolean wanted = Boolean.TRUE.equals(extensions.singleSignOn());
        require(
                !wanted || !Boolean.TRUE.equals(extensions.sharedWorkstation()),
                "doorway.single_sign_on",
                "cannot be combined with shared_workstation");
        return wanted;
    }

    private LogoutRegistration logout(ClientRegistration registration, boolean nativeApplication) {
        return new LogoutRegistration(
                mistakes.collect(
                        () -> postLogoutRedirectUris(registration.postLogoutRedirectUris(), nativeApplication),
                        Set.of()),
                mistakes.collect(() -> backchannelLogoutUri(registration), null));
    }

    /** OpenID Connect RP-Initiated Logout section 3.1. */
    private Set<String> postLogoutRedirectUris(@Nullable List<String> texts, boolean nativeApplication) {
        Set<String> uris = texts == null ? Set.of() : new LinkedHashSet<>(texts);
        require(
                uris.stream().allMatch(uri -> uri.length() <= MAX_REDIRECT_URI),
                "post_logout_redirect_uris",
                "expected at most " + MAX_REDIRECT_URI + " characters");
        uris.stream()
                .filter(uri -> !nativeApplication || !RedirectUris.isPrivateUseScheme(uri))
                .forEach(uri -> webAddress("post_logout_redirect_uris", uri));
        return uris;
    }

    /** OpenID Connect Back-Channel Logout section 2.2. Every logout token has a {@code sid}, so that it may be required. */
    private @Nullable URI backchannelLogoutUri(ClientRegistration registration) {
        String text = registration.backchannelLogoutUri();
        require(
                text != null || !Boolean.TRUE.equals(registration.backchannelLogoutSessionRequired()),
                "backchannel_logout_session_required",
                "needs backchannel_logout_uri");
        return text == null ? null : webAddress("backchannel_logout_uri", text);
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
            String[] propertyAndError = String.valueOf(outOfRange.getMessage()).split(": ", 2);
            throw InvalidClientsException.of(client, "doorway." + propertyAndError[0], propertyAndError[1]);
        }
    }

    private Duration duration(String property, @Nullable String text, Duration defaultValue) {
        try {
            return text == null ? defaultValue : DurationConverter.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw InvalidClientsException.of(client, property, "expected a duration such as 90s");
        }
    }

    /** A parameter of the redirect URI that the response would have twice, which a client must refuse (RFC 6749 section 3.1). */
    private static Optional<String> responseParameter(String uri) {
        RequestParameters query =
                RequestParameters.parse(parse(uri).map(URI::getRawQuery).orElse(null));
        return RESPONSE_PARAMETERS.stream().filter(query::has).findFirst();
    }
}
