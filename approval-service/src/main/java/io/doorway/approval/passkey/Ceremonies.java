package io.doorway.approval.passkey;

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
import io.doorway.edge.config.Issuer;
import io.doorway.protocol.Base64Url;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The two ceremonies of WebAuthn, as WebAuthn4J verifies them step by step (sections 7.1 and 7.2).
 *
 * <p>Expected are our own origin to the character, the issuer's host as relying party, no foreign frame, a person who was present
 * <em>and</em> verified. What an attestation says of the authenticator's maker is not looked at: none is asked for.
 */
@ApplicationScoped
class Ceremonies {
    private static final Logger LOGGER = Logger.getLogger(Ceremonies.class);

    /** Elliptic curves only: an RSA key's size would be the phone's to choose. */
    private static final List<PublicKeyCredentialParameters> ALGORITHMS =
            List.of(parameters(COSEAlgorithmIdentifier.ES256), parameters(COSEAlgorithmIdentifier.EdDSA));

    private static final boolean PRESENT = true;
    private static final boolean VERIFIED = true;

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager webAuthn = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final Origin origin;
    private final String relyingParty;

    Ceremonies(Issuer issuer) {
        this.origin = Origin.create(issuer.toString());
        this.relyingParty = issuer.uri().getHost();
    }

    /** The passkey that was made for this challenge, or empty if anything about it is not as it should be. */
    Optional<Passkey> register(byte[] challenge, AuthenticatorAnswer answer) {
        RegistrationRequest request =
                new RegistrationRequest(answer.bytes("attestation_object"), answer.bytes("client_data_json"));
        RegistrationParameters expected = new RegistrationParameters(server(challenge), ALGORITHMS, VERIFIED, PRESENT);
        return attempt(() -> {
            AuthenticatorData<?> made = Objects.requireNonNull(
                            webAuthn.verify(request, expected).getAttestationObject())
                    .getAuthenticatorData();
            AttestedCredentialData attested = Objects.requireNonNull(made.getAttestedCredentialData());
            return new Passkey(
                    Base64Url.encode(attested.getCredentialId()),
                    converter.getCborConverter().writeValueAsBytes(attested.getCOSEKey()),
                    made.isFlagBE(),
                    made.getSignCount());
        });
    }

    /**
     * The signature counter that came with a good answer to this challenge, or empty. Whether the counter went forward is for
     * {@link Passkeys#use} to say, which moves it.
     */
    OptionalLong authenticate(Passkey passkey, byte[] challenge, AuthenticatorAnswer answer) {
        byte[] id = Base64Url.decode(passkey.id());
        AuthenticationRequest request = new AuthenticationRequest(
                id, answer.bytes("authenticator_data"), answer.bytes("client_data_json"), answer.bytes("signature"));
        Optional<Long> counter = attempt(() -> {
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

    /** Whatever the library trips over is the sender's doing, whether it has a name for that or not. */
    private static <T> Optional<T> attempt(Supplier<T> ceremony) {
        try {
            return Optional.of(ceremony.get());
        } catch (RuntimeException refused) {
            LOGGER.debugf("a passkey was refused: %s", refused.getMessage());
            return Optional.empty();
        }
    }

    private static PublicKeyCredentialParameters parameters(COSEAlgorithmIdentifier algorithm) {
        return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm);
    }
}
