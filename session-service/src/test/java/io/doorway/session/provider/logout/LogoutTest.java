package io.doorway.session.provider.logout;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.session.database.Database;
import io.doorway.session.provider.keys.SigningKeys;
import io.doorway.session.support.LogoutReceiver;
import io.doorway.session.support.LogoutReceiver.Received;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestBrowser;
import io.doorway.session.support.TestRelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person is logged in at the shop. */
@QuarkusTest
class LogoutTest extends ProviderTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    SigningKeys keys;

    @Inject
    Database database;

    private LogoutReceiver receiver;
    private TestRelyingParty shop;
    private OIDCTokenResponse loggedIn;

    @BeforeEach
    void login() {
        receiver = new LogoutReceiver();
        shop = TestRelyingParty.shop(issuer.uri());
        loggedIn = tokens(shop.redeem(codeIn(shop, completed(approved(shop)))));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void withAnIdTokenTheBrowserIsLoggedOutAndComesBack() {
        BrowserResponse response = logout(Map.of(
                "id_token_hint", idToken(), "post_logout_redirect_uri", "https://shop.example/bye", "state", "a b"));

        assertThat(response.status()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location")).contains("https://shop.example/bye?state=a+b");
        assertThat(response.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.matches("(?i)__Host-doorway-sso=.*max-age=0.*"));
        assertThat(shop.userInfo(loggedIn.getOIDCTokens().getAccessToken()).getStatusCode())
                .isEqualTo(401);
        assertThat(isContinued()).isFalse();
    }

    @Test
    void theStateIsAddedToAnAddressWithAQuery() {
        BrowserResponse response = logout(Map.of(
                "client_id", "shop",
                "id_token_hint", idToken(),
                "post_logout_redirect_uri", "https://shop.example/bye?kind=normal",
                "state", "s"));

        assertThat(response.headers().firstValue("Location")).contains("https://shop.example/bye?kind=normal&state=s");
    }

    @Test
    void theRelyingPartyGetsASignedLogoutToken() throws Exception {
        JWTClaimsSet idToken = loggedIn.getOIDCTokens().getIDToken().getJWTClaimsSet();
        logout(Map.of("id_token_hint", idToken()));

        Received notice = receiver.await(sid(), 1).getFirst();

        assertThat(notice.path()).isEqualTo("/shop");
        assertThat(notice.contentType()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(notice.token().getHeader().getType()).hasToString("logout+jwt");
        JWSVerifier verifier = new ECDSAVerifier(keys.publicKeys()
                .getKeyByKeyId(notice.token().getHeader().getKeyID())
                .toECKey());
        assertThat(notice.token().verify(verifier)).isTrue();
        JWTClaimsSet claims = notice.token().getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(issuer.uri().toString());
        assertThat(claims.getAudience()).containsExactly("shop");
        assertThat(claims.getSubject()).isEqualTo(idToken.getSubject());
        assertThat(claims.getStringClaim("sid")).isEqualTo(idToken.getStringClaim("sid"));
        assertThat(claims.getJSONObjectClaim("events"))
                .containsOnlyKeys("http://schemas.openid.net/event/backchannel-logout");
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getExpirationTime()).isAfter(claims.getIssueTime());
        assertThat(claims.getClaim("nonce")).isNull();
    }

    @Test
    void aNoticeIsRepeatedUntilItIsAccepted() {
        receiver.answer(503);
        logout(Map.of("id_token_hint", idToken()));
        receiver.await(sid(), 1);
        receiver.answer(204);
        makeDue();

        receiver.await(sid(), 2);

        Awaitility.await()
                .atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(pending()).isZero());
    }

    @Test
    void afterTheLastAttemptANoticeIsGivenUp() {
        receiver.answer(400);
        logout(Map.of("id_token_hint", idToken()));
        for (int attempt = 1; attempt <= LogoutNotices.MAX_ATTEMPTS; attempt++) {
            receiver.await(sid(), attempt);
            makeDue();
        }

        Awaitility.await()
                .atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(pending()).isZero());
        assertThat(receiver.of(sid())).hasSize(LogoutNotices.MAX_ATTEMPTS);
    }

    @Test
    void aLinkPreviewLogsNobodyOut() {
        String path = "/oauth2/logout?" + query(Map.of("id_token_hint", idToken()));

        assertThat(browser.browser().send("HEAD", path, Map.of()).status()).isEqualTo(200);
        assertThat(browser.browser()
                        .send("GET", path, Map.of("Sec-Purpose", "prefetch;prerender"))
                        .status())
                .isEqualTo(503);

        assertThat(isContinued()).isTrue();
    }

    @Test
    void withoutAnIdTokenThePersonConfirms() {
        BrowserResponse question =
                logout(Map.of("client_id", "shop", "post_logout_redirect_uri", "https://shop.example/bye"));
        assertThat(question.status()).isEqualTo(200);
        assertThat(question.body())
                .contains("doorway-confirm-logout")
                .as("without it browsers send the form without Doorway's origin")
                .contains("<meta name=\"referrer\" content=\"same-origin\">");
        assertThat(isContinued()).as("not logged out by the question").isTrue();

        BrowserResponse answer = confirm(issuer.uri().toString());

        assertThat(answer.headers().firstValue("Location")).contains("https://shop.example/bye");
        assertThat(isContinued()).isFalse();
    }

    /** Chromium applies the directive to the redirect after the form. */
    @Test
    void thePagesFormMayLeadToAProgram() {
        BrowserResponse question =
                logout(Map.of("client_id", "program", "post_logout_redirect_uri", "example.program:/bye"));

        assertThat(question.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("form-action https: http: example.program:; ");
        assertThat(logout(Map.of()).headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("form-action https: http:; ");
    }

    @Test
    void thePersonMayStayLoggedIn() {
        assertThat(logout(Map.of()).body()).contains("formaction=\"/oauth2/logout/declined\"");

        assertThat(decline(Map.of()).body()).contains("id=\"doorway-still-logged-in\"");
        assertThat(decline(Map.of(
                                "client_id", "shop",
                                "post_logout_redirect_uri", "https://shop.example/bye",
                                "state", "s"))
                        .headers()
                        .firstValue("Location"))
                .contains("https://shop.example/bye?state=s");
        assertThat(decline(Map.of("client_id", "shop", "post_logout_redirect_uri", "https://evil.example"))
                        .status())
                .as("not an open redirect")
                .isEqualTo(400);
        assertThat(isContinued()).isTrue();
    }

    @Test
    void anotherSiteCannotConfirm() {
        BrowserResponse answer = confirm("https://evil.example");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .as("the error page has its styles")
                .contains("style-src 'self'");
        assertThat(isContinued()).isTrue();
    }

    @Test
    void withoutAnAddressThePersonSeesThatItIsDone() {
        BrowserResponse response = logout(Map.of("id_token_hint", idToken()));

        String location = response.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo(issuer.uri() + "/oauth2/logged-out");
        assertThat(browser.open(URI.create(location)).body()).contains("id=\"doorway-logged-out\"");
    }

    @Test
    void whoIsNotLoggedInIsLoggedOut() {
        browser = new TestBrowser(issuer.uri());

        assertThat(logout(Map.of()).headers().firstValue("Location").orElseThrow())
                .endsWith("/oauth2/logged-out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/bye/",
                "https://shop.example/BYE",
                "https://shop.example/bye?kind=other",
                "https://evil.example/bye",
                "javascript:alert(1)"
            })
    void anAddressThatIsNotRegisteredIsAnError(String address) {
        BrowserResponse response = logout(Map.of("id_token_hint", idToken(), "post_logout_redirect_uri", address));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers().firstValue("Location")).isEmpty();
        assertThat(isContinued()).as("still logged in").isTrue();
    }

    @Test
    void anAddressNeedsAClient() {
        assertThat(logout(Map.of("post_logout_redirect_uri", "https://shop.example/bye"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aChangedIdTokenIsAnError() {
        int signature = idToken().lastIndexOf('.') + 1;
        char another = idToken().charAt(signature) == 'A' ? 'B' : 'A';
        String changed = idToken().substring(0, signature) + another + idToken().substring(signature + 1);

        assertThat(logout(Map.of("id_token_hint", changed)).status()).isEqualTo(400);
        assertThat(isContinued()).isTrue();
    }

    @Test
    void aLogoutTokenIsNoIdToken() {
        logout(Map.of("id_token_hint", idToken()));
        String logoutToken = receiver.await(sid(), 1).getFirst().token().serialize();

        assertThat(logout(Map.of("id_token_hint", logoutToken)).status()).isEqualTo(400);
    }

    @Test
    void theIdTokenOfAnotherClientIsAnError() {
        assertThat(logout(Map.of("id_token_hint", idToken(), "client_id", "bank"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aFormIsTakenAsAnAddress() {
        BrowserResponse response =
                browser.postForm(issuer.at("/oauth2/logout"), query(Map.of("id_token_hint", idToken())));

        assertThat(response.status()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location").orElseThrow())
                .startsWith(issuer.uri() + "/oauth2/logout?id_token_hint=");
    }

    private BrowserResponse logout(Map<String, String> parameters) {
        return browser.open(issuer.at("/oauth2/logout?" + query(parameters)));
    }

    private BrowserResponse decline(Map<String, String> parameters) {
        return browser.postForm(issuer.at("/oauth2/logout/declined"), query(parameters));
    }

    private BrowserResponse confirm(String origin) {
        return browser.postForm(
                issuer.at("/oauth2/logout/confirmed"),
                query(Map.of("client_id", "shop", "post_logout_redirect_uri", "https://shop.example/bye")),
                Map.of("Origin", origin));
    }

    private boolean isContinued() {
        String ticket = TestBrowser.ticketIn(browser.open(shop.request().build().toURI()));
        return browser.continueSession(ticket).status() == 200;
    }

    private String idToken() {
        JWT token = loggedIn.getOIDCTokens().getIDToken();
        return token.serialize();
    }

    private String sid() {
        try {
            return loggedIn.getOIDCTokens().getIDToken().getJWTClaimsSet().getStringClaim("sid");
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void makeDue() {
        database.query("update session.logout_notice set next_attempt_at = now()", Tuple.tuple())
                .await()
                .indefinitely();
    }

    private long pending() {
        return database.query("select count(*) from session.logout_notice where sid = $1", Tuple.of(sid()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
