package io.doorway.protocol.vocabulary;

/**
 * Why an attempt was refused. The audit records the reason. The response to the caller may disclose less, so that a challenge that
 * does not exist and one that belongs to another actor get the same response.
 */
public enum RefusalReason implements WireName {
    /** The challenge does not exist, or no longer exists. */
    UNKNOWN_CHALLENGE,
    /** The state does not allow the transition. */
    WRONG_STATE,
    /** The deadline has passed. */
    EXPIRED,
    /** The store was restarted or failed over since the challenge was created. */
    STORE_CHANGED,
    /** Concurrent transitions won every attempt. */
    CONTENDED,
    /** The binding cookie is missing or that of another browser. */
    WRONG_COOKIE,
    /** The key proof is missing, malformed or made with another key. */
    WRONG_BROWSER_KEY,
    /** The proof or message was used before. */
    REPLAYED,
    /** The request comes from another origin. */
    WRONG_ORIGIN,
    /** The login ticket is missing, malformed, expired or used up. */
    WRONG_TICKET,
    /** The frame is malformed, or its MAC does not verify. */
    WRONG_FRAME,
    /** The frame is older than three seconds. */
    STALE_FRAME,
    /** The frame was opened by a link, or the code was entered, while another login of the account is pending. */
    LOGIN_PENDING,
    /** A code was entered for a login that requires a passkey, in a browser that the account does not know. */
    SCAN_REQUIRED,
    /** Another credential has claimed the challenge, or another browser has claimed the pushed request. */
    CLAIMED,
    /** The credential is unknown, revoked or suspended. */
    CREDENTIAL_NOT_ACTIVE,
    /** The account is suspended. */
    ACCOUNT_NOT_ACTIVE,
    /** The person has disowned the login. */
    SESSION_ENDED,
    /** The signature does not verify with the registered key. */
    WRONG_SIGNATURE,
    /** The relying party is unknown, or its secret or assertion does not verify. */
    CLIENT_NOT_AUTHENTICATED,
    /** A relying party's request lacks what the protocol or its registration requires. */
    INVALID_REQUEST,
    /** The message does not have the form or type that the call requires. */
    MALFORMED,
    /** The signed transcript is not that of the challenge. */
    WRONG_TRANSCRIPT,
    /** The enrolment code is unknown, wrong, blocked, used or expired. */
    WRONG_ENROLMENT_CODE,
    /** The rate limit is exceeded. */
    RATE_LIMITED,
    /** The authorization code is unknown, issued to another client, expired or used. */
    WRONG_CODE,
    /** The browser must present a confirmation code and presented none. */
    CODE_REQUIRED,
    /** The return nonce is missing or wrong. */
    WRONG_RETURN,
    /** The approval must contain a passkey's assertion and contains none. */
    PASSKEY_REQUIRED,
    /** The passkey's assertion does not verify for this credential and transcript. */
    WRONG_PASSKEY,
    /** The passkey's signature counter decreased: the passkey may have been cloned. */
    COPIED_PASSKEY,
    /** The device was enrolled too recently for this operation. */
    COOLING_OFF,
    /** The operator refuses logins with one of the risk signals of this login. */
    RISK,
    /** The call requires an operator's token and has none. */
    TOKEN_REQUIRED,
    /** The operator's token does not verify, or it is not for this purpose. */
    WRONG_TOKEN,
    /** The operator's token lacks the role of the call. */
    WRONG_ROLE
}
