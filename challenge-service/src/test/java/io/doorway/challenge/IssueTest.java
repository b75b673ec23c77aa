package io.doorway.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.Sha256;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Cancelled;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Route;
import io.doorway.protocol.challenge.Timing;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page with a ticket of its own gets a challenge, as it says it wants it. */
@QuarkusTest
class IssueTest extends ServiceTest {
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

        Asked asked = load(created(answer)).asked();
        assertThat(asked.browser().timeZone()).isEqualTo("Europe/Paris");
        assertThat(asked.route()).isEqualTo(Route.SAME_DEVICE);
        assertThat(asked.browser().shared()).isTrue();
        assertThat(asked.timing()).isEqualTo(Timing.DEFAULT.onSharedBrowser());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"shared\": false}", "{\"route\": \"cross-device\"}"})
    void aPageThatSaysNothingIsOnADeskOfItsOwn(String json) {
        Asked asked = load(created(page().create(json))).asked();

        assertThat(asked.browser().timeZone()).isNull();
        assertThat(asked.route()).isEqualTo(Route.CROSS_DEVICE);
        assertThat(asked.browser().shared()).isFalse();
        assertThat(asked.timing()).isEqualTo(Timing.DEFAULT);
    }

    @Test
    void aWorkstationThatTheRelyingPartyCallsSharedStaysShared() {
        Page page = Page.loaded(tickets, Timing.DEFAULT, true);

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
        String old = tickets.sign(Page.ticket(page.cookie(), Timing.DEFAULT, false, Instant.EPOCH));

        assertProblem(page.withTicket(tampered).create(), 401, "invalid-ticket");
        assertProblem(page.withTicket(old).create(), 401, "invalid-ticket");
        assertProblem(page.withTicket("x.y.z").create(), 401, "invalid-ticket");
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

    private static String thumbprint(Page page) {
        try {
            return page.key().computeThumbprint().toString();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
