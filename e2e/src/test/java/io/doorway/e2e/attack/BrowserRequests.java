package io.doorway.e2e.attack;

import static io.doorway.e2e.attack.RequestTemplate.jws;
import static io.doorway.e2e.attack.RequestTemplate.text;
import static io.doorway.e2e.attack.RequestTemplate.written;

import com.nimbusds.jose.jwk.ECKey;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.ClientHintsBody;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Valid requests of login pages. */
final class BrowserRequests {

    private static final String JSON = "application/json";
    private static final String COOKIE = "__Host-doorway";

    private BrowserRequests() {}

    record Page(HeadlessBrowser browser, LoginPageData data) {}

    private record Confirmation(Shop.Login login, String code) {}

    static Stream<RequestFixture<?>> all() {
        return Stream.of(loginPage(), events()).flatMap(List::stream);
    }

    private static List<RequestFixture<?>> loginPage() {
        return List.of(
                new RequestFixture<>(
                        Parts.CHALLENGE,
                        "POST /challenges",
                        201,
                        BrowserRequests::page,
                        (page, nonce) -> proved(page.browser(), "POST", "/challenges", "/challenges")
                                .set(
                                        "header",
                                        "Authorization",
                                        text("Bearer ", page.data().ticket()))
                                .set("header", "User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
                                .body(
                                        JSON,
                                        written(Map.of(
                                                "time_zone",
                                                "Europe/Paris",
                                                "route",
                                                "cross-device",
                                                "shared",
                                                true)))),
                new RequestFixture<>(
                        Parts.CHALLENGE,
                        "GET /challenges/{id}/frames",
                        200,
                        Shop.PLAIN::begin,
                        (login, nonce) -> ofLogin(login, "GET", "/challenges/{id}/frames")),
                new RequestFixture<>(
                        Parts.CHALLENGE,
                        "DELETE /challenges/{id}",
                        204,
                        Shop.PLAIN::begin,
                        (login, nonce) -> ofLogin(login, "DELETE", "/challenges/{id}")),
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /login/{id}/complete",
                        200,
                        BrowserRequests::confirmation,
                        (approved, nonce) -> ofLogin(approved.login(), "POST", "/login/{id}/complete")
                                .set("cookie", "__Host-doorway-sso", ProviderRequests.UNKNOWN_SESSION)
                                .body(JSON, written(Map.of("code", approved.code())))),
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /login/{id}/more-time",
                        200,
                        BrowserRequests::confirmation,
                        (approved, nonce) -> ofLogin(approved.login(), "POST", "/login/{id}/more-time")),
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /login/{id}/complete after a return",
                        200,
                        BrowserRequests::returned,
                        (approved, nonce) -> ofLogin(approved.login(), "POST", "/login/{id}/complete")
                                .body(JSON, written(Map.of("return_nonce", approved.code())))),
                new RequestFixture<>(
                        Parts.SESSION,
                        "GET /login/{id}/return",
                        200,
                        Object::new,
                        (none, nonce) -> RequestTemplate.of("GET", "/login/{id}/return")
                                .set("path", "id", TestPlatform.UNKNOWN_ID)
                                .set("header", "Accept-Language", "de-CH, en;q=0.5")
                                .set("cookie", "__Host-doorway-language", "ar")),
                new RequestFixture<>(
                        Parts.SESSION,
                        "GET /login/assets/{version}/{name}",
                        200,
                        BrowserRequests::assetsVersion,
                        (version, nonce) -> RequestTemplate.of("GET", "/login/assets/{version}/{name}")
                                .set("path", "version", version)
                                .set("path", "name", "main.js")
                                .set("header", "Accept-Encoding", "gzip;q=0.5")));
    }

    private static List<RequestFixture<?>> events() {
        String events = "/login/{id}/events";
        return List.of(
                new RequestFixture<>(
                        Parts.SESSION,
                        "GET " + events,
                        200,
                        Shop.PLAIN::begin,
                        (login, nonce) -> ofLogin(login, "GET", events).set("header", "Accept", JSON)),
                new RequestFixture<>(
                        Parts.SESSION,
                        "GET " + events + " as a stream",
                        200,
                        Shop.PLAIN::begin,
                        (login, nonce) -> ofLogin(login, "GET", events).set("header", "Accept", "text/event-stream")),
                new RequestFixture<>(
                        Parts.SESSION,
                        "GET " + events + " as a WebSocket",
                        101,
                        Shop.PLAIN::begin,
                        (login, nonce) -> ofLogin(login, "GET", events)
                                .set("header", "Connection", "Upgrade")
                                .set("header", "Upgrade", "websocket")
                                .set("header", "Origin", TestPlatform.issuer().toString())
                                .set("header", "Sec-WebSocket-Version", "13")
                                .set("header", "Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")));
    }

    /** A request with the cookie and a proof of the browser. */
    static RequestTemplate proved(HeadlessBrowser browser, String method, String template, String path) {
        ECKey key = browser.key().key();
        return RequestTemplate.of(method, template)
                .set("cookie", COOKIE, Objects.requireNonNull(browser.bindingCookie()))
                .set(
                        "header",
                        "DPoP",
                        jws(
                                key,
                                Map.of(
                                        "typ",
                                        "dpop+jwt",
                                        "alg",
                                        "ES256",
                                        "jwk",
                                        key.toPublicJWK().toJSONObject()),
                                Map.of(
                                        "htm",
                                        method,
                                        "htu",
                                        TestPlatform.issuer() + path,
                                        "iat",
                                        Instant.now().getEpochSecond(),
                                        "jti",
                                        UUID.randomUUID().toString())));
    }

    private static RequestTemplate ofLogin(Shop.Login login, String method, String template) {
        return proved(login.browser(), method, template, template.replace("{id}", login.challenge()))
                .set("path", "id", login.challenge());
    }

    static Page page() {
        HeadlessBrowser browser = TestPlatform.browser();
        return new Page(browser, browser.open(Shop.PLAIN.authorization()));
    }

    private static Confirmation confirmation() {
        Shop.Login login = Shop.ALWAYS_CODE.begin();
        HeadlessPhone phone = TestPlatform.person("Confirming").headlessPhone();
        return new Confirmation(
                login,
                Objects.requireNonNull(phone.approve(phone.scan(login::frame)).code()));
    }

    private static Confirmation returned() {
        Shop.Login login = Shop.ALWAYS_CODE.begin(ClientHintsBody.NONE.onSameDevice());
        HeadlessPhone phone = TestPlatform.person("Returning").headlessPhone();
        URI address =
                Objects.requireNonNull(phone.approve(phone.scan(login::frame)).returnTo());
        return new Confirmation(login, address.getRawFragment());
    }

    private static String assetsVersion() {
        String page = TestPlatform.browser().sendGet(Shop.PLAIN.authorization()).body();
        return Pattern.compile("/login/assets/([^/]+)/")
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}
