package io.doorway.audit.support;

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
import io.doorway.protocol.event.SessionEvent.TokensIssued;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.RejectReason;
import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.protocol.vocabulary.Route;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.protocol.vocabulary.StateName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An event of every type, as logins at a bank cause them. */
public final class EventExamples {

    public static final ChallengeId CHALLENGE = new ChallengeId("q1N4Yk7vT0mZxLw2Rb8cGA");

    private static final ChallengeId REJECTED = new ChallengeId("w3Vd1XjQmE2rTz8uKc5pIA");
    private static final ChallengeId CANCELLED = new ChallengeId("h7Bf9YsLqN4oWx0vJd6gEA");
    private static final ChallengeId CODE_REJECTED = new ChallengeId("k5Rt2WmXoB9sCe7yGj0nUA");
    private static final ChallengeId EXPIRED = new ChallengeId("z2Kc8RtMnP5aUy1iHe7lQA");
    static final ClientId CLIENT = new ClientId("demo-bank");
    static final CredentialId CREDENTIAL = new CredentialId("cred-7Qm2");
    static final AccountId ACCOUNT = new AccountId("alice");
    static final SessionId SESSION = new SessionId("sess-1");
    static final Instant AT = Instant.parse("2026-11-21T18:30:00.250Z");
    static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Map<String, String> PAYMENT =
            new TreeMap<>(Map.of("amount", "42.50", "currency", "EUR", "payee", "Harbour Rail"));
    private static final List<String> AMR = List.of("swk", "mfa");

    private EventExamples() {}

    /** One event of each type. */
    public static List<Event> all() {
        return Stream.of(logins(), SessionEventExamples.all(), AdministrationEventExamples.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Event> logins() {
        return List.of(
                created(CHALLENGE, AT),
                scanned(CHALLENGE, AT.plusSeconds(4)),
                approved(CHALLENGE, AT.plusSeconds(9)),
                consumed(CHALLENGE, AT.plusSeconds(9)),
                new ConfirmationCodeRejected(
                        CODE_REJECTED,
                        4,
                        AT.plusSeconds(20),
                        CLIENT,
                        "Demo Bank",
                        CREDENTIAL,
                        ACCOUNT,
                        2,
                        "203.0.113.7",
                        AT.plusSeconds(69),
                        TRACE),
                new ConfirmationTimeExtended(
                        CODE_REJECTED,
                        5,
                        AT.plusSeconds(40),
                        CLIENT,
                        "Demo Bank",
                        CREDENTIAL,
                        ACCOUNT,
                        "203.0.113.7",
                        AT.plusSeconds(600),
                        TRACE),
                rejected(REJECTED, AT.plusSeconds(9), RejectReason.NOT_ME),
                new ChallengeCancelled(
                        CANCELLED,
                        2,
                        AT.plusSeconds(5),
                        CLIENT,
                        "Demo Bank",
                        "payment",
                        PAYMENT,
                        StateName.CREATED,
                        Canceller.BROWSER,
                        null,
                        null,
                        TRACE),
                new ChallengeExpired(
                        EXPIRED,
                        2,
                        AT.plusSeconds(60),
                        CLIENT,
                        "Demo Bank",
                        "login",
                        null,
                        StateName.CREATED,
                        null,
                        null,
                        TRACE),
                new RefusalsSuppressed(
                        "5d2e9a10",
                        AT.plusSeconds(60),
                        AT,
                        "198.51.100.0/24",
                        RefusalReason.WRONG_SIGNATURE,
                        9880,
                        200),
                new ClientRegistrationChanged(
                        "a7c20e5f",
                        AT,
                        CLIENT,
                        ClientRegistrationChanged.RegistrationChange.CHANGED,
                        List.of("client_secret", "redirect_uris")),
                refused("8c1f6e1e", AT.plusSeconds(3), RefusalReason.STALE_FRAME),
                new DeviceEnrolled(
                        "5b7a0d52",
                        AT,
                        CREDENTIAL,
                        ACCOUNT,
                        "Alice's phone",
                        "inv-8Tz1",
                        "new phone, ticket 4711",
                        null,
                        TRACE),
                new DeviceSuspended("0fd3a9c4", AT, CREDENTIAL, ACCOUNT, null),
                new DeviceResumed("d21be630", AT, CREDENTIAL, ACCOUNT, null),
                new BrowserRemembered(
                        "4e0d7c1b",
                        AT.plusSeconds(10),
                        "brow-3Xk9",
                        ACCOUNT,
                        "Chrome on Windows",
                        CHALLENGE,
                        AT.plusSeconds(7_776_010),
                        TRACE),
                new BrowserForgotten(
                        "a94fe2d3",
                        AT.plusSeconds(3600),
                        "brow-3Xk9",
                        ACCOUNT,
                        CREDENTIAL,
                        BrowserForgotten.ForgottenBecause.PERSON,
                        TRACE),
                new DeviceRevoked(
                        "93ac5f17",
                        AT,
                        CREDENTIAL,
                        ACCOUNT,
                        DeviceRevoked.RevokedBy.PERSON,
                        new CredentialId("cred-7Lm2"),
                        null,
                        null,
                        TRACE),
                new DeviceRemovalRequested(
                        "5d0b7e21",
                        AT,
                        CREDENTIAL,
                        ACCOUNT,
                        new CredentialId("cred-7Lm2"),
                        AT.plusSeconds(86_400),
                        TRACE),
                new DeviceRemovalCancelled("c81f3a90", AT.plusSeconds(60), CREDENTIAL, ACCOUNT, CREDENTIAL, TRACE),
                new DeviceRenamed("3f7be0d2", AT.plusSeconds(70), CREDENTIAL, ACCOUNT, "My tablet", CREDENTIAL, TRACE),
                new PasskeyRegistered("2be1c07d", AT, "pk-9fXw", CREDENTIAL, ACCOUNT, AT.plusSeconds(86_400), TRACE),
                new PasskeyRemoved(
                        "b64e9a13", AT, "pk-9fXw", CREDENTIAL, ACCOUNT, new CredentialId("cred-7Lm2"), TRACE),
                tokens("e6f01c88", AT.plusSeconds(10), CHALLENGE));
    }

    public static ChallengeCreated created(ChallengeId id, Instant at) {
        return new ChallengeCreated(
                id,
                1,
                at,
                CLIENT,
                "Demo Bank",
                "bank.example",
                "payment",
                PAYMENT,
                List.of("name"),
                Acr.QR,
                "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
                "203.0.113.7",
                "Singapore",
                "Chrome on Windows",
                false,
                Route.CROSS_DEVICE,
                CheckPolicy.UNKNOWN,
                null,
                at.plusSeconds(60),
                TRACE);
    }

    public static ChallengeScanned scanned(ChallengeId id, Instant at) {
        return new ChallengeScanned(
                id,
                2,
                at,
                CLIENT,
                CREDENTIAL,
                ACCOUNT,
                false,
                List.of(RiskSignal.NEW_BROWSER),
                Check.TYPED_CODE,
                false,
                "198.51.100.4",
                at.plusSeconds(120),
                TRACE);
    }

    public static ChallengeApproved approved(ChallengeId id, Instant at) {
        return new ChallengeApproved(
                id,
                3,
                at,
                CLIENT,
                "payment",
                PAYMENT,
                CREDENTIAL,
                ACCOUNT,
                "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
                Acr.QR,
                AMR,
                List.of(RiskSignal.NEW_BROWSER, RiskSignal.SECOND_DEVICE),
                Check.TYPED_CODE,
                at.plusSeconds(10),
                TRACE);
    }

    public static ChallengeConsumed consumed(ChallengeId id, Instant at) {
        return new ChallengeConsumed(
                id,
                4,
                at,
                CLIENT,
                "Demo Bank",
                "bank.example",
                "payment",
                PAYMENT,
                CREDENTIAL,
                ACCOUNT,
                Acr.QR,
                AMR,
                Check.TYPED_CODE,
                "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
                "203.0.113.7",
                "Singapore",
                "Chrome on Windows",
                false,
                TRACE);
    }

    public static ChallengeRejected rejected(ChallengeId id, Instant at, RejectReason reason) {
        return new ChallengeRejected(
                id, 3, at, CLIENT, "Demo Bank", "payment", PAYMENT, CREDENTIAL, ACCOUNT, reason, TRACE);
    }

    public static AttemptRefused refused(String eventId, Instant at, RefusalReason reason) {
        return new AttemptRefused(
                eventId,
                at,
                Attempt.SCAN,
                reason,
                "198.51.100.4",
                CHALLENGE,
                CLIENT,
                CREDENTIAL,
                ACCOUNT,
                null,
                null,
                null,
                null,
                TRACE);
    }

    public static TokensIssued tokens(String eventId, Instant at, ChallengeId id) {
        return new TokensIssued(
                eventId,
                at,
                SESSION,
                id,
                CLIENT,
                ACCOUNT,
                Acr.QR,
                AMR,
                List.of("openid", "profile"),
                "192.0.2.10",
                TRACE);
    }
}
