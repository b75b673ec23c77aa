package io.doorway.approval.nonce;

import io.doorway.approval.message.SignedMessage;

/** How far a well-signed message has come. */
public sealed interface Admission {

    /** Its nonce was good, and is used up. */
    record Admitted(SignedMessage message) implements Admission {}

    /** It is to be signed again, with this nonce. */
    record NonceNeeded(String nonce) implements Admission {}
}
