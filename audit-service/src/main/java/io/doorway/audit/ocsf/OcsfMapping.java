package io.doorway.audit.ocsf;

import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.AUTHENTICATION_TICKET;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.CREATE;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.CREATE_ACCOUNT;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.DELETE;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.DISABLE_ACCOUNT;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.ENABLE_ACCOUNT;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.ENROLL;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.LOGOFF;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.LOGON;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.OTHER_ACCOUNT_CHANGE;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.OTHER_AUTHENTICATION;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.PREAUTH;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.RESUME;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.SUSPEND;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.UNENROLL;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.UPDATE;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfSeverity.HIGH;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfSeverity.INFORMATIONAL;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfSeverity.LOW;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfSeverity.MEDIUM;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfStatus.FAILURE;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfStatus.SUCCESS;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.AUTHN_LOGIN_FAIL;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.AUTHN_LOGIN_LOCK;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.AUTHN_LOGIN_SUCCESS;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.AUTHN_TOKEN_CREATED;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.AUTHN_TOKEN_REUSE;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.AUTHN_TOKEN_REVOKED;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.AUTHZ_FAIL;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.EXCESS_RATE_LIMIT_EXCEEDED;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.INPUT_VALIDATION_FAIL;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.MALICIOUS_CORS;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.MALICIOUS_DIRECT_REFERENCE;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.SEQUENCE_FAIL;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.SESSION_EXPIRED;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.USER_CREATED;
import static io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode.USER_UPDATED;

import io.doorway.audit.ocsf.OcsfRecord.OcsfActivity;
import io.doorway.audit.ocsf.OcsfRecord.OcsfSeverity;
import io.doorway.audit.ocsf.OcsfRecord.OcsfStatus;
import io.doorway.audit.ocsf.OcsfRecord.OwaspEventCode;
import io.doorway.protocol.event.AdministrationEvent.AccountClaimsReplaced;
import io.doorway.protocol.event.AdministrationEvent.AccountCreated;
import io.doorway.protocol.event.AdministrationEvent.AccountResumed;
import io.doorway.protocol.event.AdministrationEvent.AccountSessionsEnded;
import io.doorway.protocol.event.AdministrationEvent.AccountSuspended;
import io.doorway.protocol.event.AdministrationEvent.InvitationCreated;
import io.doorway.protocol.event.AdministrationEvent.InvitationExpired;
import io.doorway.protocol.event.AdministrationEvent.InvitationRevoked;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.BrowserEvent.BrowserForgotten;
import io.doorway.protocol.event.BrowserEvent.BrowserRemembered;
import io.doorway.protocol.event.ChallengeEvent.ChallengeApproved;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCancelled;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCreated;
import io.doorway.protocol.event.ChallengeEvent.ChallengeExpired;
import io.doorway.protocol.event.ChallengeEvent.ChallengeRejected;
import io.doorway.protocol.event.ChallengeEvent.ChallengeScanned;
import io.doorway.protocol.event.ChallengeEvent.ConfirmationCodeRejected;
import io.doorway.protocol.event.ChallengeEvent.ConfirmationTimeExtended;
import io.doorway.protocol.event.ClientRegistrationChanged;
import io.doorway.protocol.event.ClientRegistrationChanged.RegistrationChange;
import io.doorway.protocol.event.DeviceEvent.DeviceEnrolled;
import io.doorway.protocol.event.DeviceEvent.DeviceRemovalCancelled;
import io.doorway.protocol.event.DeviceEvent.DeviceRemovalRequested;
import io.doorway.protocol.event.DeviceEvent.DeviceRenamed;
import io.doorway.protocol.event.DeviceEvent.DeviceResumed;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.event.DeviceEvent.DeviceSuspended;
import io.doorway.protocol.event.DeviceEvent.PasskeyRegistered;
import io.doorway.protocol.event.DeviceEvent.PasskeyRemoved;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.RefusalsSuppressed;
import io.doorway.protocol.event.SessionEvent.CodeReplayed;
import io.doorway.protocol.event.SessionEvent.LoginDisowned;
import io.doorway.protocol.event.SessionEvent.TokensIssued;
import io.doorway.protocol.event.SessionEvent.TokensRefreshed;
import io.doorway.protocol.event.SessionEvent.TokensRevoked;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.RejectReason;
import io.doorway.protocol.vocabulary.RevocationCause;
import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.protocol.vocabulary.StateName;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The mapping of events to OCSF terms. {@code docs/audit.md} has the same table. The switches are exhaustive: a new event type, attempt
 * or refusal reason does not compile until it is mapped.
 *
 * @param statusCode what happened, in capitals
 * @param detail the reason or the origin as the event names it, or null
 * @param eventCode the term of the OWASP Logging Vocabulary, or null if it has none
 * @param message what happened, for people
 */
record OcsfMapping(
        OcsfActivity activity,
        OcsfStatus status,
        OcsfSeverity severity,
        String statusCode,
        @Nullable String detail,
        @Nullable OwaspEventCode eventCode,
        String message) {

    static OcsfMapping of(Event event) {
        return switch (event) {
            case ChallengeCreated e -> success(PREAUTH, "CREATED", "A browser shows a QR code");
            case ChallengeScanned e ->
                success(PREAUTH, "SCANNED", "A phone scanned the QR code").as(severity(e.risk()));
            case ChallengeApproved e -> success(PREAUTH, "APPROVED", "The person approved");
            case ChallengeConsumed e ->
                success(LOGON, "CONSUMED", completed(e.action())).as(AUTHN_LOGIN_SUCCESS);
            case ConfirmationCodeRejected e ->
                failure(LOGON, "CODE_REJECTED", "A wrong code was typed into the browser")
                        .as(MEDIUM, AUTHN_LOGIN_FAIL)
                        .withDetail("tries_left=" + e.triesLeft());
            case ConfirmationTimeExtended e ->
                success(PREAUTH, "TIME_EXTENDED", "The person asked for more time to type the code");
            case ChallengeRejected e ->
                failure(LOGON, "REJECTED", "The person rejected")
                        .as(severity(e.reason()), AUTHN_LOGIN_FAIL)
                        .withDetail(e.reason().wireName());
            case ChallengeCancelled e ->
                failure(LOGON, "CANCELLED", "The login was ended early")
                        .as(severity(e.by()))
                        .withDetail(e.by().wireName());
            case ChallengeExpired e ->
                failure(LOGON, "EXPIRED", "Nobody acted in time")
                        .as(severity(e.from()), SESSION_EXPIRED)
                        .withDetail(e.from().wireName());
            case AttemptRefused e ->
                failure(activity(e.attempt()), e.reason().wireName().toUpperCase(Locale.ROOT), "An attempt was refused")
                        .as(severity(e.reason()), eventCode(e.reason()))
                        .withDetail(e.attempt().wireName());
            case RefusalsSuppressed e ->
                failure(OTHER_AUTHENTICATION, "REFUSALS_SUPPRESSED", "More attempts of a network were refused")
                        .as(severity(e.reason()), eventCode(e.reason()))
                        .withDetail(e.reason().wireName());
            case TokensIssued e ->
                success(AUTHENTICATION_TICKET, "TOKENS_ISSUED", "The website redeemed its code")
                        .as(AUTHN_TOKEN_CREATED);
            case TokensRefreshed e ->
                success(AUTHENTICATION_TICKET, "TOKENS_REFRESHED", "The website refreshed its tokens")
                        .as(AUTHN_TOKEN_CREATED);
            case TokensRevoked e ->
                success(AUTHENTICATION_TICKET, "TOKENS_REVOKED", "The tokens of a website were revoked")
                        .as(severity(e.cause()), AUTHN_TOKEN_REVOKED)
                        .withDetail(e.cause().wireName());
            case CodeReplayed e ->
                failure(AUTHENTICATION_TICKET, "CODE_REPLAYED", "A code was redeemed twice")
                        .as(HIGH, AUTHN_TOKEN_REUSE);
            case LoginDisowned e ->
                success(LOGOFF, "DISOWNED", "The person said that a login was not theirs")
                        .as(HIGH, AUTHN_TOKEN_REVOKED);
            case BrowserRemembered e ->
                success(ENROLL, "BROWSER_REMEMBERED", "A browser was remembered")
                        .as(LOW, USER_UPDATED);
            case BrowserForgotten e ->
                success(UNENROLL, "BROWSER_FORGOTTEN", "A browser was forgotten")
                        .as(LOW, USER_UPDATED);
            case DeviceEnrolled e ->
                success(ENROLL, "ENROLLED", "A device was enrolled").as(LOW, USER_UPDATED);
            case DeviceSuspended e ->
                success(SUSPEND, "SUSPENDED", "A device was suspended").as(MEDIUM, AUTHN_LOGIN_LOCK);
            case DeviceResumed e ->
                success(RESUME, "RESUMED", "A device was resumed").as(LOW, USER_UPDATED);
            case DeviceRevoked e ->
                success(UNENROLL, "REVOKED", "A device was revoked").as(MEDIUM, USER_UPDATED);
            case DeviceRemovalRequested e ->
                success(UNENROLL, "REMOVAL_REQUESTED", "A newer device requested the removal of an older one")
                        .as(HIGH, USER_UPDATED);
            case DeviceRemovalCancelled e ->
                success(ENROLL, "REMOVAL_CANCELLED", "The requested removal of a device was cancelled")
                        .as(HIGH, USER_UPDATED);
            case DeviceRenamed e ->
                success(UPDATE, "DEVICE_RENAMED", "A device got another name").as(LOW, USER_UPDATED);
            case PasskeyRegistered e ->
                success(ENROLL, "PASSKEY_REGISTERED", "A device registered a passkey")
                        .as(LOW, USER_UPDATED);
            case PasskeyRemoved e ->
                success(UNENROLL, "PASSKEY_REMOVED", "A passkey was removed").as(LOW, USER_UPDATED);
            case AccountCreated e ->
                success(CREATE_ACCOUNT, "ACCOUNT_CREATED", "An operator created an account")
                        .as(LOW, USER_CREATED);
            case AccountClaimsReplaced e ->
                success(OTHER_ACCOUNT_CHANGE, "CLAIMS_REPLACED", "An operator replaced the claims of an account")
                        .as(MEDIUM, USER_UPDATED)
                        .withDetail(names("added", e.added())
                                + names(" changed", e.changed())
                                + names(" removed", e.removed()));
            case AccountSuspended e ->
                success(DISABLE_ACCOUNT, "ACCOUNT_SUSPENDED", "An operator suspended an account")
                        .as(MEDIUM, AUTHN_LOGIN_LOCK);
            case AccountResumed e ->
                success(ENABLE_ACCOUNT, "ACCOUNT_RESUMED", "An operator resumed an account")
                        .as(MEDIUM, USER_UPDATED);
            case AccountSessionsEnded e ->
                success(OTHER_ACCOUNT_CHANGE, "SESSIONS_ENDED", "An operator ended all sessions of an account")
                        .as(MEDIUM, AUTHN_TOKEN_REVOKED);
            case InvitationCreated e ->
                success(OTHER_ACCOUNT_CHANGE, "INVITATION_CREATED", "An operator invited a person to enrol a device")
                        .as(MEDIUM, USER_UPDATED)
                        .withDetail(e.invitationName());
            case InvitationRevoked e ->
                success(OTHER_ACCOUNT_CHANGE, "INVITATION_REVOKED", "An operator revoked an invitation")
                        .as(LOW, USER_UPDATED)
                        .withDetail(e.invitationName());
            case InvitationExpired e ->
                success(OTHER_ACCOUNT_CHANGE, "INVITATION_EXPIRED", "Nobody used an invitation in time")
                        .withDetail(e.invitationName());
            case ClientRegistrationChanged e ->
                success(activity(e.change()), "CLIENT_CHANGED", "The registration of a website changed")
                        .as(MEDIUM)
                        .withDetail(names(e.change().wireName(), e.members()));
        };
    }

    /** What the waiting browser did; the values of a payment are in the event. */
    private static String completed(@Nullable String action) {
        return action == null || action.equals("login")
                ? "The waiting browser was logged in"
                : "The waiting browser completed what was approved: " + action;
    }

    private static String names(String change, List<String> claims) {
        return change + "=" + String.join(",", claims);
    }

    /** Countries that differ, or a browser in a data centre, indicate a relayed QR code. */
    private static OcsfSeverity severity(List<RiskSignal> risk) {
        if (risk.contains(RiskSignal.COUNTRY_MISMATCH) || risk.contains(RiskSignal.HOSTING_PROVIDER)) {
            return HIGH;
        }
        return risk.isEmpty() || risk.equals(List.of(RiskSignal.NEW_BROWSER)) ? INFORMATIONAL : MEDIUM;
    }

    /** "This was not me" reports an attack. */
    private static OcsfSeverity severity(RevocationCause cause) {
        return switch (cause) {
            case CLIENT -> INFORMATIONAL;
            case REPLAY -> HIGH;
        };
    }

    private static OcsfSeverity severity(RejectReason reason) {
        return switch (reason) {
            case NOT_ME -> HIGH;
            case UNKNOWN_SERVICE -> MEDIUM;
            case CHANGED_MIND -> INFORMATIONAL;
        };
    }

    /** The third wrong code indicates someone who does not see the phone. The other cancellations are ordinary. */
    private static OcsfSeverity severity(Canceller by) {
        return switch (by) {
            case WRONG_CODE -> HIGH;
            case BROWSER, RENEWAL, NEWER, REVOKED -> INFORMATIONAL;
        };
    }

    /** Codes that nobody scans expire every minute on every open page. A scan without a decision is less frequent. */
    private static OcsfSeverity severity(StateName expiredFrom) {
        return expiredFrom == StateName.CREATED ? INFORMATIONAL : LOW;
    }

    private static OcsfSeverity severity(RefusalReason reason) {
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

    private static OwaspEventCode eventCode(RefusalReason reason) {
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
            case WRONG_FRAME, MALFORMED, WRONG_TRANSCRIPT -> INPUT_VALIDATION_FAIL;
            case ACCOUNT_NOT_ACTIVE, SESSION_ENDED -> AUTHN_LOGIN_LOCK;
            case RATE_LIMITED -> EXCESS_RATE_LIMIT_EXCEEDED;
        };
    }

    private static OcsfActivity activity(RegistrationChange change) {
        return switch (change) {
            case ADDED -> CREATE;
            case CHANGED -> UPDATE;
            case REMOVED -> DELETE;
        };
    }

    private static OcsfActivity activity(Attempt attempt) {
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

    private static OcsfMapping success(OcsfActivity activity, String statusCode, String message) {
        return new OcsfMapping(activity, SUCCESS, INFORMATIONAL, statusCode, null, null, message);
    }

    private static OcsfMapping failure(OcsfActivity activity, String statusCode, String message) {
        return new OcsfMapping(activity, FAILURE, INFORMATIONAL, statusCode, null, null, message);
    }

    private OcsfMapping as(OcsfSeverity other) {
        return new OcsfMapping(activity, status, other, statusCode, detail, eventCode, message);
    }

    private OcsfMapping as(OwaspEventCode code) {
        return as(severity, code);
    }

    private OcsfMapping as(OcsfSeverity other, OwaspEventCode code) {
        return new OcsfMapping(activity, status, other, statusCode, detail, code, message);
    }

    private OcsfMapping withDetail(@Nullable String text) {
        return new OcsfMapping(activity, status, severity, statusCode, text, eventCode, message);
    }
}
