package io.doorway.session.provider.client;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.RelyingParty;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.session.provider.certificate.CertificateName;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registered relying party. Every value is validated, and defaults are filled in.
 *
 * @param id the {@code client_id}
 * @param name shown to the person; plain text on one line
 * @param uri the client's home page; its host is the domain that is shown to the person
 * @param nativeApplication whether the client is a program on the person's device, and not a website (RFC 8252)
 * @param deviceGrant whether it may use the device authorization grant (RFC 8628)
 * @param backchannel how it asks known accounts without a browser (OpenID Connect CIBA), or null if it may not
 * @param redirectUris addresses for authorization responses, as {@link io.doorway.session.provider.request.RegisteredRedirectUri} compares them
 * @param credentials what the client authenticates with
 * @param scope the scope values that it may request; always with {@code openid}
 * @param sector the host that its pairwise subjects are computed for (OpenID Connect Core section 8.1); null if its {@code sub} is the account
 * @param idTokenAlgorithm the signature algorithm of its ID tokens
 * @param encryptionKeys the keys that its ID tokens are encrypted for; null if they are not encrypted
 * @param userInfoAlgorithm the signature algorithm of its userinfo responses; null if they are JSON
 * @param pkceRequired whether a request without PKCE is refused
 * @param pushedRequestsRequired whether a request that was not pushed is refused (RFC 9126 section 6)
 * @param tokens what its tokens must be
 * @param acr the least {@code acr} of its logins
 * @param checkPolicy when a login requires a confirmation code
 * @param sharedWorkstation whether several persons use its browsers, so that none becomes a known browser
 * @param singleSignOn whether a session of the browser logs the person in without the phone
 * @param logout how the client takes part in logouts
 * @param timing how long each state of a login lasts
 */
public record RegisteredClient(
        ClientId id,
        String name,
        URI uri,
        boolean nativeApplication,
        boolean deviceGrant,
        @Nullable BackchannelRegistration backchannel,
        Set<String> redirectUris,
        ClientCredentials credentials,
        Set<String> scope,
        @Nullable String sector,
        JWSAlgorithm idTokenAlgorithm,
        @Nullable PublicKeys encryptionKeys,
        @Nullable JWSAlgorithm userInfoAlgorithm,
        boolean pkceRequired,
        boolean pushedRequestsRequired,
        TokenPolicy tokens,
        Acr acr,
        CheckPolicy checkPolicy,
        boolean sharedWorkstation,
        boolean singleSignOn,
        LogoutRegistration logout,
        Timing timing) {
    public RegisteredClient {
        redirectUris = Set.copyOf(redirectUris);
        scope = Set.copyOf(scope);
    }

    /** The relying party as the person is shown it. */
    public RelyingParty relyingParty() {
        return new RelyingParty(id, name, uri.getHost());
    }

    /** Whether its {@code sub} is a pseudonym that other sectors do not get (OpenID Connect Core section 8.1). */
    public boolean hasPairwiseSubjects() {
        return sector != null;
    }

    /**
     * Whether its ID tokens name the session ({@code sid}): only a client that takes part in single sign-on or in logouts has a use for it
     * (OpenID Connect Back-Channel Logout section 2.1).
     */
    public boolean identifiesSessions() {
        return singleSignOn || !logout.equals(LogoutRegistration.NONE);
    }

    /** Whether it is notified when one of its requests has ended (OpenID Connect CIBA Core 1.0 section 5, ping mode). */
    public boolean isNotifiedOfRequests() {
        return backchannel != null && backchannel.notificationEndpoint() != null;
    }

    /** Whether the client has no credentials (RFC 6749 section 2.1): whoever has its {@code client_id} can send its requests. */
    public boolean isPublic() {
        return credentials instanceof ClientCredentials.None;
    }

    /** What a client authenticates with. */
    public sealed interface ClientCredentials {
        /** Nothing: {@code none}, for programs and pages that cannot keep a secret. */
        record None() implements ClientCredentials {}

        /**
         * A shared secret.
         *
         * @param method {@code client_secret_basic} or {@code client_secret_post}
         */
        record ClientSecret(SecretText secret, ClientAuthenticationMethod method) implements ClientCredentials {}

        /** Public keys in the registration: {@code private_key_jwt}. */
        record InlineKeys(JWKSet keys) implements PublicKeys {}

        /** Public keys that the client publishes and may rotate: {@code private_key_jwt}. */
        record RemoteKeys(URI address) implements PublicKeys {}

        /** Certificates of the client's keys: {@code self_signed_tls_client_auth}. */
        record KeyCertificates(PublicKeys keys) implements ByCertificate {}

        /** A name in a certificate of an authority: {@code tls_client_auth}. */
        record CertifiedName(CertificateName name) implements ByCertificate {}

        /** The one method that the client may use. Any other is refused, so that an attacker cannot choose a weaker one. */
        default ClientAuthenticationMethod method() {
            return switch (this) {
                case None none -> ClientAuthenticationMethod.NONE;
                case ClientSecret secret -> secret.method();
                case InlineKeys keys -> ClientAuthenticationMethod.PRIVATE_KEY_JWT;
                case RemoteKeys keys -> ClientAuthenticationMethod.PRIVATE_KEY_JWT;
                case KeyCertificates certificates -> ClientAuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH;
                case CertifiedName name -> ClientAuthenticationMethod.TLS_CLIENT_AUTH;
            };
        }
    }

    /** Authentication by the certificate of the TLS connection (RFC 8705 section 2). */
    public sealed interface ByCertificate extends ClientCredentials
            permits ClientCredentials.KeyCertificates, ClientCredentials.CertifiedName {}

    /** Where the public keys of a client are: in its registration, or at an address. */
    public sealed interface PublicKeys extends ClientCredentials
            permits ClientCredentials.InlineKeys, ClientCredentials.RemoteKeys {}
}
