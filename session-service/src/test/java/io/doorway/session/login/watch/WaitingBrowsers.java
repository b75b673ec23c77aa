package io.doorway.session.login.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Transitions;
import io.doorway.testkit.login.LoginRequestBuilder;
import io.doorway.testkit.store.StoredLogin;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;

/** A login that was begun, and the browser that waits for it. */
abstract class WaitingBrowsers {
    /** Longer than anything takes on a busy machine. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    static final HttpClient HTTP = HeadlessBrowser.newClient();
    static final SecureRandom RANDOM = new SecureRandom();

    @TestHTTPResource
    URI address;

    @ConfigProperty(name = "doorway.issuer")
    URI issuer;

    @Inject
    Transitions transitions;

    @Inject
    ChallengeStore store;

    @Inject
    Watchers watchers;

    HeadlessBrowser browser;
    StoredLogin login;
    String id;

    @BeforeEach
    void begin() {
        browser = newBrowser();
        login = begin(browser, Timing.DEFAULT);
        id = login.id().value();
    }

    HeadlessBrowser newBrowser() {
        URI origin = URI.create("http://" + address.getAuthority());
        return new HeadlessBrowser(HTTP, origin, issuer).useBindingCookie(newCookie());
    }

    static String newCookie() {
        return Base64Url.random(RANDOM, 16);
    }

    StoredLogin begin(HeadlessBrowser waiting, Timing timing) {
        return StoredLogin.create(
                store,
                transitions,
                LoginRequestBuilder.DEFAULT
                        .cookieHash(waiting.bindingCookieHash())
                        .browserKey(waiting.key().thumbprint())
                        .timing(timing));
    }

    int closeCode(HeadlessBrowser watcher, String challenge, String token) {
        LoginEventSocket socket = watcher.openSocket(challenge, issuer.toString());
        socket.sendToken(token);
        return socket.awaitClose(TIMEOUT);
    }

    LoginEventSocket socketWithHello(HeadlessBrowser watcher, String proof) {
        LoginEventSocket socket = watcher.openSocket(id, issuer.toString());
        socket.sendHello(proof);
        return socket;
    }

    static void assertProblem(BrowserResponse response, int status, String name) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).contains("urn:doorway:problem:" + name);
    }
}
