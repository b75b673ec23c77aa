package io.doorway.protocol.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.Samples;
import io.doorway.protocol.Sha256;
import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.RelyingParty;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.challenge.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TranscriptTest {

    private static final Asked ASKED = Samples.asked();
    private static final Browser BROWSER = Samples.browser();
    private static final Scan SCAN = Samples.scan();

    @Test
    void thePhoneSignsThisText() {
        assertThat(Transcript.of(Samples.scanned()).text())
                .isEqualTo("{\"acr\":\"urn:doorway:acr:qr\","
                        + "\"action\":{\"message\":\"Pay 12.50 € to \\\"Bob\\\"\",\"type\":\"payment\"},"
                        + "\"browser\":{\"ip\":\"192.0.2.1\",\"key\":\"thumbprint\",\"known\":false,"
                        + "\"location\":\"Zürich, Switzerland\",\"user_agent\":\"Firefox 145 on Linux\"},"
                        + "\"challenge_id\":\"AAECAwQFBgcICQoLDA0ODw\","
                        + "\"check\":\"none\","
                        + "\"claims\":[\"email\",\"name\"],"
                        + "\"client\":{\"domain\":\"bank.example\",\"id\":\"bank\",\"name\":\"Demo Bank\"},"
                        + "\"created_at\":\"2026-11-21T09:00:00.123456Z\","
                        + "\"risk\":[\"new_browser\"],"
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
                changed("claims", asked(List.of("name"), ASKED.acr(), ASKED.check(), BROWSER, ASKED.createdAt())),
                changed("acr", asked(ASKED.claims(), "other", ASKED.check(), BROWSER, ASKED.createdAt())),
                changed("check", asked(ASKED.claims(), ASKED.acr(), Check.TYPED_CODE, BROWSER, ASKED.createdAt())),
                changed("browser.key", browser("other", BROWSER.ip(), BROWSER.location(), BROWSER.userAgent(), false)),
                changed(
                        "browser.ip",
                        browser("thumbprint", "192.0.2.2", BROWSER.location(), BROWSER.userAgent(), false)),
                changed("browser.location", browser("thumbprint", BROWSER.ip(), null, BROWSER.userAgent(), false)),
                changed("browser.user_agent", browser("thumbprint", BROWSER.ip(), BROWSER.location(), "other", false)),
                changed(
                        "browser.known",
                        browser("thumbprint", BROWSER.ip(), BROWSER.location(), BROWSER.userAgent(), true)),
                changed(
                        "created_at",
                        asked(
                                ASKED.claims(),
                                ASKED.acr(),
                                ASKED.check(),
                                BROWSER,
                                ASKED.createdAt().plusNanos(1000))),
                changed("risk", Samples.ID, ASKED, new Scan("credential-1", "alice", List.of(), SCAN.at())),
                changed(
                        "scanned_at",
                        Samples.ID,
                        ASKED,
                        new Scan("credential-1", "alice", SCAN.risk(), SCAN.at().plusNanos(1000))));
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
        boolean ofTheScan = List.of("risk", "scanned_at").contains(what);

        byte[] hash = Transcript.contextHash(changed.id(), changed.asked());

        assertThat(Arrays.equals(hash, Transcript.contextHash(Samples.ID, ASKED)))
                .isEqualTo(ofTheScan);
    }

    @Test
    void theHashIsOfTheText() {
        Transcript transcript = Transcript.of(Samples.scanned());

        assertThat(transcript.hash()).isEqualTo(Sha256.text(transcript.text())).hasSize(43);
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
                relyingParty, ASKED.action(), ASKED.claims(), ASKED.acr(), ASKED.check(), BROWSER, ASKED.createdAt());
    }

    private static Asked action(Action action) {
        return asked(
                ASKED.relyingParty(), action, ASKED.claims(), ASKED.acr(), ASKED.check(), BROWSER, ASKED.createdAt());
    }

    private static Asked browser(String key, String ip, String location, String userAgent, boolean known) {
        Browser browser = new Browser(BROWSER.cookieHash(), key, ip, location, userAgent, known);
        return asked(ASKED.claims(), ASKED.acr(), ASKED.check(), browser, ASKED.createdAt());
    }

    private static Asked asked(List<String> claims, String acr, Check check, Browser browser, Instant createdAt) {
        return asked(ASKED.relyingParty(), ASKED.action(), claims, acr, check, browser, createdAt);
    }

    private static Asked asked(
            RelyingParty relyingParty,
            Action action,
            List<String> claims,
            String acr,
            Check check,
            Browser browser,
            Instant createdAt) {
        Timing timing = new Timing(Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(10));
        return new Asked("request-1", relyingParty, action, claims, acr, check, browser, timing, createdAt, null);
    }
}
