package io.doorway.approval.enrolment;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.approval.attestation.Attestation;
import io.doorway.approval.attestation.AttestationVerdict;
import io.doorway.approval.attestation.AttestationVerifier;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;

/**
 * A device that is about to be one.
 *
 * @param credential what it will be called here
 * @param name what its owner calls it
 * @param jwk its public key, on P-256
 * @param attestation what its platform says of the key
 */
record NewDevice(String credential, String name, ECKey jwk, Optional<Attestation> attestation) {

    ECPublicKey key() {
        try {
            return jwk.toECPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    /** RFC 7638: by it a key is known to be enrolled already. */
    String thumbprint() {
        try {
            return jwk.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    AttestationVerdict judgedBy(AttestationVerifier verifier, byte[] challenge) {
        return attestation.map(said -> verifier.verify(said, key(), challenge)).orElse(AttestationVerdict.NONE);
    }
}
