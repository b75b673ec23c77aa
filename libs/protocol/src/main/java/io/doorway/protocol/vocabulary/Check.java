package io.doorway.protocol.vocabulary;

/** A proof that a login requires in addition to the approval. On the wire with a hyphen, for example {@code typed-code}. */
public enum Check implements WireName {
    NONE,
    /** The person types the six digits that the phone shows after the approval into the browser. */
    TYPED_CODE,
    /** The phone opens a link with a nonce in the browser that requested the login. */
    RETURN,
    /** The phone adds a WebAuthn assertion over the transcript. */
    PASSKEY;

    @Override
    public String wireName() {
        return WireName.super.wireName().replace('_', '-');
    }
}
