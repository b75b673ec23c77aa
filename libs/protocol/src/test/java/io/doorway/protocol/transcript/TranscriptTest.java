package io.doorway.protocol.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.Samples;
import io.doorway.protocol.Sha256;
import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.Judgement;
import io.doorway.protocol.challenge.RelyingParty;
import io.doorway.protocol.challenge.RiskSignal;
import io.doorway.protocol.challenge.Route;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.challenge.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TranscriptTest {

    private static final Asked ASKED = Samples.asked();
    private static final Browser BROWSER = Samples.browser();
    private static final Scan SCAN = Samples.scan();
    private static final List<RiskSignal> RISK = SCAN.judgement().risk();
    private static final Set<String> OF_THE_SCAN =
            Set.of("browser.known", "check", "check: passkey", "risk", "scanned_at");

    @Test
    void thePhoneSignsThisText() {
        assertThat(Transcript.of(Samples.scanned()).text())
                .isEqualTo("{\"acr\":\"urn:doorway:acr:qr\","
                        + "\"action\":{\"message\":\"Pay 12.50 € to \\\"Bob\\\"\",\"type\":\"payment\"},"
                        + "\"browser\":{\"ip\":\"192.0.2.1\",\"key\":\"thumbprint\",\"known\":false,"
                        + "\"location\":\"Zürich, Switzerland\",\"shared\":false,\"user_agent\":\"Firefox 145 on Linux\"},"
                        + "\"challenge_id\":\"AAECAwQFBgcICQoLDA0ODw\","
                        + "\"check\":\"typed-code\","
                        + "\"claims\":[\"email\",\"name\"],"
                        + "\"client\":{\"domain\":\"bank.example\",\"id\":\"bank\",\"name\":\"Demo Bank\"},"
                        + "\"created_at\":\"2026-11-21T09:00:00.123456Z\","
                        + "\"risk\":[\"new_browser\"],"
                        + "\"route\":\"cross-device\","
                        + "\"scanned_at\":\"2026-11-21T09:00:05.123456Z\"}");
    }

    static Stream<Arguments> shown() {
        return Stream.of(
                changed("challenge_id", ChallengeId.of(new byte[16]), ASKED, SCAN),
                changed("client.id", relyingParty(new RelyingParty("other", "Demo Bank", "bank.example"))),
                changed("client.name", relyingParty(new RelyingParty("bank", "Other", "bank.example"))),
                changed("client.domain", relyingParty(new RelyingParty("bank", "Demo Bank", "other.example"))),
                changed("action.type", action(new Action("login", ASKED.action().message()))),
                changed("action.message", action(new Action("payment", "Pay 12.51 € to \"Bob\""))),
                changed("no action.message", action(new Action("payment", null))),
                changed("claims", asked(List.of("name"), ASKED.acr(), ASKED.route(), BROWSER, ASKED.createdAt())),
                changed("acr", asked(ASKED.claims(), "other", ASKED.route(), BROWSER, ASKED.createdAt())),
                changed("route", asked(ASKED.claims(), ASKED.acr(), Route.SAME_DEVICE, BROWSER, ASKED.createdAt())),
                changed("browser.key", browser("other", BROWSER.ip(), BROWSER.location(), BROWSER.userAgent(), false)),
                changed(
                        "browser.ip",
                        browser("thumbprint", "192.0.2.2", BROWSER.location(), BROWSER.userAgent(), false)),
                changed("browser.location", browser("thumbprint", BROWSER.ip(), null, BROWSER.userAgent(), false)),
                changed("browser.user_agent", browser("thumbprint", BROWSER.ip(), BROWSER.location(), "other", false)),
                changed(
                        "browser.shared",
                        browser("thumbprint", BROWSER.ip(), BROWSER.location(), BROWSER.userAgent(), true)),
                changed("browser.known", judged(new Judgement(true, RISK, Check.TYPED_CODE, false))),
                changed("check", judged(new Judgement(false, RISK, Check.NONE, false))),
                changed("check: passkey", judged(new Judgement(false, RISK, Check.TYPED_CODE, true))),
                changed(
                        "created_at",
                        asked(
                                ASKED.claims(),
                                ASKED.acr(),
                                ASKED.route(),
                                BROWSER,
                                ASKED.createdAt().plusNanos(1000))),
                changed("risk", judged(new Judgement(false, List.of(), Check.TYPED_CODE, false))),
                changed(
                        "scanned_at",
                        Samples.ID,
                        ASKED,
                        new Scan(
                                "credential-1",
                                "alice",
                                SCAN.judgement(),
                                SCAN.at().plusNanos(1000))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shown")
    void everyChangeOfWhatIsShownChangesTheText(String what, Scanned changed) {
        assertThat(Transcript.of(changed)).isNotEqualTo(Transcript.of(Samples.scanned()));
        assertThat(Transcript.of(changed).hash())
                .isNotEqualTo(Transcript.of(Samples.scanned()).hash());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shown")
    void everyChangeOfTheContextChangesItsHash(String what, Scanned changed) {
        boolean ofTheScan = OF_THE_SCAN.contains(what);

        byte[] hash = Transcript.contextHash(changed.id(), changed.asked());

        assertThat(Arrays.equals(hash, Transcript.contextHash(Samples.ID, ASKED)))
                .isEqualTo(ofTheScan);
    }

    @Test
    void theHashIsOfTheText() {
        Transcript transcript = Transcript.of(Samples.scanned());

        assertThat(transcript.hash()).isEqualTo(Sha256.text(transcript.text())).hasSize(43);
    }

    private static Scan judged(Judgement judgement) {
        return new Scan("credential-1", "alice", judgement, SCAN.at());
    }

    private static Arguments changed(String what, Scan scan) {
        return changed(what, Samples.ID, ASKED, scan);
    }

    private static Arguments changed(String what, Asked asked) {
        return changed(what, Samples.ID, asked, SCAN);
    }

    private static Arguments changed(String what, ChallengeId id, Asked asked, Scan scan) {
        Instant deadline = Samples.scanned().deadline();
        return Arguments.of(what, new Scanned(id, 2, asked, Samples.frameKey(), scan, deadline));
    }

    private static Asked relyingParty(RelyingParty relyingParty) {
        return asked(
                relyingParty, ASKED.action(), ASKED.claims(), ASKED.acr(), ASKED.route(), BROWSER, ASKED.createdAt());
    }

    private static Asked action(Action action) {
        return asked(
                ASKED.relyingParty(), action, ASKED.claims(), ASKED.acr(), ASKED.route(), BROWSER, ASKED.createdAt());
    }

    private static Asked browser(String key, String ip, String location, String userAgent, boolean shared) {
        Browser browser = new Browser(BROWSER.cookieHash(), key, ip, location, userAgent, BROWSER.timeZone(), shared);
        return asked(ASKED.claims(), ASKED.acr(), ASKED.route(), browser, ASKED.createdAt());
    }

    private static Asked asked(List<String> claims, String acr, Route route, Browser browser, Instant createdAt) {
        return asked(ASKED.relyingParty(), ASKED.action(), claims, acr, route, browser, createdAt);
    }

    private static Asked asked(
            RelyingParty relyingParty,
            Action action,
            List<String> claims,
            String acr,
            Route route,
            Browser browser,
            Instant createdAt) {
        Timing timing = new Timing(Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(10));
        return new Asked(
                "request-1",
                relyingParty,
                action,
                claims,
                acr,
                CheckPolicy.UNKNOWN,
                browser,
                route,
                timing,
                createdAt,
                null);
    }
}
