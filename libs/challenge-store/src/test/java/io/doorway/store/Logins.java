package io.doorway.store;

import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.Approval;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.Consumption;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.challenge.Judgement;
import io.doorway.protocol.challenge.RelyingParty;
import io.doorway.protocol.challenge.RiskSignal;
import io.doorway.protocol.challenge.Route;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Timing;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.protocol.secret.SecretText;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The parts of a login that these tests do not look at. */
public final class Logins {

    public static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static final Judgement JUDGEMENT = new Judgement(false, List.of(RiskSignal.NEW_BROWSER), Check.NONE, false);

    private static final SecureRandom RANDOM = new SecureRandom();

    private Logins() {}

    public static ChallengeId someId() {
        return ChallengeId.random(RANDOM);
    }

    public static Decision<Created> created(Instant at) {
        return created(someId(), at, Timing.DEFAULT);
    }

    public static Decision<Created> created(ChallengeId id, Instant at, Timing timing) {
        Asked asked = new Asked(
                "request",
                new RelyingParty("bank", "Demo Bank", "bank.example"),
                new Action("login", null),
                List.of("name"),
                "urn:doorway:acr:qr",
                CheckPolicy.UNKNOWN,
                new Browser("cookie-hash", "thumbprint", "192.0.2.1", null, "Firefox on Linux", null, false),
                Route.CROSS_DEVICE,
                timing,
                at,
                TRACEPARENT);
        return Created.create(id, asked, SecretBytes.of(new byte[32]));
    }

    public static Scan scan(Instant at) {
        return new Scan("credential", "alice", JUDGEMENT, at);
    }

    public static Approval approval(Instant at) {
        return new Approval("transcript-hash", "urn:doorway:acr:qr", List.of("swk"), Map.of("name", "Alice"), at);
    }

    public static Consumption consumption(String code, Instant at) {
        return new Consumption(SecretText.of(code), Check.NONE, at);
    }
}
