package io.doorway.approval.account.activity;

import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.event.BrowserEvent;
import io.doorway.protocol.event.BrowserEvent.BrowserForgotten;
import io.doorway.protocol.event.BrowserEvent.BrowserForgotten.ForgottenBecause;
import io.doorway.protocol.event.BrowserEvent.BrowserRemembered;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.ChallengeEvent.ChallengeApproved;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCancelled;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCreated;
import io.doorway.protocol.event.ChallengeEvent.ChallengeExpired;
import io.doorway.protocol.event.ChallengeEvent.ChallengeRejected;
import io.doorway.protocol.event.ChallengeEvent.ChallengeScanned;
import io.doorway.protocol.event.ChallengeEvent.ConfirmationCodeRejected;
import io.doorway.protocol.event.ChallengeEvent.ConfirmationTimeExtended;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.DeviceEvent.DeviceEnrolled;
import io.doorway.protocol.event.DeviceEvent.DeviceRemovalCancelled;
import io.doorway.protocol.event.DeviceEvent.DeviceRemovalRequested;
import io.doorway.protocol.event.DeviceEvent.DeviceRenamed;
import io.doorway.protocol.event.DeviceEvent.DeviceResumed;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.event.DeviceEvent.DeviceSuspended;
import io.doorway.protocol.event.DeviceEvent.PasskeyRegistered;
import io.doorway.protocol.event.DeviceEvent.PasskeyRemoved;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Browser;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.CredentialId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an activity list, derived from an event. A challenge has one entry, which its latest event writes.
 *
 * @param account the account whose list it is in
 * @param id the challenge id, or the event id
 * @param version the challenge's version; 1 for other events
 * @param credential the device that decided, or that the entry is about; null if there is none
 * @param reason why it ended, or who did it
 * @param login details of a login, or null
 * @param browserId the known browser that the entry is about, or null
 * @param invitationName what the operator called the invitation of a new device, or null
 */
record ActivityEntry(
        AccountId account,
        String id,
        long version,
        ActivityKind kind,
        Instant at,
        @Nullable CredentialId credential,
        @Nullable String reason,
        @Nullable LoginDetails login,
        @Nullable String browserId,
        @Nullable String invitationName,
        @Nullable String traceparent) {

    /** The reason of a new device that another device of the account added. */
    private static final String ADDED_BY_DEVICE = "device";

    /**
     * The relying party of a login, and its browser if it succeeded.
     *
     * @param domain the relying party's domain, if the login succeeded
     * @param action the type of the action, or null if the event does not name it
     * @param actionDetails the published fields of the action, or null if there are none
     */
    record LoginDetails(
            ClientId client,
            String name,
            @Nullable String domain,
            @Nullable String action,
            @Nullable Map<String, String> actionDetails,
            @Nullable LoginBrowser browser) {}

    /** @param key RFC 7638 thumbprint of the browser's key */
    record LoginBrowser(
            String key, String agent, String ip, @Nullable String location) {}

    /**
     * The entry of a challenge that a device has scanned and that has ended, or whose confirmation code was rejected. The entry of a
     * login has no browser; {@link #of(Consumed)} has it.
     */
    static Optional<ActivityEntry> of(ChallengeEvent event) {
        return switch (event) {
            case ChallengeCreated e -> Optional.empty();
            case ChallengeScanned e -> Optional.empty();
            case ChallengeApproved e -> Optional.empty();
            case ConfirmationTimeExtended e -> Optional.empty();
            case ConfirmationCodeRejected e ->
                login(
                        e,
                        ActivityKind.CODE_REJECTED,
                        e.account(),
                        e.credential(),
                        null,
                        details(e, e.clientName(), null, null));
            case ChallengeRejected e ->
                login(
                        e,
                        ActivityKind.REJECTED,
                        e.account(),
                        e.credential(),
                        e.reason().wireName(),
                        details(e, e.clientName(), e.action(), e.actionDetails()));
            case ChallengeCancelled e ->
                login(
                        e,
                        ActivityKind.CANCELLED,
                        e.account(),
                        e.credential(),
                        e.by().wireName(),
                        details(e, e.clientName(), e.action(), e.actionDetails()));
            case ChallengeExpired e ->
                login(
                        e,
                        ActivityKind.EXPIRED,
                        e.account(),
                        e.credential(),
                        e.from().wireName(),
                        details(e, e.clientName(), e.action(), e.actionDetails()));
            case ChallengeConsumed e ->
                login(
                        e,
                        ActivityKind.LOGIN,
                        e.account(),
                        e.credential(),
                        null,
                        details(e, e.clientName(), e.action(), e.actionDetails()));
        };
    }

    /** Suspending and resuming an account are not listed: the operator informs the person. */
    static Optional<ActivityEntry> of(DeviceEvent event) {
        return switch (event) {
            case DeviceEnrolled e ->
                Optional.of(device(
                        e,
                        ActivityKind.DEVICE_ADDED,
                        e.addedBy() == null ? null : ADDED_BY_DEVICE,
                        e.invitationName()));
            case DeviceRevoked e -> Optional.of(device(e, ActivityKind.DEVICE_REMOVED, e.by().wireName(), null));
            case DeviceRemovalRequested e -> Optional.of(device(e, ActivityKind.REMOVAL_REQUESTED, null, null));
            case DeviceRemovalCancelled e -> Optional.of(device(e, ActivityKind.REMOVAL_CANCELLED, null, null));
            case DeviceRenamed e -> Optional.of(device(e, ActivityKind.DEVICE_RENAMED, null, null));
            case PasskeyRegistered e -> Optional.of(device(e, ActivityKind.PASSKEY_ADDED, null, null));
            case PasskeyRemoved e -> Optional.of(device(e, ActivityKind.PASSKEY_REMOVED, null, null));
            case DeviceSuspended e -> Optional.empty();
            case DeviceResumed e -> Optional.empty();
        };
    }

    static ActivityEntry of(BrowserEvent event) {
        return switch (event) {
            case BrowserRemembered e -> browser(e, ActivityKind.BROWSER_REMEMBERED, null, null);
            case BrowserForgotten e ->
                browser(
                        e,
                        ActivityKind.BROWSER_FORGOTTEN,
                        e.credential(),
                        e.because() == ForgottenBecause.DEVICE_REVOKED
                                ? e.because().wireName()
                                : null);
        };
    }

    /** Empty if no device has scanned the challenge. */
    private static Optional<ActivityEntry> login(
            ChallengeEvent event,
            ActivityKind kind,
            @Nullable AccountId account,
            @Nullable CredentialId credential,
            @Nullable String reason,
            LoginDetails details) {
        if (account == null || credential == null) {
            return Optional.empty();
        }
        return Optional.of(new ActivityEntry(
                account,
                event.challengeId().value(),
                event.version(),
                kind,
                event.at(),
                credential,
                reason,
                details,
                null,
                null,
                event.traceparent()));
    }

    private static LoginDetails details(
            ChallengeEvent event,
            String clientName,
            @Nullable String action,
            @Nullable Map<String, String> actionDetails) {
        return new LoginDetails(event.client(), clientName, null, action, actionDetails, null);
    }

    /** The entry of a login, from the login itself. */
    static ActivityEntry of(Consumed login) {
        LoginRequest request = login.loginRequest();
        Browser browser = request.browser();
        return new ActivityEntry(
                login.scan().account(),
                login.id().value(),
                login.version(),
                ActivityKind.LOGIN,
                login.consumption().at(),
                login.scan().credential(),
                null,
                new LoginDetails(
                        request.relyingParty().id(),
                        request.relyingParty().name(),
                        request.relyingParty().domain(),
                        request.action().type(),
                        request.action().publishedDetails(),
                        new LoginBrowser(
                                browser.keyThumbprint(), browser.userAgent(), browser.ip(), browser.location())),
                null,
                null,
                request.traceparent());
    }

    private static ActivityEntry device(
            DeviceEvent event, ActivityKind kind, @Nullable String reason, @Nullable String invitationName) {
        return new ActivityEntry(
                event.account(),
                event.eventId(),
                1,
                kind,
                event.at(),
                event.credential(),
                reason,
                null,
                null,
                invitationName,
                event.traceparent());
    }

    private static ActivityEntry browser(
            BrowserEvent event, ActivityKind kind, @Nullable CredentialId credential, @Nullable String reason) {
        return new ActivityEntry(
                event.account(),
                event.eventId(),
                1,
                kind,
                event.at(),
                credential,
                reason,
                null,
                event.browser(),
                null,
                event.traceparent());
    }
}
