package io.doorway.challenge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import io.doorway.edge.browser.BindingCookie;
import io.doorway.edge.ticket.LoginTicket;
import io.doorway.edge.ticket.LoginTickets;
import io.doorway.protocol.Sha256;
import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Cancelled;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Expired;
import io.doorway.protocol.challenge.Judgement;
import io.doorway.protocol.challenge.RelyingParty;
import io.doorway.protocol.challenge.Route;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Timing;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Transitions;
import io.doorway.store.Verdict;
import io.doorway.testkit.quarkus.WithKafka;
import io.doorway.testkit.quarkus.WithRedis;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(WithRedis.class)
@WithTestResource(WithKafka.class)
class ChallengesTest {

    @Inject
    LoginTickets tickets;

    @Inject
    ChallengeStore store;

    @Inject
    Transitions transitions;

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
        assertThat(answer.header("Location")).isEqualTo(Page.ISSUER + "/challenges/" + body.getString("challenge_id"));
    }

    @Test
    void theChallengeIsBoundToCookieKeyAndTicket() {
        Page page = page();

        Created created = (Created) load(created(page));

        assertThat(created.asked().browser().cookieHash()).isEqualTo(Sha256.text(page.cookie()));
        assertThat(created.asked().browser().keyThumbprint()).isEqualTo(thumbprint(page));
        assertThat(created.asked().relyingParty().name()).isEqualTo("Harbour Bank");
        assertThat(created.asked().request()).isEqualTo("request-1");
    }

    @Test
    void aPageMaySayWhereItIsAndHowItIsUsed() {
        Response answer =
                page().create("{\"time_zone\": \"Europe/Paris\", \"route\": \"same-device\", \"shared\": true}");

        Asked asked = load(answer.then().statusCode(201).extract().path("challenge_id"))
                .asked();
        assertThat(asked.browser().timeZone()).isEqualTo("Europe/Paris");
        assertThat(asked.route()).isEqualTo(Route.SAME_DEVICE);
        assertThat(asked.browser().shared()).isTrue();
        assertThat(asked.timing()).isEqualTo(Timing.DEFAULT.onSharedBrowser());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"shared\": false}", "{\"route\": \"cross-device\"}"})
    void aPageThatSaysNothingIsOnADeskOfItsOwn(String json) {
        Asked asked = load(page().create(json).then().statusCode(201).extract().path("challenge_id"))
                .asked();

        assertThat(asked.browser().timeZone()).isNull();
        assertThat(asked.route()).isEqualTo(Route.CROSS_DEVICE);
        assertThat(asked.browser().shared()).isFalse();
        assertThat(asked.timing()).isEqualTo(Timing.DEFAULT);
    }

    @Test
    void aWorkstationThatTheRelyingPartyCallsSharedStaysShared() {
        String cookie = Page.newCookie();
        LoginTicket shared = ticket(cookie, Timing.DEFAULT, tickets.expiry(), true);
        Page page = new Page(cookie, Page.newKey(), tickets.sign(shared));

        String id = page.create("{\"shared\": false}")
                .then()
                .statusCode(201)
                .extract()
                .path("challenge_id");

        assertThat(load(id).asked().browser().shared()).isTrue();
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
    void aPageThatSaysAnythingElseGetsNoChallenge(String json) {
        assertProblem(page().create(json), 400, "invalid-request");
    }

    @Test
    void aTicketOfAnotherBrowserIsRefused() {
        assertProblem(page().withCookie(Page.newCookie()).create(), 401, "invalid-ticket");
    }

    @Test
    void aTicketThatIsNotOursOrTooOldIsRefused() {
        Page page = page();
        String tampered = page.ticket().substring(0, page.ticket().length() - 2) + "AA";
        String old = tickets.sign(ticket(page.cookie(), Timing.DEFAULT, Instant.EPOCH));

        assertProblem(new Page(page.cookie(), page.key(), tampered).create(), 401, "invalid-ticket");
        assertProblem(new Page(page.cookie(), page.key(), old).create(), 401, "invalid-ticket");
        assertProblem(new Page(page.cookie(), page.key(), "x.y.z").create(), 401, "invalid-ticket");
    }

    @Test
    void aProofIsUsedOnce() {
        Page page = page();
        String id = created(page);
        String path = "/challenges/" + id + "/frames";
        String proof = page.proof("GET", path);

        assertThat(framesWith(page, path, proof).statusCode()).isEqualTo(200);
        assertProblem(framesWith(page, path, proof), 401, "invalid-proof");
    }

    @Test
    void aProofForAnotherAddressOrMethodIsRefused() {
        Page page = page();
        String path = "/challenges/" + created(page) + "/frames";

        assertProblem(framesWith(page, path, page.proof("POST", path)), 401, "invalid-proof");
        assertProblem(framesWith(page, path, page.proof("GET", "/challenges")), 401, "invalid-proof");
        assertProblem(framesWith(page, path, "not.a.proof"), 401, "invalid-proof");
    }

    @Test
    void aProofWithAWrongClockIsAcceptedForItIsUsedOnceAnyway() {
        Page page = page();
        String path = "/challenges/" + created(page) + "/frames";
        String proof = Page.sign(
                page.key(),
                new JWTClaimsSet.Builder()
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(Instant.now().minus(Duration.ofDays(2))))
                        .claim("htm", "GET")
                        .claim("htu", Page.ISSUER + path)
                        .build());

        assertThat(framesWith(page, path, proof).statusCode()).isEqualTo(200);
    }

    @Test
    void aStripHasOneGenuineFrameForEachOfTheNextSeconds() {
        Page page = page();
        String id = created(page);

        JsonPath strip = page.frames(id).jsonPath();

        Created challenge = (Created) load(id);
        QrFrames frames = QrFrames.of(challenge);
        List<String> contents = strip.getList("frames.content");
        List<String> notBefore = strip.getList("frames.not_before");
        assertThat(strip.getInt("period_ms")).isEqualTo(1000);
        assertThat(contents).hasSize(10);
        for (int i = 0; i < contents.size(); i++) {
            Instant shown = Instant.parse(notBefore.get(i));
            QrFrame frame = QrFrame.parse(contents.get(i).substring((Page.ISSUER + "/q/").length()))
                    .orElseThrow();
            assertThat(frames.check(frame, shown)).isEqualTo(QrFrames.Finding.FRESH);
            assertThat(frames.check(frame, shown.plusSeconds(4))).isEqualTo(QrFrames.Finding.STALE);
        }
    }

    @Test
    void anotherBrowserGetsTheAnswerForAChallengeThatDoesNotExist() {
        Page page = page();
        String id = created(page);
        String unknown = ChallengeId.random(new java.util.Random()).value();

        String nothing = page.frames(unknown).asString();

        assertThat(page.withCookie(Page.newCookie()).frames(id).asString()).isEqualTo(nothing);
        assertThat(page.withKey(Page.newKey()).frames(id).asString()).isEqualTo(nothing);
        assertThat(page.withCookie(Page.newCookie()).cancel(id).asString()).isEqualTo(nothing);
        assertThat(page.withKey(Page.newKey()).cancel(id).asString()).isEqualTo(nothing);
        assertProblem(page.withKey(Page.newKey()).cancel(id), 404, "challenge-not-found");
        assertThat(load(id)).isInstanceOf(Created.class);
    }

    @Test
    void aScannedChallengeHasNoMoreFrames() {
        Page page = page();
        String id = created(page);
        transitions
                .<Boolean>change(new ChallengeId(id), Fence.NONE, ChallengesTest::scan)
                .await()
                .indefinitely();

        assertProblem(page.frames(id), 409, "challenge-closed");
    }

    @Test
    void cancellingTwiceIsCancellingOnce() {
        Page page = page();
        String id = created(page);

        assertThat(page.cancel(id).statusCode()).isEqualTo(204);
        assertThat(page.cancel(id).statusCode()).isEqualTo(204);
        assertThat(load(id)).isInstanceOfSatisfying(Cancelled.class, cancelled -> {
            assertThat(cancelled.by()).isEqualTo(Canceller.BROWSER);
            assertThat(cancelled.version()).isEqualTo(2);
        });
    }

    @Test
    void aNewChallengeOfThePageClosesTheOneBefore() {
        Page page = page();
        String first = created(page);

        String second = created(page);

        assertThat(second).isNotEqualTo(first);
        assertThat(load(first)).isInstanceOf(Cancelled.class);
        assertThat(load(second)).isInstanceOf(Created.class);
    }

    @Test
    void aTicketIsGoodForTenChallenges() {
        Page page = page();
        for (int i = 0; i < 10; i++) {
            created(page);
        }

        assertProblem(page.create(), 429, "too-many-challenges");
    }

    @Test
    void whatNobodyScansExpires() {
        Timing short_ = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        String cookie = Page.newCookie();
        Page page = new Page(cookie, Page.newKey(), tickets.sign(ticket(cookie, short_, tickets.expiry())));

        String id = created(page);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(load(id)).isInstanceOf(Expired.class));
        assertProblem(page.frames(id), 409, "challenge-closed");
        assertProblem(page.cancel(id), 409, "challenge-closed");
    }

    @Test
    void aBodyOverSixteenKilobytesIsRefused() {
        Response answer = given().body("x".repeat(17 * 1024)).post("/challenges");

        assertProblem(answer, 413, "too-large");
    }

    @Test
    void anAddressThatIsNotThereIsAProblem() {
        assertProblem(given().get("/nothing"), 404, "not-found");
    }

    @Test
    void healthMetricsAndApiAreServed() {
        assertThat(given().get("/internal/health/ready").statusCode()).isEqualTo(200);
        assertThat(given().get("/internal/metrics").asString()).contains("http_server");
        assertThat(given().get("/internal/openapi").asString()).contains("/challenges/{id}/frames");
    }

    private Page page() {
        String cookie = Page.newCookie();
        return new Page(cookie, Page.newKey(), tickets.sign(ticket(cookie, Timing.DEFAULT, tickets.expiry())));
    }

    private static LoginTicket ticket(String cookie, Timing timing, Instant expiresAt) {
        return ticket(cookie, timing, expiresAt, false);
    }

    private static LoginTicket ticket(String cookie, Timing timing, Instant expiresAt, boolean shared) {
        return new LoginTicket(
                UUID.randomUUID().toString(),
                "request-1",
                new RelyingParty("harbour-bank", "Harbour Bank", "bank.example"),
                new Action("login", null),
                List.of("name", "email"),
                "urn:doorway:acr:qr",
                CheckPolicy.UNKNOWN,
                shared,
                timing,
                Sha256.text(cookie),
                null,
                expiresAt);
    }

    private static String created(Page page) {
        return page.create().then().statusCode(201).extract().path("challenge_id");
    }

    private static Response framesWith(Page page, String path, String proof) {
        return given().cookie(BindingCookie.NAME, page.cookie())
                .header("DPoP", proof)
                .get(path);
    }

    private Challenge load(String id) {
        return store.load(new ChallengeId(id))
                .await()
                .indefinitely()
                .orElseThrow()
                .challenge();
    }

    private static Verdict<Boolean> scan(Loaded loaded) {
        Scan scan = new Scan("credential", "account", new Judgement(false, List.of(), Check.NONE, false), loaded.now());
        return new Verdict.Change<>(((Created) loaded.challenge()).scan(scan, "198.51.100.4"), true);
    }

    private static String thumbprint(Page page) {
        try {
            return page.key().computeThumbprint().toString();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertProblem(Response answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:doorway:problem:" + name);
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
    }
}
