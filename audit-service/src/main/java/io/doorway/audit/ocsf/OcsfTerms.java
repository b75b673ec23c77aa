package io.doorway.audit.ocsf;

import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.AUTHENTICATION_TICKET;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.CREATE;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.DELETE;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.LOGON;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.OTHER_AUTHENTICATION;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.UPDATE;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfSeverity.HIGH;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfSeverity.INFORMATIONAL;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfSeverity.LOW;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfSeverity.MEDIUM;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.AUTHN_LOGIN_FAIL;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.AUTHN_LOGIN_LOCK;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.AUTHN_TOKEN_REUSE;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.AUTHZ_FAIL;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.EXCESS_RATE_LIMIT_EXCEEDED;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.INPUT_VALIDATION_FAIL;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.MALICIOUS_CORS;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.MALICIOUS_DIRECT_REFERENCE;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.SEQUENCE_FAIL;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.SESSION_EXPIRED;

import io.doorway.audit.ocsf.OcsfRecord.OcsfActivity;
import io.doorway.audit.ocsf.OcsfRecord.OcsfSeverity;
import io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode;
import io.doorway.protocol.event.ClientRegistrationChanged.RegistrationChange;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.RejectReason;
import io.doorway.protocol.vocabulary.RevocationCause;
import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.protocol.vocabulary.StateName;
import java.util.List;

/**
 * The OCSF terms of the words in an event: how severe a reason is, what an attempt was part of. The switches are exhaustive: a new word
 * does not compile until it is mapped.
 */
final class OcsfTerms {

    private OcsfTerms() {}

    /** Countries that differ, or a browser in a data centre, indicate a relayed QR code. */
    static OcsfSeverity severity(List<RiskSignal> risk) {
        if (risk.contains(RiskSignal.COUNTRY_MISMATCH) || risk.contains(RiskSignal.HOSTING_PROVIDER)) {
            return HIGH;
        }
        return risk.isEmpty() || risk.equals(List.of(RiskSignal.NEW_BROWSER)) ? INFORMATIONAL : MEDIUM;
    }

    /** "This was not me" reports an attack. */
    static OcsfSeverity severity(RevocationCause cause) {
        return switch (cause) {
            case CLIENT -> INFORMATIONAL;
            case REPLAY -> HIGH;
        };
    }

    static OcsfSeverity severity(RejectReason reason) {
        return switch (reason) {
            case NOT_ME -> HIGH;
            case UNKNOWN_SERVICE -> MEDIUM;
            case CHANGED_MIND -> INFORMATIONAL;
        };
    }

    /** The third wrong code indicates someone who does not see the phone. The other cancellations are ordinary. */
    static OcsfSeverity severity(Canceller by) {
        return switch (by) {
            case WRONG_CODE -> HIGH;
            case BROWSER, RENEWAL, NEWER, REVOKED -> INFORMATIONAL;
        };
    }

    /** Codes that nobody scans expire every minute on every open page. A scan without a decision is less frequent. */
    static OcsfSeverity severity(StateName expiredFrom) {
        return expiredFrom == StateName.CREATED ? INFORMATIONAL : LOW;
    }

    static OcsfSeverity severity(RefusalReason reason) {
        return switch (reason) {
            case EXPIRED -> INFORMATIONAL;
            case UNKNOWN_CHALLENGE,
                    WRONG_STATE,
                    STORE_CHANGED,
                    CONTENDED,
                    WRONG_TICKET,
                    STALE_FRAME,
                    LOGIN_PENDING,
                    SCAN_REQUIRED,
                    INVALID_REQUEST,
                    MALFORMED,
                    CODE_REQUIRED,
                    PASSKEY_REQUIRED,
                    TOKEN_REQUIRED -> LOW;
            case WRONG_COOKIE,
                    WRONG_BROWSER_KEY,
                    CLAIMED,
                    WRONG_ORIGIN,
                    WRONG_FRAME,
                    CREDENTIAL_NOT_ACTIVE,
                    WRONG_ENROLMENT_CODE,
                    WRONG_CODE,
                    ACCOUNT_NOT_ACTIVE,
                    SESSION_ENDED,
                    COOLING_OFF,
                    WRONG_ROLE,
                    RATE_LIMITED -> MEDIUM;
            case REPLAYED,
                    WRONG_SIGNATURE,
                    CLIENT_NOT_AUTHENTICATED,
                    WRONG_TRANSCRIPT,
                    WRONG_RETURN,
                    WRONG_PASSKEY,
                    COPIED_PASSKEY,
                    WRONG_TOKEN,
                    RISK -> HIGH;
        };
    }

    static OwaspEventCode eventCode(RefusalReason reason) {
        return switch (reason) {
            case UNKNOWN_CHALLENGE -> MALICIOUS_DIRECT_REFERENCE;
            case WRONG_STATE, LOGIN_PENDING, SCAN_REQUIRED, CODE_REQUIRED, PASSKEY_REQUIRED -> SEQUENCE_FAIL;
            case EXPIRED -> SESSION_EXPIRED;
            case STORE_CHANGED,
                    CONTENDED,
                    WRONG_TICKET,
                    STALE_FRAME,
                    CREDENTIAL_NOT_ACTIVE,
                    WRONG_ENROLMENT_CODE,
                    WRONG_CODE,
                    WRONG_SIGNATURE,
                    CLIENT_NOT_AUTHENTICATED,
                    WRONG_RETURN,
                    WRONG_PASSKEY,
                    COPIED_PASSKEY,
                    TOKEN_REQUIRED,
                    WRONG_TOKEN -> AUTHN_LOGIN_FAIL;
            case WRONG_COOKIE, WRONG_BROWSER_KEY, CLAIMED, COOLING_OFF, WRONG_ROLE, RISK -> AUTHZ_FAIL;
            case REPLAYED -> AUTHN_TOKEN_REUSE;
            case WRONG_ORIGIN -> MALICIOUS_CORS;
            case WRONG_FRAME, INVALID_REQUEST, MALFORMED, WRONG_TRANSCRIPT -> INPUT_VALIDATION_FAIL;
            case ACCOUNT_NOT_ACTIVE, SESSION_ENDED -> AUTHN_LOGIN_LOCK;
            case RATE_LIMITED -> EXCESS_RATE_LIMIT_EXCEEDED;
        };
    }

    static OcsfActivity activity(RegistrationChange change) {
        return switch (change) {
            case ADDED -> CREATE;
            case CHANGED -> UPDATE;
            case REMOVED -> DELETE;
        };
    }

    static OcsfActivity activity(Attempt attempt) {
        return switch (attempt) {
            case AUTHORIZE,
                    PUSH,
                    CREATE,
                    FRAMES,
                    WATCH,
                    CANCEL,
                    SCAN,
                    OPEN_LINK,
                    ENTER_CODE,
                    APPROVE,
                    REJECT,
                    READ_OUTCOME,
                    EXTEND,
                    CONSUME -> LOGON;
            case REDEEM -> AUTHENTICATION_TICKET;
            case ENROL,
                    MANAGE_DEVICES,
                    MANAGE_BROWSERS,
                    MANAGE_PASSKEYS,
                    READ_ACTIVITY,
                    DISOWN,
                    READ_CLAIMS,
                    ADMINISTER,
                    READ_AUDIT -> OTHER_AUTHENTICATION;
        };
    }
}
