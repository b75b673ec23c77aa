package io.doorway.session.provider.client;

import com.nimbusds.jose.JWSAlgorithm;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.session.provider.client.ClientRegistration.Extensions;
import io.doorway.session.provider.client.RegisteredClient.ClientCredentials;
import io.doorway.session.provider.oauth.ScopeClaims;
import io.quarkus.runtime.configuration.DurationConverter;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Validates the properties of a registration, in this order. A value that Doorway does not support is an error, because the operator who
 * writes it relies on it.
 */
final class ClientRules extends PropertyRules {
    private static final int MAX_NAME = 100;

    private static final URI NO_ADDRESS = URI.create("");

    /** In place of an invalid {@code client_id}; nobody uses it after {@link Mistakes#throwIfAny}. */
    private static final ClientId NO_ID = new ClientId("invalid");

    private final CredentialRules credentialRules;
    private final AddressRules addressRules;

    private ClientRules(String client, Mistakes mistakes) {
        super(client, mistakes);
        this.credentialRules = new CredentialRules(client, mistakes);
        this.addressRules = new AddressRules(client, mistakes);
    }

    /**
     * Validates a registration.
     *
     * @param client as in {@link Mistake}
     * @param mistakes gets every property that is invalid
     * @return the client, with a default in place of each value that is invalid: so that it can be compared with others
     */
    static RegisteredClient validate(ClientRegistration registration, String client, Mistakes mistakes) {
        return new ClientRules(client, mistakes).validate(registration);
    }

    private RegisteredClient validate(ClientRegistration registration) {
        Extensions extensions = registration.doorway() == null ? Extensions.NONE : registration.doorway();
        ClientId id = mistakes.collect(() -> clientId(registration.clientId()), NO_ID);
        // A client has the device grant only if it asks for it (RFC 8628 section 5.4: it is easy to misuse).
        boolean deviceGrant =
                registration.grantTypes() != null && registration.grantTypes().contains(ProfileRules.DEVICE_CODE);
        checkOnly("response_types", registration.responseTypes(), List.of("code"));
        TokenPolicy tokens = new ProfileRules(client, mistakes).tokenPolicy(registration, extensions);
        boolean nativeApplication = mistakes.collect(() -> nativeApplication(registration.applicationType()), false);
        Set<String> redirectUris =
                mistakes.collect(() -> addressRules.redirectUris(registration, nativeApplication), Set.of());
        return new RegisteredClient(
                id,
                mistakes.collect(() -> clientName(registration.clientName()), ""),
                mistakes.collect(() -> clientUri(registration.clientUri()), NO_ADDRESS),
                nativeApplication,
                deviceGrant,
                mistakes.collect(() -> new BackchannelRules(client, mistakes).backchannel(registration, tokens), null),
                redirectUris,
                mistakes.collect(
                        () -> credentialRules.credentials(registration), new ClientCredentials.RemoteKeys(NO_ADDRESS)),
                mistakes.collect(() -> scope(registration.scope(), tokens.refresh()), Set.of()),
                mistakes.collect(() -> addressRules.sector(registration, redirectUris), null),
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
                timing(extensions));
    }

    private ClientId clientId(@Nullable String text) {
        return ClientId.parse(required("client_id", text))
                .orElseThrow(() -> InvalidClientsException.of(
                        client, "client_id", "expected 1 to 100 letters, digits, '.', '_', '~' or '-'"));
    }

    /** RFC 7591 section 2; UTS #39, because the person identifies the website by it. */
    private String clientName(@Nullable String text) {
        String name = required("client_name", text);
        check(name.length() <= MAX_NAME, "client_name", "expected at most " + MAX_NAME + " characters");
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
        check(
                refresh || !scope.contains(ScopeClaims.OFFLINE_ACCESS),
                "scope",
                "offline_access needs refresh_token in grant_types");
        check(scope.contains("openid"), "scope", "must contain openid");
        check(ScopeClaims.SCOPES.containsAll(scope), "scope", "expected only " + ScopeClaims.SCOPES);
        return scope;
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
                        () -> addressRules.postLogoutRedirectUris(
                                registration.postLogoutRedirectUris(), nativeApplication),
                        Set.of()),
                mistakes.collect(() -> addressRules.backchannelLogoutUri(registration), null));
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
        Timing scan = mistakes.collect(
                () -> timing(
                        duration("doorway.scan_within", extensions.scanWithin(), Timing.DEFAULT.scanWithin()),
                        Timing.DEFAULT.decideWithin()),
                Timing.DEFAULT);
        return mistakes.collect(
                () -> timing(
                        scan.scanWithin(),
                        duration("doorway.decide_within", extensions.decideWithin(), Timing.DEFAULT.decideWithin())),
                Timing.DEFAULT);
    }

    private Timing timing(Duration scanWithin, Duration decideWithin) {
        try {
            return new Timing(scanWithin, decideWithin, Timing.DEFAULT.consumeWithin());
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
}
