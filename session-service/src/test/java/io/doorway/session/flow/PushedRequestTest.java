package io.doorway.session.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.RelyingParty;
import io.doorway.session.support.TestBrowser;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A pushed request is for its own client, one browser and one login (RFC 9126). */
@QuarkusTest
class PushedRequestTest extends ProviderTest {
    @Test
    void aPushedRequestBelongsToTheFirstBrowserThatOpensIt() {
        URI start = pushedStart();
        ticketAt(start);

        HttpResponse<String> stranger = new TestBrowser(issuer.uri()).open(start);

        assertThat(stranger.statusCode()).isEqualTo(400);
        assertThat(browser.open(start).statusCode())
                .as("a reload in the first browser")
                .isEqualTo(200);
    }

    @Test
    void aPushedRequestEndsWithItsLogin() {
        URI start = pushedStart();
        ChallengeId id = phones.approved(ticketAt(start), browser, account);
        completed(id);

        HttpResponse<String> again = browser.open(start);

        assertThat(again.statusCode()).isEqualTo(400);
    }

    @Test
    void anotherClientCannotUseAPushedRequest() {
        URI start = pushedStart();

        HttpResponse<String> answer =
                browser.open(URI.create(start.toString().replace("client_id=broker", "client_id=bank")));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void aClientThatMustPushCannotDoWithout() {
        HttpResponse<String> answer =
                browser.open(RelyingParty.broker(issuer.uri()).request().build().toURI());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    private URI pushedStart() {
        RelyingParty broker = RelyingParty.broker(issuer.uri());
        return broker.startWith(
                broker.push(broker.request().build()).toSuccessResponse().getRequestURI());
    }
}
