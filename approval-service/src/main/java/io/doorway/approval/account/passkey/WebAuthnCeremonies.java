package io.doorway.approval.account.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import io.doorway.approval.account.passkey.Passkeys.Passkey;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.web.config.Issuer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The two ceremonies of WebAuthn (sections 7.1 and 7.2), verified by WebAuthn4J.
 *
 * <p>The origin is exactly the issuer, the relying party is its host, no frame of another origin is involved, and the user is present
 * <em>and</em> verified. The attestation statement of an authenticator is not requested and not evaluated.
 */
@Singleton
class WebAuthnCeremonies {
    private static final Logger LOGGER = Logger.getLogger(WebAuthnCeremonies.class);

    /** Elliptic curves only, because the phone could choose the size of an RSA key. */
    private static final List<PublicKeyCredentialParameters> ALGORITHMS =
            List.of(parameters(COSEAlgorithmIdentifier.ES256), parameters(COSEAlgorithmIdentifier.EdDSA));

    private static final boolean PRESENT = true;
    private static final boolean VERIFIED = true;

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager webAuthn = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final Origin origin;
    private final String relyingParty;

    WebAuthnCeremonies(Issuer issuer) {
        this.origin = Origin.create(issuer.toString());
        this.relyingParty = issuer.uri().getHost();
    }

    /** The passkey that was created for this challenge, or empty if a check fails. */
    Optional<Passkey> register(byte[] challenge, AuthenticatorResponse response) {
        RegistrationRequest request =
                new RegistrationRequest(response.bytes("attestation_object"), response.bytes("client_data_json"));
        RegistrationParameters expected = new RegistrationParameters(server(challenge), ALGORITHMS, VERIFIED, PRESENT);
        return verified(() -> {
            AuthenticatorData<?> data = Objects.requireNonNull(
                            webAuthn.verify(request, expected).getAttestationObject())
                    .getAuthenticatorData();
            AttestedCredentialData attested = Objects.requireNonNull(data.getAttestedCredentialData());
            return new Passkey(
                    Base64Url.encode(attested.getCredentialId()),
                    converter.getCborConverter().writeValueAsBytes(attested.getCOSEKey()),
                    data.isFlagBE(),
                    data.getSignCount(),
                    false);
        });
    }

    /**
     * The signature counter of an assertion for this challenge, or empty if a check fails. {@link Passkeys#recordUse} checks whether the
     * counter increased.
     */
    OptionalLong authenticate(Passkey passkey, byte[] challenge, AuthenticatorResponse response) {
        byte[] id = Base64Url.decode(passkey.id());
        AuthenticationRequest request = new AuthenticationRequest(
                id,
                response.bytes("authenticator_data"),
                response.bytes("client_data_json"),
                response.bytes("signature"));
        Optional<Long> counter = verified(() -> {
            AuthenticationParameters expected = new AuthenticationParameters(
                    server(challenge), record(passkey, id), List.of(id), VERIFIED, PRESENT);
            return Objects.requireNonNull(webAuthn.verify(request, expected).getAuthenticatorData())
                    .getSignCount();
        });
        return counter.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private ServerProperty server(byte[] challenge) {
        return ServerProperty.builder()
                .origin(origin)
                .rpId(relyingParty)
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    private CredentialRecordImpl record(Passkey passkey, byte[] id) {
        COSEKey key = Objects.requireNonNull(converter.getCborConverter().readValue(passkey.coseKey(), COSEKey.class));
        AttestedCredentialData attested = new AttestedCredentialData(AAGUID.ZERO, id, key);
        return new CredentialRecordImpl(
                null, true, passkey.backupEligible(), null, 0, attested, null, null, null, Set.of());
    }

    /** Any exception of the library is a refusal: its input is the sender's, and not all of its exceptions are documented. */
    private static <T> Optional<T> verified(Supplier<T> ceremony) {
        try {
            return Optional.of(ceremony.get());
        } catch (RuntimeException e) {
            LOGGER.debugf("refused a passkey: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private static PublicKeyCredentialParameters parameters(COSEAlgorithmIdentifier algorithm) {
        return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm);
    }
}
