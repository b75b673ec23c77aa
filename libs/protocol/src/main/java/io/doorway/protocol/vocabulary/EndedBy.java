package io.doorway.protocol.vocabulary;

/** Why a session ended. */
public enum EndedBy implements WireName {
    /** The person logged out at a relying party. */
    LOGOUT,
    /** The person ended it with a device. */
    PHONE,
    /** The person disowned the login. */
    DISOWNED,
    /** The device that approved was revoked. */
    DEVICE_REVOKED,
    /** An operator suspended the account. */
    SUSPENDED,
    /** An operator ended all sessions of the account. */
    OPERATOR,
    /** A code of the session was redeemed twice. */
    CODE_REPLAYED,
    /** Another account logged in with the browser. */
    REPLACED,
    /** Its time was over. */
    EXPIRED
}
