package io.doorway.protocol.vocabulary;

/** Why tokens of a relying party were revoked. */
public enum RevocationCause implements WireName {
    /** The relying party revoked its token (RFC 7009). */
    CLIENT,
    /** A refresh token that had been replaced was sent again (RFC 9700 section 4.14.2). */
    REPLAY
}
