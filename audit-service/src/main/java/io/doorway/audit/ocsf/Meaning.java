package io.doorway.audit.ocsf;

import static io.doorway.audit.ocsf.Activity.AUTHENTICATION_TICKET;
import static io.doorway.audit.ocsf.Activity.ENROLL;
import static io.doorway.audit.ocsf.Activity.LOGOFF;
import static io.doorway.audit.ocsf.Activity.LOGON;
import static io.doorway.audit.ocsf.Activity.OTHER_AUTHENTICATION;
import static io.doorway.audit.ocsf.Activity.PREAUTH;
import static io.doorway.audit.ocsf.Activity.RESUME;
import static io.doorway.audit.ocsf.Activity.SUSPEND;
import static io.doorway.audit.ocsf.Activity.UNENROLL;
import static io.doorway.audit.ocsf.Severity.HIGH;
import static io.doorway.audit.ocsf.Severity.INFORMATIONAL;
import static io.doorway.audit.ocsf.Severity.LOW;
import static io.doorway.audit.ocsf.Severity.MEDIUM;

import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.RejectReason;
import io.doorway.protocol.challenge.RiskSignal;
import io.doorway.protocol.challenge.StateName;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.BrowserForgotten;
import io.doorway.protocol.event.BrowserRemembered;
import io.doorway.protocol.event.ChallengeApproved;
import io.doorway.protocol.event.ChallengeCancelled;
import io.doorway.protocol.event.ChallengeCodeMistyped;
import io.doorway.protocol.event.ChallengeConsumed;
import io.doorway.protocol.event.ChallengeCreated;
import io.doorway.protocol.event.ChallengeExpired;
import io.doorway.protocol.event.ChallengeRejected;
import io.doorway.protocol.event.ChallengeScanned;
import io.doorway.protocol.event.CodeReplayed;
import io.doorway.protocol.event.DeviceEnrolled;
import io.doorway.protocol.event.DeviceResumed;
import io.doorway.protocol.event.DeviceRevoked;
import io.doorway.protocol.event.DeviceSuspended;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.LoginDisowned;
import io.doorway.protocol.event.PasskeyRegistered;
import io.doorway.protocol.event.PasskeyRemoved;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.protocol.event.TokensIssued;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an event means: the one table from Doorway's words to OCSF's. An event type without a row here does not compile.
 *
 * @param statusCode what happened, as one word in capitals
 * @param detail why or from where, in the event's own word, or null
 * @param eventCode the OWASP Logging Vocabulary's word, or null where it has none
 * @param message what happened, for a person
 */
record Meaning(
        Activity activity,
        Status status,
        Severity severity,
        String statusCode,
        @Nullable String detail,
        @Nullable String eventCode,
        String message) {

    static Meaning of(Event event) {
        return switch (event) {
            case ChallengeCreated e -> done(PREAUTH, "CREATED", null, "A browser shows a QR code");
            case ChallengeScanned e ->
                new Meaning(
                        PREAUTH, Status.SUCCESS, of(e.risk()), "SCANNED", null, null, "A phone scanned the QR code");
            case ChallengeApproved e -> done(PREAUTH, "APPROVED", null, "The person approved");
            case ChallengeConsumed e ->
                done(LOGON, "CONSUMED", Owasp.LOGIN_SUCCESS, "The waiting browser was logged in");
            case ChallengeCodeMistyped e ->
                failed(
                        LOGON,
                        MEDIUM,
                        "CODE_MISTYPED",
                        "tries_left=" + e.triesLeft(),
                        Owasp.LOGIN_FAIL,
                        "A wrong code was typed into the browser");
            case ChallengeRejected e ->
                failed(
                        LOGON,
                        of(e.reason()),
                        "REJECTED",
                        e.reason().wireName(),
                        Owasp.LOGIN_FAIL,
                        "The person rejected");
            case ChallengeCancelled e ->
                failed(LOGON, of(e.by()), "CANCELLED", e.by().wireName(), null, "The login was ended early");
            case ChallengeExpired e ->
                failed(
                        LOGON,
                        of(e.from()),
                        "EXPIRED",
                        e.from().wireName(),
                        Owasp.SESSION_EXPIRED,
                        "Nobody acted in time");
            case AttemptRefused e -> refused(e.attempt(), e.reason());
            case TokensIssued e ->
                done(AUTHENTICATION_TICKET, "TOKENS_ISSUED", Owasp.TOKEN_CREATED, "The website redeemed its code");
            case CodeReplayed e ->
                failed(
                        AUTHENTICATION_TICKET,
                        HIGH,
                        "CODE_REPLAYED",
                        null,
                        Owasp.TOKEN_REUSE,
                        "A code was redeemed twice");
            case LoginDisowned e ->
                managed(LOGOFF, HIGH, "DISOWNED", Owasp.TOKEN_REVOKED, "The person said that a login was not theirs");
            case BrowserRemembered e ->
                managed(ENROLL, LOW, "BROWSER_REMEMBERED", Owasp.USER_UPDATED, "A browser was remembered");
            case BrowserForgotten e ->
                managed(UNENROLL, LOW, "BROWSER_FORGOTTEN", Owasp.USER_UPDATED, "A browser was forgotten");
            case DeviceEnrolled e -> managed(ENROLL, LOW, "ENROLLED", Owasp.USER_UPDATED, "A device was enrolled");
            case DeviceSuspended e -> managed(SUSPEND, MEDIUM, "SUSPENDED", Owasp.LOGIN_LOCK, "A device was suspended");
            case DeviceResumed e -> managed(RESUME, LOW, "RESUMED", Owasp.USER_UPDATED, "A device was resumed");
            case DeviceRevoked e -> managed(UNENROLL, MEDIUM, "REVOKED", Owasp.USER_UPDATED, "A device was revoked");
            case PasskeyRegistered e ->
                managed(ENROLL, LOW, "PASSKEY_REGISTERED", Owasp.USER_UPDATED, "A device registered a passkey");
            case PasskeyRemoved e ->
                managed(UNENROLL, LOW, "PASSKEY_REMOVED", Owasp.USER_UPDATED, "A device gave up a passkey");
        };
    }

    /** A person who says "this was not me" is being attacked; one who changed their mind is not. */
    private static Severity of(RejectReason reason) {
        return switch (reason) {
            case NOT_ME -> HIGH;
            case UNKNOWN_SERVICE -> MEDIUM;
            case CHANGED_MIND -> INFORMATIONAL;
        };
    }

    /** A third wrong code is somebody who does not see the phone; the rest happens to everybody. */
    private static Severity of(Canceller by) {
        return switch (by) {
            case WRONG_CODE -> HIGH;
            case BROWSER, RENEWAL, NEWER, REVOKED -> INFORMATIONAL;
        };
    }

    /** Browser and phone in two countries, or a browser in a data centre, is what a relayed code looks like. */
    private static Severity of(List<RiskSignal> risk) {
        if (risk.contains(RiskSignal.COUNTRY_MISMATCH) || risk.contains(RiskSignal.HOSTING_PROVIDER)) {
            return HIGH;
        }
        return risk.isEmpty() || risk.equals(List.of(RiskSignal.NEW_BROWSER)) ? INFORMATIONAL : MEDIUM;
    }

    /** A code that nobody scanned expires every minute on every open page; a scan that nobody decided is rarer. */
    private static Severity of(StateName expiredFrom) {
        return expiredFrom == StateName.CREATED ? INFORMATIONAL : LOW;
    }

    private static Meaning refused(Attempt attempt, RefusalReason reason) {
        return switch (reason) {
            case UNKNOWN_CHALLENGE -> refused(attempt, reason, LOW, Owasp.DIRECT_REFERENCE);
            case WRONG_STATE -> refused(attempt, reason, LOW, Owasp.SEQUENCE_FAIL);
            case EXPIRED -> refused(attempt, reason, INFORMATIONAL, Owasp.SESSION_EXPIRED);
            case STORE_CHANGED, CONTENDED, WRONG_TICKET, STALE_FRAME -> refused(attempt, reason, LOW, Owasp.LOGIN_FAIL);
            case WRONG_COOKIE, WRONG_BROWSER_KEY, CLAIMED -> refused(attempt, reason, MEDIUM, Owasp.AUTHORIZATION_FAIL);
            case REPLAYED -> refused(attempt, reason, HIGH, Owasp.TOKEN_REUSE);
            case WRONG_ORIGIN -> refused(attempt, reason, MEDIUM, Owasp.CORS);
            case WRONG_FRAME -> refused(attempt, reason, MEDIUM, Owasp.INVALID_INPUT);
            case CREDENTIAL_NOT_ACTIVE, WRONG_ENROLMENT_CODE, UNATTESTED, WRONG_CODE ->
                refused(attempt, reason, MEDIUM, Owasp.LOGIN_FAIL);
            case ACCOUNT_NOT_ACTIVE, SESSION_ENDED -> refused(attempt, reason, MEDIUM, Owasp.LOGIN_LOCK);
            case WRONG_SIGNATURE -> refused(attempt, reason, HIGH, Owasp.LOGIN_FAIL);
            case MALFORMED -> refused(attempt, reason, LOW, Owasp.INVALID_INPUT);
            case WRONG_TRANSCRIPT -> refused(attempt, reason, HIGH, Owasp.INVALID_INPUT);
            case CODE_REQUIRED, PASSKEY_REQUIRED -> refused(attempt, reason, LOW, Owasp.SEQUENCE_FAIL);
            case WRONG_RETURN, WRONG_PASSKEY, COPIED_PASSKEY -> refused(attempt, reason, HIGH, Owasp.LOGIN_FAIL);
            case COOLING_OFF -> refused(attempt, reason, MEDIUM, Owasp.AUTHORIZATION_FAIL);
            case RISK -> refused(attempt, reason, HIGH, Owasp.AUTHORIZATION_FAIL);
            case RATE_LIMITED -> refused(attempt, reason, MEDIUM, Owasp.RATE_LIMIT);
        };
    }

    private static Meaning refused(Attempt attempt, RefusalReason reason, Severity severity, String eventCode) {
        Activity activity = switch (attempt) {
            case AUTHORIZE, PUSH, CREATE, FRAMES, WATCH, CANCEL, SCAN, APPROVE, REJECT, CONSUME -> LOGON;
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
        String code = reason.wireName().toUpperCase(Locale.ROOT);
        return failed(activity, severity, code, attempt.wireName(), eventCode, "An attempt was refused");
    }

    private static Meaning done(Activity activity, String code, @Nullable String eventCode, String message) {
        return new Meaning(activity, Status.SUCCESS, INFORMATIONAL, code, null, eventCode, message);
    }

    private static Meaning managed(
            Activity activity, Severity severity, String code, String eventCode, String message) {
        return new Meaning(activity, Status.SUCCESS, severity, code, null, eventCode, message);
    }

    private static Meaning failed(
            Activity activity,
            Severity severity,
            String code,
            @Nullable String detail,
            @Nullable String eventCode,
            String message) {
        return new Meaning(activity, Status.FAILURE, severity, code, detail, eventCode, message);
    }
}
