package io.doorway.approval.message;

import com.nimbusds.jose.jwk.ECKey;
import io.doorway.approval.attestation.Attestation;
import java.util.Optional;

/**
 * What a phone that is not enrolled yet has said: signed by the key that it wants to enrol.
 *
 * @param key that key, public and on P-256
 * @param code the enrolment code as it was sent
 * @param name what the device is to be called
 * @param attestation what its platform says of the key, not yet believed
 */
public record NewKeyMessage(ECKey key, String code, String name, Optional<Attestation> attestation) {

    /** Without the code, which is a secret until it was used. */
    @Override
    public String toString() {
        return "NewKeyMessage[" + name + "]";
    }
}
