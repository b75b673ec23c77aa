package io.doorway.protocol.vocabulary;

/** Who or what cancelled a challenge. */
public enum Canceller implements WireName {
    /** The person, on the login page. */
    BROWSER,
    /** The login page, which replaced the challenge by a new one. */
    RENEWAL,
    /** The last wrong confirmation code. */
    WRONG_CODE,
    /** Another login of the same account, usually a newer one: an account has one pending login. */
    NEWER,
    /** The revocation of the device that had claimed the challenge. */
    REVOKED
}
