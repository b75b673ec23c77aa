package io.doorway.challenge.issue;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.challenge.support.ChallengeServiceTest;
import io.doorway.challenge.support.TestPage;
import io.doorway.login.browser.SocketTokens;
import io.doorway.login.ticket.PushedRequestClaims;
import io.doorway.protocol.challenge.Challenge.Cancelled;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Route;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.store.redis.RedisCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Creation of a challenge with a login ticket and the page's hints. */
@QuarkusTest
class IssueTest extends ChallengeServiceTest {
    @Inject
    RedisCalls redis;

    @Test
    void aPageWithATicketGetsAChallenge() {
        Response answer = page().create();

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonPath body = answer.jsonPath();
        assertThat(ChallengeId.parse(body.getString("challenge_id"))).isPresent();
        assertThat(body.getInt("version")).isEqualTo(1);
        assertThat(body.getString("state")).isEqualTo("created");
        assertThat(Duration.between(
                        Instant.parse(body.getString("server_time")), Instant.parse(body.getString("expires_at"))))
                .isEqualTo(Timing.DEFAULT.scanWithin());
        assertThat(body.getString("socket_token")).isEqualTo(SocketTokens.of(load(body.getString("challenge_id"))));
        assertThat(answer.header("Location"))
                .isEqualTo(TestPage.ISSUER + "/challenges/" + body.getString("challenge_id"));
    }

    /** The code is on the screen without another round trip. */
    @Test
    void theAnswerHasTheCodeOfTheFirstSecond() {
        JsonPath body = page().create().jsonPath();

        Created created = (Created) load(body.getString("challenge_id"));
        String content = body.getString("first_frame.content");
        QrFrame frame =
                QrFrame.parse(content.substring(content.lastIndexOf('/') + 1)).orElseThrow();
        Instant shown = Instant.parse(body.getString("first_frame.not_before"));
        assertThat(content).isEqualTo(frame.address(TestPage.ISSUER));
        assertThat(shown).isEqualTo(created.loginRequest().createdAt());
        assertThat(QrFrames.of(created).check(frame, shown)).isEqualTo(QrFrames.FrameStatus.FRESH);
        assertThat(QrFrames.of(created).check(frame, shown.plusSeconds(4))).isEqualTo(QrFrames.FrameStatus.STALE);
    }

    /** A frame of a login whose app is opened by a link is valid for longer, and is not shown as a code. */
    @ParameterizedTest
    @ValueSource(strings = {"same-device", "entered-code"})
    void aLoginWithoutACodeToScanHasNoFrameInTheAnswer(String route) {
        JsonPath body = page().create("{\"route\": \"%s\"}".formatted(route)).jsonPath();

        assertThat(body.getMap("")).containsKey("challenge_id").doesNotContainKey("first_frame");
    }

    @Test
    void aPersonMayAskForMoreTimeToTypeTheConfirmationCode() {
        Timing usual = load(created(page().create("{}"))).loginRequest().timing();
        Timing more = load(created(page().create("{\"more_time\": true, \"shared\": true}")))
                .loginRequest()
                .timing();

        assertThat(usual.confirmWithin()).isEqualTo(Duration.ofMinutes(1));
        assertThat(more.confirmWithin()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void theFirstPageThatCreatesAChallengeClaimsThePushedRequest() {
        String pushedRequest = PushedRequestClaims.key("urn:ietf:params:oauth:request_uri:" + UUID.randomUUID());
        redis.send(Request.cmd(Command.HSET).arg(pushedRequest).arg("request").arg("{}"))
                .await()
                .indefinitely();
        TestPage first = TestPage.open(tickets, pushedRequest);
        TestPage second = TestPage.open(tickets, pushedRequest);
        created(first);

        Response refused = second.create();

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("type")).endsWith(":request-used");
        assertThat(first.create().statusCode()).as("a renewal").isEqualTo(201);
    }

    @Test
    void theChallengeIsBoundToCookieKeyAndTicket() {
        TestPage page = page();

        Created created = (Created) load(created(page));

        assertThat(created.loginRequest().browser().cookieHash()).isEqualTo(Sha256.text(page.cookie()));
        assertThat(created.loginRequest().browser().keyThumbprint())
                .isEqualTo(page.key().thumbprint());
        assertThat(created.loginRequest().relyingParty().name()).isEqualTo("Harbour Bank");
        assertThat(created.loginRequest().authorizationRequest()).isEqualTo("request-1");
    }

    @Test
    void aPageMayStateItsTimeZoneRouteAndWhetherItIsShared() {
        Response answer =
                page().create("{\"time_zone\": \"Europe/Paris\", \"route\": \"same-device\", \"shared\": true}");

        LoginRequest loginRequest = load(created(answer)).loginRequest();
        assertThat(loginRequest.browser().timeZone()).isEqualTo("Europe/Paris");
        assertThat(loginRequest.route()).isEqualTo(Route.SAME_DEVICE);
        assertThat(loginRequest.browser().shared()).isTrue();
        assertThat(loginRequest.timing()).isEqualTo(Timing.DEFAULT.onSharedBrowser());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"shared\": false}", "{\"route\": \"cross-device\"}"})
    void withoutHintsTheRouteIsCrossDeviceAndTheBrowserIsNotShared(String json) {
        LoginRequest loginRequest = load(created(page().create(json))).loginRequest();

        assertThat(loginRequest.browser().timeZone()).isNull();
        assertThat(loginRequest.route()).isEqualTo(Route.CROSS_DEVICE);
        assertThat(loginRequest.browser().shared()).isFalse();
        assertThat(loginRequest.timing()).isEqualTo(Timing.DEFAULT);
    }

    @Test
    void thePageCannotUndeclareASharedWorkstation() {
        TestPage page = TestPage.open(tickets, Timing.DEFAULT, true);

        assertThat(browserOf(page.create("{\"shared\": false}")).shared()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "true",
                "{\"shared\": \"true\"}",
                "{\"shared\": 1}",
                "{\"route\": \"SAME_DEVICE\"}",
                "{\"route\": \"teleport\"}",
                "{\"route\": 1}",
                "{\"time_zone\": \"\"}",
                "{\"time_zone\": \"../etc/passwd\"}",
                "{\"time_zone\": \"Europe/Paris\\n\"}",
                "{\"time_zone\": 3600}",
                "{\"colour\": \"red\"}",
                "{\"shared\": true, \"shared\": false}",
                "{} {}",
                "{"
            })
    void aBodyOfAnotherFormIsRefused(String json) {
        assertProblem(page().create(json), 400, "invalid-request");
    }

    @Test
    void aTicketOfAnotherBrowserIsRefused() {
        assertProblem(page().withCookie(TestPage.newCookie()).create(), 401, "invalid-ticket");
    }

    @Test
    void aForgedOrExpiredTicketIsRefused() {
        TestPage page = page();
        int mac = page.ticket().lastIndexOf('.') + 1;
        char another = page.ticket().charAt(mac) == 'A' ? 'B' : 'A';
        String tampered =
                page.ticket().substring(0, mac) + another + page.ticket().substring(mac + 1);
        String old = tickets.sign(TestPage.ticket(page.cookie(), Timing.DEFAULT, false, Instant.EPOCH));

        assertProblem(page.withTicket(tampered).create(), 401, "invalid-ticket");
        assertProblem(page.withTicket(old).create(), 401, "invalid-ticket");
        assertProblem(page.withTicket("x.y.z").create(), 401, "invalid-ticket");
    }

    @Test
    void aNewChallengeCancelsThePreviousOneOfThePage() {
        TestPage page = page();
        String first = created(page);

        String second = created(page);

        assertThat(second).isNotEqualTo(first);
        assertThat(load(first)).isInstanceOf(Cancelled.class);
        assertThat(load(second)).isInstanceOf(Created.class);
    }

    @Test
    void aTicketIsValidForTenChallenges() {
        TestPage page = page();
        for (int i = 0; i < 10; i++) {
            created(page);
        }

        assertProblem(page.create(), 429, "too-many-challenges");
    }
}
