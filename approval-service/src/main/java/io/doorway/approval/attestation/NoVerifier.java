package io.doorway.approval.attestation;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.interfaces.ECPublicKey;

/** Verifies nothing and says so: a statement that was only received proves nothing. */
@ApplicationScoped
@DefaultBean
class NoVerifier implements AttestationVerifier {

    @Override
    public AttestationVerdict verify(Attestation attestation, ECPublicKey key, byte[] challenge) {
        return AttestationVerdict.UNVERIFIED;
    }
}
