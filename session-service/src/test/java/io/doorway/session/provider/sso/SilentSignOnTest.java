package io.doorway.session.provider.sso;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Prompt;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestRelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A browser that may have a session opens a request of the library with {@code prompt=none} (OpenID Connect Core section 3.1.2.1). */
@QuarkusTest
class SilentSignOnTest extends ProviderTest {
    private static final Pattern TICKET = Pattern.compile("\"ticket\":\"([^\"]+)\"");

    private TestRelyingParty shop;
    private TestRelyingParty library;

    @BeforeEach
    void relyingParties() {
        shop = TestRelyingParty.shop(issuer.uri());
        library = TestRelyingParty.library(issuer.uri());
    }

    @Test
    void withoutASessionALoginIsRequired() {
        URI response = browser.redirectOf(silent(library.request()));

        assertThat(library.read(response).toErrorResponse().getErrorObject().getCode())
                .isEqualTo("login_required");
        assertThat(library.read(response).getState()).isEqualTo(library.state);
    }

    @Test
    void thePageProvesTheKeyAndGetsTheCode() {
        completed(approved(shop));
        BrowserResponse page = browser.open(silent(library.request()));
        assertThat(page.body()).contains("doorway-silent", "error=login_required");

        BrowserResponse answer = browser.continueSession(ticketIn(page));

        assertThat(library.verified(tokens(library.redeem(codeIn(library, redirectIn(answer)))))
                        .getSubject())
                .isNotNull();
    }

    @Test
    void inAFrameALoginIsRequired() {
        completed(approved(shop));

        BrowserResponse response = browser.browser()
                .send(
                        "GET",
                        "/oauth2/authorize?" + silent(library.request()).getRawQuery(),
                        Map.of("Sec-Fetch-Dest", "iframe"));

        assertThat(response.headers().firstValue("Location").orElseThrow()).contains("error=login_required");
    }

    @Test
    void anActionNeedsInteraction() {
        completed(approved(shop));

        URI response = browser.redirectOf(silent(library.request().customParameter("action", "payment")));

        assertThat(library.read(response).toErrorResponse().getErrorObject().getCode())
                .isEqualTo("interaction_required");
    }

    private static URI silent(AuthenticationRequest.Builder request) {
        return request.prompt(new Prompt(Prompt.Type.NONE)).build().toURI();
    }

    private static String ticketIn(BrowserResponse page) {
        return TICKET.matcher(page.body()).results().findFirst().orElseThrow().group(1);
    }
}
