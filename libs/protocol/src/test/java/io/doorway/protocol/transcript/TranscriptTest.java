package io.doorway.protocol.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.challenge.RiskAssessment;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.protocol.vocabulary.Action.Detail;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.FrameSource;
import io.doorway.protocol.vocabulary.RelyingParty;
import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.testkit.login.LoginRequestBuilder;
import io.doorway.testkit.login.SampleLogin;
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

    private static final LoginRequestBuilder REQUEST = SampleLogin.REQUEST;
    private static final Scan SCAN = SampleLogin.scan();
    private static final List<RiskSignal> RISK = SCAN.assessment().risk();
    private static final Set<String> SCAN_ONLY =
            Set.of("browser.known", "check", "check: passkey", "frame_source", "risk", "scanned_at");

    @Test
    void theTranscriptIsThisText() {
        assertThat(Transcript.of(SampleLogin.scanned()).text())
                .isEqualTo("{\"acr\":\"urn:doorway:acr:qr\","
                        + "\"action\":{\"details\":["
                        + "{\"label\":\"Amount\",\"name\":\"amount\",\"value\":\"12.50\"},"
                        + "{\"label\":\"Currency\",\"name\":\"currency\",\"value\":\"EUR\"},"
                        + "{\"label\":\"Payee\",\"name\":\"payee\",\"value\":\"Bob\"},"
                        + "{\"label\":\"Reference\",\"name\":\"reference\",\"value\":\"rent\"}],"
                        + "\"message\":\"Pay 12.50 € to \\\"Bob\\\"\",\"type\":\"payment\"},"
                        + "\"browser\":{\"ip\":\"192.0.2.1\",\"key\":\"thumbprint\",\"known\":false,"
                        + "\"location\":\"Zürich, Switzerland\",\"shared\":false,\"user_agent\":\"Firefox 145 on Linux\"},"
                        + "\"challenge_id\":\"AAECAwQFBgcICQoLDA0ODw\","
                        + "\"check\":\"typed-code\","
                        + "\"claims\":[\"email\",\"name\"],"
                        + "\"client\":{\"domain\":\"bank.example\",\"id\":\"bank\",\"name\":\"Demo Bank\"},"
                        + "\"created_at\":\"2026-11-21T09:00:00.123456Z\","
                        + "\"frame_source\":\"camera\","
                        + "\"risk\":[\"new_browser\"],"
                        + "\"route\":\"cross-device\","
                        + "\"scanned_at\":\"2026-11-21T09:00:05.123456Z\"}");
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                changed("challenge_id", ChallengeId.of(new byte[16]), REQUEST.createdAt(SampleLogin.CREATED_AT), SCAN),
                changed(
                        "client.id",
                        REQUEST.relyingParty(new RelyingParty(new ClientId("other"), "Demo Bank", "bank.example"))),
                changed(
                        "client.name",
                        REQUEST.relyingParty(new RelyingParty(new ClientId("bank"), "Other", "bank.example"))),
                changed(
                        "client.domain",
                        REQUEST.relyingParty(new RelyingParty(new ClientId("bank"), "Demo Bank", "other.example"))),
                changed(
                        "action.type",
                        REQUEST.action(new Action("login", "Pay 12.50 € to \"Bob\"", SampleLogin.DETAILS))),
                changed(
                        "action.message",
                        REQUEST.action(new Action("payment", "Pay 12.51 € to \"Bob\"", SampleLogin.DETAILS))),
                changed("no action.message", REQUEST.action(new Action("payment", null, SampleLogin.DETAILS))),
                changed("claims", REQUEST.claims(List.of("name"))),
                changed("acr", REQUEST.acr(Acr.PASSKEY)),
                changed("route", REQUEST.sameDevice()),
                changed("browser.key", REQUEST.browserKey("other")),
                changed("browser.ip", REQUEST.browserIp("192.0.2.2")),
                changed("browser.location", REQUEST.location(null)),
                changed("browser.user_agent", REQUEST.userAgent("other")),
                changed("browser.shared", REQUEST.sharedBrowser()),
                changed("browser.known", assessed(new RiskAssessment(true, RISK, Check.TYPED_CODE, false))),
                changed("check", assessed(new RiskAssessment(false, RISK, Check.NONE, false))),
                changed("check: passkey", assessed(new RiskAssessment(false, RISK, Check.TYPED_CODE, true))),
                changed("created_at", SampleLogin.ID, REQUEST.createdAt(SampleLogin.CREATED_AT.plusNanos(1000)), SCAN),
                changed(
                        "frame_source",
                        new Scan(SCAN.credential(), SCAN.account(), FrameSource.LINK, SCAN.assessment(), SCAN.at())),
                changed("risk", assessed(new RiskAssessment(false, List.of(), Check.TYPED_CODE, false))),
                changed("scanned_at", SampleLogin.scan(SampleLogin.SCANNED_AT.plusNanos(1000))));
    }

    @Test
    void everyDifferenceOfADetailChangesTheTranscript() {
        Detail amount = new Detail("amount", "Amount", "12.50");
        Detail payee = new Detail("payee", "Payee", "Bob");
        List<List<Detail>> different = List.of(
                List.of(),
                List.of(amount),
                List.of(amount, payee),
                List.of(payee, amount),
                List.of(new Detail("sum", "Amount", "12.50"), payee),
                List.of(new Detail("amount", "Fee", "12.50"), payee),
                List.of(new Detail("amount", "Amount", "12.5"), payee));

        assertThat(different.stream()
                        .map(details -> REQUEST.action(new Action("payment", null, details)))
                        .map(request -> changed("details", request).get()[1])
                        .map(scanned -> Transcript.of((Scanned) scanned).text()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void everyChangeOfAShownValueChangesTheTranscript(String member, Scanned changed) {
        assertThat(Transcript.of(changed)).isNotEqualTo(Transcript.of(SampleLogin.scanned()));
        assertThat(Transcript.of(changed).hash())
                .isNotEqualTo(Transcript.of(SampleLogin.scanned()).hash());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void everyChangeOfTheContextChangesTheContextHash(String member, Scanned changed) {
        boolean scanOnly = SCAN_ONLY.contains(member);

        byte[] hash = Transcript.contextHash(changed.id(), changed.loginRequest());

        assertThat(Arrays.equals(hash, Transcript.contextHash(SampleLogin.ID, SampleLogin.request())))
                .isEqualTo(scanOnly);
    }

    @Test
    void theHashIsThatOfTheText() {
        Transcript transcript = Transcript.of(SampleLogin.scanned());

        assertThat(transcript.hash()).isEqualTo(Sha256.text(transcript.text())).hasSize(43);
    }

    private static Scan assessed(RiskAssessment assessment) {
        return new Scan(SCAN.credential(), SCAN.account(), SCAN.frameSource(), assessment, SCAN.at());
    }

    private static Arguments changed(String member, Scan scan) {
        return changed(member, SampleLogin.ID, SampleLogin.request(), scan);
    }

    private static Arguments changed(String member, LoginRequestBuilder request) {
        return changed(member, SampleLogin.ID, request.createdAt(SampleLogin.CREATED_AT), SCAN);
    }

    private static Arguments changed(String member, ChallengeId id, LoginRequest request, Scan scan) {
        Instant deadline = SampleLogin.scanned().deadline();
        return Arguments.of(member, new Scanned(id, 2, request, SampleLogin.frameKey(), scan, deadline));
    }
}
