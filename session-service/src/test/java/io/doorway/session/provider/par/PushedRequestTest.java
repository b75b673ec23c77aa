package io.doorway.session.provider.par;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestBrowser;
import io.doorway.session.support.TestRelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** A pushed request can be used by its client, in one browser, for one login (RFC 9126). */
@QuarkusTest
class PushedRequestTest extends ProviderTest {
    @Test
    void aPushedRequestBelongsToTheFirstBrowserThatOpensIt() {
        URI start = pushedStart();
        ticketAt(start);

        BrowserResponse other = new TestBrowser(issuer.uri()).open(start);

        assertThat(other.status()).isEqualTo(400);
        assertThat(browser.open(start).status())
                .as("a reload in the first browser")
                .isEqualTo(200);
    }

    @Test
    void aPushedRequestOfACompletedLoginCannotBeUsedAgain() {
        URI start = pushedStart();
        ChallengeId id = challenges.approved(ticketAt(start), browser, account);
        completed(id);

        BrowserResponse second = browser.open(start);

        assertThat(second.status()).isEqualTo(400);
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

    private URI pushedStart() {
        TestRelyingParty broker = TestRelyingParty.broker(issuer.uri());
        return broker.pushed(broker.request().build());
    }
}
