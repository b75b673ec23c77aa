package io.doorway.audit.ocsf;

import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.AUTHENTICATION_TICKET;
import static io.doorway.audit.ocsf.OcsfRecord.OcsfActivity.CREATE_ACCOUNT;
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
import io.doorway.protocol.event.SessionEvent.SessionContinued;
import io.doorway.protocol.event.SessionEvent.SessionEndRequested;
import io.doorway.protocol.event.SessionEvent.SessionEnded;
import io.doorway.protocol.event.SessionEvent.SessionStarted;
import io.doorway.protocol.event.SessionEvent.TokensIssued;
import io.doorway.protocol.event.SessionEvent.TokensRefreshed;
import io.doorway.protocol.event.SessionEvent.TokensRevoked;
import io.doorway.protocol.vocabulary.Route;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an event of Doorway is in OCSF 1.8.0 (<a href="https://schema.ocsf.io/1.8.0/">schema.ocsf.io</a>): the class and activity, status
 * and severity of its record, and its {@code event_code}, a term of the <a
 * href="https://cheatsheetseries.owasp.org/cheatsheets/Logging_Vocabulary_Cheat_Sheet.html">OWASP Logging Vocabulary</a>. {@link Ocsf} adds the
 * objects of the record: account, device, website and addresses.
 *
 * <p>Every event type, attempt and refusal reason is mapped: the switches are exhaustive, so that a new one does not compile without a
 * mapping. {@code docs/audit.md} has the same tables.
 *
 * @param activity {@code class_uid} and {@code activity_id}
 * @param status {@code status_id}
 * @param severity {@code severity_id}
 * @param statusCode {@code status_code}: what happened, in capitals
 * @param detail {@code status_detail}: the reason or the origin as the event names it, or null
 * @param eventCode {@code metadata.event_code}, or null if the vocabulary has no term
 * @param message {@code message}: what happened, for people
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
            case ChallengeCreated e -> success(PREAUTH, "CREATED", created(e.route()));
            case ChallengeScanned e ->
                success(PREAUTH, "SCANNED", "A phone opened the login").as(OcsfTerms.severity(e.risk()));
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
                        .as(OcsfTerms.severity(e.reason()), AUTHN_LOGIN_FAIL)
                        .withDetail(e.reason().wireName());
            case ChallengeCancelled e ->
                failure(LOGON, "CANCELLED", "The login was ended early")
                        .as(OcsfTerms.severity(e.by()))
                        .withDetail(e.by().wireName());
            case ChallengeExpired e ->
                failure(LOGON, "EXPIRED", "Nobody acted in time")
                        .as(OcsfTerms.severity(e.from()), SESSION_EXPIRED)
                        .withDetail(e.from().wireName());
            case AttemptRefused e ->
                failure(
                                OcsfTerms.activity(e.attempt()),
                                e.reason().wireName().toUpperCase(Locale.ROOT),
                                "An attempt was refused")
                        .as(OcsfTerms.severity(e.reason()), OcsfTerms.eventCode(e.reason()))
                        .withDetail(e.attempt().wireName());
            case RefusalsSuppressed e ->
                failure(OTHER_AUTHENTICATION, "REFUSALS_SUPPRESSED", "More attempts from a network were refused")
                        .as(OcsfTerms.severity(e.reason()), OcsfTerms.eventCode(e.reason()))
                        .withDetail(e.reason().wireName());
            case TokensIssued e ->
                success(AUTHENTICATION_TICKET, "TOKENS_ISSUED", "The website redeemed its code")
                        .as(AUTHN_TOKEN_CREATED);
            case TokensRefreshed e ->
                success(AUTHENTICATION_TICKET, "TOKENS_REFRESHED", "The website refreshed its tokens")
                        .as(AUTHN_TOKEN_CREATED);
            case TokensRevoked e ->
                success(AUTHENTICATION_TICKET, "TOKENS_REVOKED", "The tokens of a website were revoked")
                        .as(OcsfTerms.severity(e.cause()), AUTHN_TOKEN_REVOKED)
                        .withDetail(e.cause().wireName());
            case CodeReplayed e ->
                failure(AUTHENTICATION_TICKET, "CODE_REPLAYED", "A code was redeemed twice")
                        .as(HIGH, AUTHN_TOKEN_REUSE);
            case LoginDisowned e ->
                success(LOGOFF, "DISOWNED", "The person said that a login or an action was not theirs")
                        .as(HIGH, AUTHN_TOKEN_REVOKED);
            case SessionStarted e ->
                success(LOGON, "SESSION_STARTED", "A login started a session for single sign-on")
                        .as(AUTHN_TOKEN_CREATED);
            case SessionContinued e ->
                success(LOGON, "SESSION_CONTINUED", "The session of the browser logged the person in")
                        .as(AUTHN_LOGIN_SUCCESS);
            case SessionEndRequested e ->
                success(LOGOFF, "SESSION_END_REQUESTED", "The person ended a session with a device")
                        .as(AUTHN_TOKEN_REVOKED);
            case SessionEnded e ->
                success(LOGOFF, "SESSION_ENDED", "A session ended")
                        .as(AUTHN_TOKEN_REVOKED)
                        .withDetail(e.by().wireName());
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
                success(UPDATE, "DEVICE_RENAMED", "A device was renamed").as(LOW, USER_UPDATED);
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
                success(OcsfTerms.activity(e.change()), "CLIENT_CHANGED", "The registration of a website changed")
                        .as(MEDIUM)
                        .withDetail(names(e.change().wireName(), e.members()));
        };
    }

    /** What the waiting browser did; the values of a payment are in the event. */
    private static String created(Route route) {
        return route == Route.BACKCHANNEL
                ? "A relying party asked a known account, without a browser"
                : "A browser shows a QR code";
    }

    private static String completed(@Nullable String action) {
        return action == null || action.equals("login")
                ? "The waiting browser was logged in"
                : "The waiting browser completed what was approved: " + action;
    }

    private static String names(String change, List<String> claims) {
        return change + "=" + String.join(",", claims);
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
