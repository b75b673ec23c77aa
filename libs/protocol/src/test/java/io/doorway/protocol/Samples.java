package io.doorway.protocol;

import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.Approval;
import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.Consumption;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Handover;
import io.doorway.protocol.challenge.Judgement;
import io.doorway.protocol.challenge.RejectReason;
import io.doorway.protocol.challenge.RelyingParty;
import io.doorway.protocol.challenge.RiskSignal;
import io.doorway.protocol.challenge.Route;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.challenge.StateName;
import io.doorway.protocol.challenge.Timing;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.protocol.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One login, always the same. */
public final class Samples {

    public static final ChallengeId ID = new ChallengeId("AAECAwQFBgcICQoLDA0ODw");
    public static final Instant CREATED_AT = Instant.parse("2026-11-21T09:00:00.123456Z");
    public static final Instant SCANNED_AT = CREATED_AT.plusSeconds(5);
    public static final Instant APPROVED_AT = CREATED_AT.plusSeconds(12);
    public static final Instant CONSUMED_AT = CREATED_AT.plusSeconds(13);
    public static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    /** What no log, no event and no message may hold. */
    public static final List<String> SECRETS =
            List.of("the frame key", "dGhlIGZyYW1lIGtleQ", "the code", "135790", "Alice Liddell");

    private Samples() {}

    public static Browser browser() {
        return new Browser(
                "cookie-hash",
                "thumbprint",
                "192.0.2.1",
                "Zürich, Switzerland",
                "Firefox 145 on Linux",
                "Europe/Zurich",
                false);
    }

    public static Asked asked() {
        return new Asked(
                "request-1",
                new RelyingParty("bank", "Demo Bank", "bank.example"),
                new Action("payment", "Pay 12.50 € to \"Bob\""),
                List.of("name", "email"),
                "urn:doorway:acr:qr",
                CheckPolicy.UNKNOWN,
                browser(),
                Route.CROSS_DEVICE,
                Timing.DEFAULT,
                CREATED_AT,
                TRACEPARENT);
    }

    public static SecretBytes frameKey() {
        return SecretBytes.of("the frame key".getBytes(StandardCharsets.UTF_8));
    }

    public static Judgement judgement() {
        return new Judgement(false, List.of(RiskSignal.NEW_BROWSER), Check.TYPED_CODE, false);
    }

    public static Handover handover() {
        return new Handover(Check.TYPED_CODE, SecretText.of("135790"), Handover.TRIES);
    }

    public static Scan scan() {
        return new Scan("credential-1", "alice", judgement(), SCANNED_AT);
    }

    public static Approval approval() {
        return new Approval(
                "transcript-hash", "urn:doorway:acr:qr", List.of("swk"), Map.of("name", "Alice Liddell"), APPROVED_AT);
    }

    public static Consumption consumption() {
        return new Consumption(SecretText.of("the code"), Check.TYPED_CODE, CONSUMED_AT);
    }

    public static Created created() {
        return Created.create(ID, asked(), frameKey()).next();
    }

    public static Scanned scanned() {
        return created().scan(scan(), "198.51.100.7").next();
    }

    public static Approved approved() {
        return scanned().approve(approval(), handover()).next();
    }

    public static Challenge in(StateName state) {
        return switch (state) {
            case CREATED -> created();
            case SCANNED -> scanned();
            case APPROVED -> approved();
            case CONSUMED -> approved().consume(consumption()).next();
            case REJECTED -> scanned().reject(RejectReason.NOT_ME, APPROVED_AT).next();
            case CANCELLED -> created().cancel(Canceller.BROWSER, SCANNED_AT).next();
            case EXPIRED -> created().expire(SCANNED_AT).next();
        };
    }
}
