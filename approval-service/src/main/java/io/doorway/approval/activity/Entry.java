package io.doorway.approval.activity;

import io.doorway.protocol.event.BrowserEvent;
import io.doorway.protocol.event.BrowserForgotten;
import io.doorway.protocol.event.BrowserRemembered;
import io.doorway.protocol.event.ChallengeApproved;
import io.doorway.protocol.event.ChallengeCancelled;
import io.doorway.protocol.event.ChallengeCodeMistyped;
import io.doorway.protocol.event.ChallengeConsumed;
import io.doorway.protocol.event.ChallengeCreated;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.ChallengeExpired;
import io.doorway.protocol.event.ChallengeRejected;
import io.doorway.protocol.event.ChallengeScanned;
import io.doorway.protocol.event.DeviceEnrolled;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.DeviceResumed;
import io.doorway.protocol.event.DeviceRevoked;
import io.doorway.protocol.event.DeviceSuspended;
import io.doorway.protocol.event.PasskeyRegistered;
import io.doorway.protocol.event.PasskeyRemoved;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an event leaves in the activity. One challenge has one entry, which its last event writes.
 *
 * @param account whose activity it is
 * @param id the challenge, or the event
 * @param version of the challenge
 * @param credential the device that decided, or that it is about; null if none did
 * @param reason why it ended so, or who did it
 * @param party for whom and through which browser, if it is a login
 * @param browserId the known browser that it is about
 */
record Entry(
        String account,
        String id,
        long version,
        ActivityKind kind,
        Instant at,
        @Nullable String credential,
        @Nullable String reason,
        @Nullable Party party,
        @Nullable String browserId,
        @Nullable String traceparent) {

    /** The relying party of a login and, of one that succeeded, its browser. */
    record Party(
            String client,
            String name,
            @Nullable String domain,
            @Nullable Browser browser) {}

    record Browser(
            String key, String agent, String ip, @Nullable String location) {}

    /** A challenge is nobody's activity until a device has scanned it, and nothing has happened until it ends. */
    static Optional<Entry> of(ChallengeEvent event) {
        return switch (event) {
            case ChallengeCreated e -> Optional.empty();
            case ChallengeScanned e -> Optional.empty();
            case ChallengeApproved e -> Optional.empty();
            case ChallengeCodeMistyped e ->
                login(e, ActivityKind.MISTYPED, e.account(), e.credential(), null, e.clientName());
            case ChallengeRejected e ->
                login(
                        e,
                        ActivityKind.REJECTED,
                        e.account(),
                        e.credential(),
                        e.reason().wireName(),
                        e.clientName());
            case ChallengeCancelled e ->
                login(e, ActivityKind.CANCELLED, e.account(), e.credential(), e.by().wireName(), e.clientName());
            case ChallengeExpired e ->
                login(
                        e,
                        ActivityKind.EXPIRED,
                        e.account(),
                        e.credential(),
                        e.from().wireName(),
                        e.clientName());
            case ChallengeConsumed e -> Optional.of(consumed(e));
        };
    }

    /** A suspended account is told by whoever suspended it. */
    static Optional<Entry> of(DeviceEvent event) {
        return switch (event) {
            case DeviceEnrolled e -> Optional.of(device(e, ActivityKind.DEVICE_ADDED, null));
            case DeviceRevoked e -> Optional.of(device(e, ActivityKind.DEVICE_REMOVED, e.by().wireName()));
            case PasskeyRegistered e -> Optional.of(device(e, ActivityKind.PASSKEY_ADDED, null));
            case PasskeyRemoved e -> Optional.of(device(e, ActivityKind.PASSKEY_REMOVED, null));
            case DeviceSuspended e -> Optional.empty();
            case DeviceResumed e -> Optional.empty();
        };
    }

    static Entry of(BrowserEvent event) {
        return switch (event) {
            case BrowserRemembered e -> browser(e, ActivityKind.BROWSER_REMEMBERED, null);
            case BrowserForgotten e -> browser(e, ActivityKind.BROWSER_FORGOTTEN, e.credential());
        };
    }

    private static Entry browser(BrowserEvent event, ActivityKind kind, @Nullable String credential) {
        return new Entry(
                event.account(),
                event.eventId(),
                1,
                kind,
                event.at(),
                credential,
                null,
                null,
                event.browser(),
                event.traceparent());
    }

    private static Optional<Entry> login(
            ChallengeEvent event,
            ActivityKind kind,
            @Nullable String account,
            @Nullable String credential,
            @Nullable String reason,
            String clientName) {
        if (account == null || credential == null) {
            return Optional.empty();
        }
        Party party = new Party(event.client(), clientName, null, null);
        return Optional.of(new Entry(
                account,
                event.challengeId().value(),
                event.version(),
                kind,
                event.at(),
                credential,
                reason,
                party,
                null,
                event.traceparent()));
    }

    private static Entry consumed(ChallengeConsumed event) {
        Browser browser =
                new Browser(event.browserKey(), event.browserAgent(), event.browserIp(), event.browserLocation());
        return new Entry(
                event.account(),
                event.challengeId().value(),
                event.version(),
                ActivityKind.LOGIN,
                event.at(),
                event.credential(),
                null,
                new Party(event.client(), event.clientName(), event.clientDomain(), browser),
                null,
                event.traceparent());
    }

    private static Entry device(DeviceEvent event, ActivityKind kind, @Nullable String reason) {
        return new Entry(
                event.account(),
                event.eventId(),
                1,
                kind,
                event.at(),
                event.credential(),
                reason,
                null,
                null,
                event.traceparent());
    }
}
