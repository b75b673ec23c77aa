package io.doorway.session.provider.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.Prompt;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A browser is redirected only to a redirect URI that is registered for the client. */
@QuarkusTest
class RedirectUriTest extends ProviderTest {
    @Test
    void noVariantOfTheRegisteredRedirectUriIsAccepted() {
        Stream.of(
                        "http://localhost:8090/callback/",
                        "http://localhost:8090/callback?x=1",
                        "http://localhost:8090/callback#x",
                        "http://localhost:8090/Callback",
                        "http://LOCALHOST:8090/callback",
                        "http://localhost:8090//callback",
                        "http://localhost:8090/callback/../callback",
                        "http://localhost:8091/callback",
                        "http://localhost/callback",
                        "https://localhost:8090/callback",
                        "http://localhost:8090@evil.example/callback",
                        "http://evil.example/callback",
                        "//localhost:8090/callback",
                        "/callback",
                        "javascript:alert(1)",
                        "http://localhost:8090/%63allback")
                .forEach(address -> {
                    URI start = URI.create(bank.request()
                            .build()
                            .toURI()
                            .toString()
                            .replaceAll(
                                    "redirect_uri=[^&]*",
                                    "redirect_uri=" + URLEncoder.encode(address, StandardCharsets.UTF_8)));

                    BrowserResponse response = browser.open(start);

                    assertThat(response.status()).as(address).isEqualTo(400);
                    assertThat(response.headers().firstValue("Location"))
                            .as(address)
                            .isEmpty();
                });
    }

    @Test
    void anUnknownClientGetsNoRedirect() {
        URI start = URI.create(bank.request().build().toURI().toString().replace("client_id=bank", "client_id=evil"));

        BrowserResponse response = browser.open(start);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void anErrorRedirectContainsStateAndIssuer() {
        URI start = bank.request().prompt(new Prompt("none")).build().toURI();

        BrowserResponse response = browser.open(start);

        var error = bank.read(
                        URI.create(response.headers().firstValue("Location").orElseThrow()))
                .toErrorResponse();
        assertThat(error.getErrorObject().getCode()).isEqualTo("login_required");
        assertThat(error.getState()).isEqualTo(bank.state);
        assertThat(error.getIssuer().getValue()).isEqualTo(issuer.toString());
    }
}
