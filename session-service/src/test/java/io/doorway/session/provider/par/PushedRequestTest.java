package io.doorway.session.provider.par;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.id.State;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.login.ticket.LoginTicket;
import io.doorway.login.ticket.LoginTickets;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestBrowser;
import io.doorway.session.support.TestRelyingParty;
import io.doorway.store.redis.RedisCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A pushed request can be used by its client, in one browser, for one login (RFC 9126). */
@QuarkusTest
class PushedRequestTest extends ProviderTest {
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    @Inject
    RedisCalls redis;

    @Inject
    LoginTickets tickets;

    @Test
    void aPushedRequestBelongsToTheFirstBrowserWhosePageRuns() {
        URI start = pushedStart();
        LoginTicket ofOther = ticketAt(new TestBrowser(issuer.uri()), start);
        LoginTicket first = ticketAt(start);
        challenges.created(first, browser);

        BrowserResponse other = new TestBrowser(issuer.uri()).open(start);

        assertThat(other.status()).isEqualTo(400);
        assertThat(challenges.claimed(ofOther))
                .as("a page that was opened before")
                .isFalse();
        assertThat(browser.open(start).status())
                .as("a reload in the first browser")
                .isEqualTo(200);
        assertThat(challenges.claimed(first)).as("its next QR code").isTrue();
    }

    @Test
    void openingItsAddressDoesNotUseUpAPushedRequest() {
        URI start = pushedStart();
        for (int preview = 0; preview < 3; preview++) {
            assertThat(new TestBrowser(issuer.uri()).open(start).status()).isEqualTo(200);
        }

        ChallengeId id = challenges.approved(ticketAt(start), browser, account);

        assertThat(completed(id).getQuery()).contains("code=");
    }

    @Test
    void aBrowserThatComesTooLateIsLedBackToTheWebsiteWithTheErrorOfTheRequest() {
        TestRelyingParty broker = TestRelyingParty.broker(issuer.uri());
        URI start = broker.pushed(
                broker.request().state(new State("state-of-the-request")).build());
        challenges.created(ticketAt(start), browser);

        String page = new TestBrowser(issuer.uri()).open(start).body();

        assertThat(page)
                .contains("This login link is no longer valid")
                .containsPattern("href=\"https://broker\\.example/back\\?[^\"]*error=invalid_request_uri")
                .containsPattern("href=\"[^\"]*state=state-of-the-request")
                .doesNotContain("doorway-login");
    }

    @Test
    void aPushedRequestCanBeOpenedForAMinuteAndClaimedWhileTheTicketOfItsPageIsValid() {
        URI start = pushedStart();
        LoginTicket ticket = ticketAt(start);
        redis.send(Request.cmd(Command.PEXPIRE)
                        .arg(ticket.pushedRequest())
                        .arg(tickets.ttl().minus(HALF_A_MINUTE).toMillis()))
                .await()
                .indefinitely();

        assertThat(new TestBrowser(issuer.uri()).open(start).body()).contains("This login link is no longer valid");
        assertThat(challenges.claimed(ticket)).isTrue();
    }

    @Test
    void aPushedRequestOfACompletedLoginCannotBeUsedAgain() {
        URI start = pushedStart();
        LoginTicket beforeALoad = ticketAt(start);
        completed(challenges.approved(ticketAt(start), browser, account));

        BrowserResponse second = browser.open(start);

        assertThat(second.status()).isEqualTo(400);
        assertThat(challenges.claimed(beforeALoad))
                .as("another page of the browser")
                .isFalse();
        assertThat(second.body())
                .contains("You have already continued", "https://broker.example")
                .doesNotContain("doorway-login");
        assertThat(new TestBrowser(issuer.uri()).open(start).body())
                .as("another browser")
                .contains("This login link is no longer valid");
    }

    @Test
    void anotherClientCannotUseAPushedRequest() {
        URI start = pushedStart();

        BrowserResponse response =
                browser.open(URI.create(start.toString().replace("client_id=broker", "client_id=bank")));

        assertThat(response.status()).isEqualTo(400);
    }

    @Test
    void aClientThatMustPushItsRequestsCannotOmitIt() {
        BrowserResponse response = browser.open(
                TestRelyingParty.broker(issuer.uri()).request().build().toURI());

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers().firstValue("Location")).isEmpty();
    }

    private LoginTicket ticketAt(TestBrowser other, URI start) {
        return challenges.read(TestBrowser.ticketIn(other.open(start)));
    }

    private URI pushedStart() {
        TestRelyingParty broker = TestRelyingParty.broker(issuer.uri());
        return broker.pushed(broker.request().build());
    }
}
