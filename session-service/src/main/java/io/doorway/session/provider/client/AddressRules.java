package io.doorway.session.provider.client;

import io.doorway.session.provider.oauth.RequestParameters;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Validates the addresses that browsers are sent to, the sector that they make up, and where a client is informed of logouts. */
final class AddressRules extends PropertyRules {
    /** The redirect URI of a request travels in the login ticket, which is a header. */
    private static final int MAX_REDIRECT_URI = 1024;

    /** RFC 6749 sections 4.1.2 and 4.1.2.1, RFC 9207. */
    private static final List<String> RESPONSE_PARAMETERS =
            List.of("code", "state", "iss", "error", "error_description", "error_uri");

    AddressRules(String client, Mistakes mistakes) {
        super(client, mistakes);
    }

    /** RFC 6749 section 3.1.2, RFC 9700 section 4.1.3. */
    Set<String> redirectUris(ClientRegistration registration, boolean nativeApplication) {
        List<String> texts = registration.redirectUris();
        if (isWithoutBrowser(registration) && (texts == null || texts.isEmpty())) {
            return Set.of();
        }
        List<String> addresses = required("redirect_uris", texts);
        Set<String> uris = new LinkedHashSet<>(addresses);
        require(!uris.isEmpty(), "redirect_uris", "expected at least one");
        mistakes.collect(() -> checkEach(
                "redirect_uris",
                addresses,
                uri -> responseParameter(uri)
                        .map(name -> "expected no parameter '" + name
                                + "' in the query: the authorization response adds it")));
        checkEach("redirect_uris", addresses, uri -> redirectUriError(uri, nativeApplication));
        return uris;
    }

    private static Optional<String> redirectUriError(String uri, boolean nativeApplication) {
        if (uri.length() > MAX_REDIRECT_URI) {
            return Optional.of("expected at most " + MAX_REDIRECT_URI + " characters");
        }
        return nativeApplication && RedirectUris.isPrivateUseScheme(uri) ? Optional.empty() : webAddressError(uri);
    }

    /** A client that asks known accounts only has no browser to redirect. */
    private static boolean isWithoutBrowser(ClientRegistration registration) {
        List<String> grantTypes = registration.grantTypes();
        return grantTypes != null
                && BackchannelRules.isWanted(grantTypes)
                && !grantTypes.contains("authorization_code");
    }

    /**
     * OpenID Connect Core section 8.1: the host of the sector identifier, or else the one host of the redirect URIs; null without pairwise subjects.
     * The document at the sector identifier is not fetched: the operator, whose file this is, decides who belongs to a sector.
     */
    @Nullable
    String sector(ClientRegistration registration, Set<String> redirectUris) {
        boolean pairwise = isPairwise(registration.subjectType());
        String sectorIdentifier = registration.sectorIdentifierUri();
        check(pairwise || sectorIdentifier == null, "sector_identifier_uri", "needs subject_type pairwise");
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

    /** OpenID Connect RP-Initiated Logout section 3.1. */
    Set<String> postLogoutRedirectUris(@Nullable List<String> texts, boolean nativeApplication) {
        if (texts == null) {
            return Set.of();
        }
        checkEach("post_logout_redirect_uris", texts, uri -> redirectUriError(uri, nativeApplication));
        return new LinkedHashSet<>(texts);
    }

    /** OpenID Connect Back-Channel Logout section 2.2. Every logout token has a {@code sid}, so that it may be required. */
    @Nullable
    URI backchannelLogoutUri(ClientRegistration registration) {
        String text = registration.backchannelLogoutUri();
        require(
                text != null || !Boolean.TRUE.equals(registration.backchannelLogoutSessionRequired()),
                "backchannel_logout_session_required",
                "needs backchannel_logout_uri");
        return text == null ? null : webAddress("backchannel_logout_uri", text);
    }

    /** A parameter of the redirect URI that the response would have twice, which a client must refuse (RFC 6749 section 3.1). */
    private static Optional<String> responseParameter(String uri) {
        RequestParameters query =
                RequestParameters.parse(parse(uri).map(URI::getRawQuery).orElse(null));
        return RESPONSE_PARAMETERS.stream().filter(query::has).findFirst();
    }
}
