package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Why an attempt was refused. The audit keeps the reason; what the asker is told may be less, so that "unknown" and "not yours"
 * are one answer.
 */
public enum RefusalReason {
    /** No such challenge, or none any more. */
    UNKNOWN_CHALLENGE,
    /** The state does not allow it. */
    WRONG_STATE,
    /** The deadline has passed. */
    EXPIRED,
    /** The store was restarted or failed over since the challenge was created. */
    STORE_CHANGED,
    /** Others kept changing the challenge. */
    CONTENDED,
    /** The cookie is missing or another browser's. */
    WRONG_COOKIE,
    /** The key proof is missing, malformed or another key's. */
    WRONG_BROWSER_KEY,
    /** A proof or message was used before. */
    REPLAYED,
    /** The request comes from another origin. */
    WRONG_ORIGIN,
    /** The login ticket is missing, malformed, expired or used up. */
    WRONG_TICKET,
    /** The frame is malformed, or its MAC is of something else. */
    WRONG_FRAME,
    /** The frame is older than three seconds. */
    STALE_FRAME,
    /** Another credential has claimed the challenge. */
    CLAIMED,
    /** The credential is unknown, revoked or suspended. */
    CREDENTIAL_NOT_ACTIVE,
    /** The account is suspended. */
    ACCOUNT_NOT_ACTIVE,
    /** The person has said that the login was not theirs. */
    SESSION_ENDED,
    /** The signature does not verify with the registered key. */
    WRONG_SIGNATURE,
    /** The message is not of the shape or kind that the call asks for. */
    MALFORMED,
    /** The signed transcript is not this challenge's. */
    WRONG_TRANSCRIPT,
    /** The enrolment code is unknown, wrong, burnt, used or too old. */
    WRONG_ENROLMENT_CODE,
    /** The device has to be attested and is not. */
    UNATTESTED,
    /** Too many attempts. */
    RATE_LIMITED,
    /** The authorization code is unknown, another client's, too old or used. */
    WRONG_CODE,
    /** The browser was asked for a code and sent none. */
    CODE_REQUIRED,
    /** The nonce of the link that leads back from the phone is missing or another one. */
    WRONG_RETURN,
    /** The approval holds no passkey's assertion where one is asked for. */
    PASSKEY_REQUIRED,
    /** The passkey's assertion is of something or somebody else. */
    WRONG_PASSKEY,
    /** The passkey's signature counter went back: there may be a copy of it. */
    COPIED_PASSKEY,
    /** The device was enrolled too recently for this. */
    COOLING_OFF,
    /** The operator refuses logins with such a risk signal. */
    RISK;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
