package io.doorway.protocol.event;

import io.doorway.protocol.Samples;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.RejectReason;
import java.util.List;
import java.util.stream.Stream;

/** One event of each type, every field filled. */
final class SampleEvents {

    private static final String EVENT_ID = "AAECAwQFBgcICQoLDA0ODw";

    private SampleEvents() {}

    static Stream<Event> all() {
        return Stream.concat(transitions(), others());
    }

    private static Stream<Event> transitions() {
        return Stream.of(
                Created.create(Samples.ID, Samples.asked(), Samples.frameKey()).event(),
                Samples.created().scan(Samples.scan(), "198.51.100.7").event(),
                Samples.scanned()
                        .approve(Samples.approval(), Samples.handover())
                        .event(),
                Samples.approved().mistype(Samples.CONSUMED_AT).event(),
                Samples.scanned()
                        .reject(RejectReason.UNKNOWN_SERVICE, Samples.APPROVED_AT)
                        .event(),
                Samples.approved().consume(Samples.consumption()).event(),
                Samples.approved()
                        .cancel(Canceller.RENEWAL, Samples.CONSUMED_AT)
                        .event(),
                Samples.scanned().expire(Samples.CONSUMED_AT).event());
    }

    private static Stream<Event> others() {
        return Stream.of(
                new AttemptRefused(
                        EVENT_ID,
                        Samples.CREATED_AT,
                        Attempt.APPROVE,
                        RefusalReason.WRONG_TRANSCRIPT,
                        "198.51.100.7",
                        Samples.ID.value(),
                        "bank",
                        "credential-1",
                        "alice",
                        Samples.TRACEPARENT),
                new BrowserRemembered(
                        EVENT_ID,
                        Samples.CONSUMED_AT,
                        "browser-1",
                        "alice",
                        "Firefox on Linux",
                        Samples.ID.value(),
                        Samples.CONSUMED_AT.plusSeconds(3600),
                        Samples.TRACEPARENT),
                new BrowserForgotten(
                        EVENT_ID, Samples.CONSUMED_AT, "browser-1", "alice", "credential-1", Samples.TRACEPARENT),
                new DeviceEnrolled(
                        EVENT_ID, Samples.CREATED_AT, "credential-1", "alice", "Alice's phone", Samples.TRACEPARENT),
                new DeviceSuspended(EVENT_ID, Samples.CREATED_AT, "credential-1", "alice", Samples.TRACEPARENT),
                new DeviceResumed(EVENT_ID, Samples.CREATED_AT, "credential-1", "alice", Samples.TRACEPARENT),
                new DeviceRevoked(
                        EVENT_ID,
                        Samples.CREATED_AT,
                        "credential-1",
                        "alice",
                        DeviceRevoked.By.OPERATOR,
                        Samples.TRACEPARENT),
                new PasskeyRegistered(
                        EVENT_ID, Samples.CREATED_AT, "passkey-1", "credential-1", "alice", Samples.TRACEPARENT),
                new PasskeyRemoved(
                        EVENT_ID, Samples.CREATED_AT, "passkey-1", "credential-1", "alice", Samples.TRACEPARENT),
                new TokensIssued(
                        EVENT_ID,
                        Samples.CONSUMED_AT,
                        "session-1",
                        Samples.ID.value(),
                        "bank",
                        "alice",
                        "urn:doorway:acr:qr",
                        List.of("swk"),
                        List.of("openid", "profile"),
                        "203.0.113.9",
                        Samples.TRACEPARENT),
                new CodeReplayed(
                        EVENT_ID,
                        Samples.CONSUMED_AT,
                        "session-1",
                        Samples.ID.value(),
                        "bank",
                        "alice",
                        "203.0.113.9",
                        Samples.TRACEPARENT),
                new LoginDisowned(
                        EVENT_ID,
                        Samples.CONSUMED_AT,
                        "session-1",
                        Samples.ID.value(),
                        "bank",
                        "alice",
                        "credential-1",
                        "198.51.100.7",
                        Samples.TRACEPARENT));
    }
}
