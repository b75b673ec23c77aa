package io.doorway.approval.message;

import io.doorway.approval.credential.Credential;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;

/**
 * A message with everything that it is checked against.
 *
 * @param issuer what {@code aud} has to be
 * @param key what the signature has to be of: the registered key; for an enrolment the new one
 * @param credential the sender, or empty for an enrolment
 */
record ReceivedMessage(
        MessageKind kind, CompactJws jws, String issuer, ECPublicKey key, Optional<Credential> credential) {

    String text(String member) {
        String text = jws.payload().path(member).textValue();
        return text == null ? "" : text;
    }
}
