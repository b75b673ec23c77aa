package io.doorway.audit;

import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.RejectReason;
import io.doorway.protocol.challenge.RiskSignal;
import io.doorway.protocol.challenge.Route;
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
import java.time.Instant;
import java.util.List;

/** One event of every type, as a login at a bank would cause them. */
public final class Examples {

    public static final ChallengeId CHALLENGE = new ChallengeId("q1N4Yk7vT0mZxLw2Rb8cGA");

    private static final ChallengeId REJECTED = new ChallengeId("w3Vd1XjQmE2rTz8uKc5pIA");
    private static final ChallengeId CANCELLED = new ChallengeId("h7Bf9YsLqN4oWx0vJd6gEA");
    private static final ChallengeId MISTYPED = new ChallengeId("k5Rt2WmXoB9sCe7yGj0nUA");
    private static final ChallengeId EXPIRED = new ChallengeId("z2Kc8RtMnP5aUy1iHe7lQA");
    private static final Instant AT = Instant.parse("2026-11-21T18:30:00.250Z");
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final List<String> AMR = List.of("swk", "mfa");

    private Examples() {}

    /** Every type once. */
    public static List<Event> all() {
        return List.of(
                created(CHALLENGE, AT),
                scanned(CHALLENGE, AT.plusSeconds(4)),
                approved(CHALLENGE, AT.plusSeconds(9)),
                consumed(CHALLENGE, AT.plusSeconds(9)),
                new ChallengeCodeMistyped(
                        MISTYPED,
                        4,
                        AT.plusSeconds(20),
                        "demo-bank",
                        "Demo Bank",
                        "cred-7Qm2",
                        "alice",
                        2,
                        "203.0.113.7",
                        AT.plusSeconds(69),
                        TRACE),
                rejected(REJECTED, AT.plusSeconds(9), RejectReason.NOT_ME),
                new ChallengeCancelled(
                        CANCELLED,
                        2,
                        AT.plusSeconds(5),
                        "demo-bank",
                        "Demo Bank",
                        StateName.CREATED,
                        Canceller.BROWSER,
                        null,
                        null,
                        TRACE),
                new ChallengeExpired(
                        EXPIRED, 2, AT.plusSeconds(60), "demo-bank", "Demo Bank", StateName.CREATED, null, null, TRACE),
                refused("8c1f6e1e", AT.plusSeconds(3), RefusalReason.STALE_FRAME),
                new DeviceEnrolled("5b7a0d52", AT, "cred-7Qm2", "alice", "Alice's phone", TRACE),
                new DeviceSuspended("0fd3a9c4", AT, "cred-7Qm2", "alice", null),
                new DeviceResumed("d21be630", AT, "cred-7Qm2", "alice", null),
                new BrowserRemembered(
                        "4e0d7c1b",
                        AT.plusSeconds(10),
                        "brow-3Xk9",
                        "alice",
                        "Chrome on Windows",
                        CHALLENGE.value(),
                        AT.plusSeconds(7_776_010),
                        TRACE),
                new BrowserForgotten("a94fe2d3", AT.plusSeconds(3600), "brow-3Xk9", "alice", "cred-7Qm2", TRACE),
                new DeviceRevoked("93ac5f17", AT, "cred-7Qm2", "alice", DeviceRevoked.By.PERSON, TRACE),
                new PasskeyRegistered("2be1c07d", AT, "pk-9fXw", "cred-7Qm2", "alice", TRACE),
                new PasskeyRemoved("b64e9a13", AT, "pk-9fXw", "cred-7Qm2", "alice", TRACE),
                tokens("e6f01c88", AT.plusSeconds(10), CHALLENGE),
                new CodeReplayed(
                        "71c4d2ba",
                        AT.plusSeconds(12),
                        "sess-1",
                        CHALLENGE.value(),
                        "demo-bank",
                        "alice",
                        "203.0.113.66",
                        TRACE),
                new LoginDisowned(
                        "0c9be3f4",
                        AT.plusSeconds(3600),
                        "sess-1",
                        CHALLENGE.value(),
                        "demo-bank",
                        "alice",
                        "cred-7Qm2",
                        "198.51.100.4",
                        TRACE));
    }

    public static ChallengeCreated created(ChallengeId id, Instant at) {
        return new ChallengeCreated(
                id,
                1,
                at,
                "demo-bank",
                "Demo Bank",
                "bank.example",
                "login",
                List.of("name"),
                "urn:doorway:acr:qr",
                "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
                "203.0.113.7",
                "Singapore",
                "Chrome on Windows",
                false,
                Route.CROSS_DEVICE,
                CheckPolicy.UNKNOWN,
                at.plusSeconds(60),
                TRACE);
    }

    public static ChallengeScanned scanned(ChallengeId id, Instant at) {
        return new ChallengeScanned(
                id,
                2,
                at,
                "demo-bank",
                "cred-7Qm2",
                "alice",
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
                "demo-bank",
                "cred-7Qm2",
                "alice",
                "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
                "urn:doorway:acr:qr",
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
                "demo-bank",
                "Demo Bank",
                "bank.example",
                "cred-7Qm2",
                "alice",
                "urn:doorway:acr:qr",
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
        return new ChallengeRejected(id, 3, at, "demo-bank", "Demo Bank", "cred-7Qm2", "alice", reason, TRACE);
    }

    public static AttemptRefused refused(String eventId, Instant at, RefusalReason reason) {
        return new AttemptRefused(
                eventId,
                at,
                Attempt.SCAN,
                reason,
                "198.51.100.4",
                CHALLENGE.value(),
                "demo-bank",
                "cred-7Qm2",
                "alice",
                TRACE);
    }

    public static TokensIssued tokens(String eventId, Instant at, ChallengeId id) {
        return new TokensIssued(
                eventId,
                at,
                "sess-1",
                id.value(),
                "demo-bank",
                "alice",
                "urn:doorway:acr:qr",
                AMR,
                List.of("openid", "profile"),
                "192.0.2.10",
                TRACE);
    }
}
