package io.doorway.protocol.event;

import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.event.BrowserEvent.BrowserForgotten;
import io.doorway.protocol.event.BrowserEvent.BrowserRemembered;
import io.doorway.protocol.event.DeviceEvent.DeviceEnrolled;
import io.doorway.protocol.event.DeviceEvent.DeviceResumed;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.event.DeviceEvent.DeviceSuspended;
import io.doorway.protocol.event.DeviceEvent.PasskeyRegistered;
import io.doorway.protocol.event.DeviceEvent.PasskeyRemoved;
import io.doorway.protocol.event.SessionEvent.CodeReplayed;
import io.doorway.protocol.event.SessionEvent.LoginDisowned;
import io.doorway.protocol.event.SessionEvent.TokensIssued;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.RejectReason;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.testkit.login.SampleLogin;
import java.util.List;
import java.util.stream.Stream;

/** One event of each type, with a value in every field. */
final class SampleEvents {

    private static final String EVENT_ID = "AAECAwQFBgcICQoLDA0ODw";

    private SampleEvents() {}

    static Stream<Event> all() {
        return Stream.concat(transitions(), others());
    }

    private static Stream<Event> transitions() {
        return Stream.of(
                Created.create(SampleLogin.ID, SampleLogin.request(), SampleLogin.frameKey())
                        .event(),
                SampleLogin.created().scan(SampleLogin.scan(), "198.51.100.7").event(),
                SampleLogin.scanned()
                        .approve(SampleLogin.approval(), SampleLogin.confirmation())
                        .event(),
                SampleLogin.approved().rejectCode(SampleLogin.CONSUMED_AT).event(),
                SampleLogin.scanned()
                        .reject(RejectReason.UNKNOWN_SERVICE, SampleLogin.APPROVED_AT)
                        .event(),
                SampleLogin.approved().consume(SampleLogin.consumption()).event(),
                SampleLogin.approved()
                        .cancel(Canceller.RENEWAL, SampleLogin.CONSUMED_AT)
                        .event(),
                SampleLogin.scanned().expire(SampleLogin.CONSUMED_AT).event());
    }

    private static Stream<Event> others() {
        return Stream.of(
                new AttemptRefused(
                        EVENT_ID,
                        SampleLogin.CREATED_AT,
                        Attempt.APPROVE,
                        RefusalReason.WRONG_TRANSCRIPT,
                        "198.51.100.7",
                        SampleLogin.ID,
                        new ClientId("bank"),
                        new CredentialId("credential-1"),
                        new AccountId("alice"),
                        SampleLogin.TRACEPARENT),
                new BrowserRemembered(
                        EVENT_ID,
                        SampleLogin.CONSUMED_AT,
                        "browser-1",
                        new AccountId("alice"),
                        "Firefox on Linux",
                        SampleLogin.ID,
                        SampleLogin.CONSUMED_AT.plusSeconds(3600),
                        SampleLogin.TRACEPARENT),
                new BrowserForgotten(
                        EVENT_ID,
                        SampleLogin.CONSUMED_AT,
                        "browser-1",
                        new AccountId("alice"),
                        new CredentialId("credential-1"),
                        SampleLogin.TRACEPARENT),
                new DeviceEnrolled(
                        EVENT_ID,
                        SampleLogin.CREATED_AT,
                        new CredentialId("credential-1"),
                        new AccountId("alice"),
                        "Alice's phone",
                        SampleLogin.TRACEPARENT),
                new DeviceSuspended(
                        EVENT_ID,
                        SampleLogin.CREATED_AT,
                        new CredentialId("credential-1"),
                        new AccountId("alice"),
                        SampleLogin.TRACEPARENT),
                new DeviceResumed(
                        EVENT_ID,
                        SampleLogin.CREATED_AT,
                        new CredentialId("credential-1"),
                        new AccountId("alice"),
                        SampleLogin.TRACEPARENT),
                new DeviceRevoked(
                        EVENT_ID,
                        SampleLogin.CREATED_AT,
                        new CredentialId("credential-1"),
                        new AccountId("alice"),
                        DeviceRevoked.RevokedBy.OPERATOR,
                        SampleLogin.TRACEPARENT),
                new PasskeyRegistered(
                        EVENT_ID,
                        SampleLogin.CREATED_AT,
                        "passkey-1",
                        new CredentialId("credential-1"),
                        new AccountId("alice"),
                        SampleLogin.TRACEPARENT),
                new PasskeyRemoved(
                        EVENT_ID,
                        SampleLogin.CREATED_AT,
                        "passkey-1",
                        new CredentialId("credential-1"),
                        new AccountId("alice"),
                        SampleLogin.TRACEPARENT),
                new TokensIssued(
                        EVENT_ID,
                        SampleLogin.CONSUMED_AT,
                        new SessionId("session-1"),
                        SampleLogin.ID,
                        new ClientId("bank"),
                        new AccountId("alice"),
                        Acr.QR,
                        List.of("swk"),
                        List.of("openid", "profile"),
                        "203.0.113.9",
                        SampleLogin.TRACEPARENT),
                new CodeReplayed(
                        EVENT_ID,
                        SampleLogin.CONSUMED_AT,
                        new SessionId("session-1"),
                        SampleLogin.ID,
                        new ClientId("bank"),
                        new AccountId("alice"),
                        "203.0.113.9",
                        SampleLogin.TRACEPARENT),
                new LoginDisowned(
                        EVENT_ID,
                        SampleLogin.CONSUMED_AT,
                        new SessionId("session-1"),
                        SampleLogin.ID,
                        new ClientId("bank"),
                        new AccountId("alice"),
                        new CredentialId("credential-1"),
                        "198.51.100.7",
                        SampleLogin.TRACEPARENT));
    }
}
