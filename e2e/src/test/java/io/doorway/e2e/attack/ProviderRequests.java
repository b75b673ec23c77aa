package io.doorway.e2e.attack;

import static io.doorway.e2e.attack.RequestTemplate.basic;
import static io.doorway.e2e.attack.RequestTemplate.jws;
import static io.doorway.e2e.attack.RequestTemplate.text;
import static io.doorway.e2e.attack.RequestTemplate.written;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Valid requests for single sign-on, logout, the device grant and the registration of clients. */
final class ProviderRequests {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SESSION_COOKIE = "__Host-doorway-sso";

    /** In the form of a session's cookie. */
    static final String UNKNOWN_SESSION = "A".repeat(43);

    private ProviderRequests() {}

    /** A registered client. */
    private record Registered(String client, String token) {}

    static Stream<RequestFixture<?>> all() {
        return Stream.of(sessions(), devices(), registrations()).flatMap(List::stream);
    }

    private static List<RequestFixture<?>> sessions() {
        return List.of(
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /login/single-sign-on",
                        403,
                        BrowserRequests::page,
                        (page, nonce) -> BrowserRequests.proved(
                                        page.browser(), "POST", "/login/single-sign-on", "/login/single-sign-on")
                                .set("cookie", SESSION_COOKIE, UNKNOWN_SESSION)
                                .set("cookie", "__Host-doorway-device", UNKNOWN_SESSION)
                                .set(
                                        "header",
                                        "Authorization",
                                        text("Bearer ", page.data().ticket()))),
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /login/device-session",
                        401,
                        PhoneMessages::newKey,
                        (key, nonce) -> RequestTemplate.of("POST", "/login/device-session")
                                .set("cookie", SESSION_COOKIE, UNKNOWN_SESSION)
                                .set("header", "Secure-Session-Response", foreignIdToken(key))),
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /login/device-session/refresh",
                        401,
                        PhoneMessages::newKey,
                        (key, nonce) -> RequestTemplate.of("POST", "/login/device-session/refresh")
                                .set("cookie", SESSION_COOKIE, UNKNOWN_SESSION)
                                .set("header", "Sec-Secure-Session-Id", TestPlatform.UNKNOWN_ID)
                                .set("header", "Secure-Session-Response", foreignIdToken(key))),
                new RequestFixture<>(
                        Parts.SESSION,
                        "GET /oauth2/logout",
                        303,
                        Object::new,
                        (none, nonce) -> RequestTemplate.of("GET", "/oauth2/logout")
                                .setAll("query", logout())
                                .set("header", "Sec-Purpose", "none")
                                .set("cookie", SESSION_COOKIE, UNKNOWN_SESSION)),
                new RequestFixture<>(
                        Parts.SESSION,
                        "GET /oauth2/logout with an ID token",
                        400,
                        PhoneMessages::newKey,
                        (key, nonce) -> RequestTemplate.of("GET", "/oauth2/logout")
                                .setAll("query", logout())
                                .set("query", "id_token_hint", foreignIdToken(key))),
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /oauth2/logout",
                        303,
                        PhoneMessages::newKey,
                        (key, nonce) -> RequestTemplate.of("POST", "/oauth2/logout")
                                .setAll("form", logout())
                                .set("form", "id_token_hint", foreignIdToken(key))
                                .set("header", "Content-Type", FORM)));
    }

    private static Map<String, Object> logout() {
        return Map.of("client_id", Shop.PLAIN.id(), "state", "a", "logout_hint", "ada", "ui_locales", "de");
    }

    /** Of a key that is not Doorway's. */
    private static JsonNode foreignIdToken(ECKey key) {
        return jws(key, Map.of("alg", "ES256"), Map.of("sub", "ada", "aud", Shop.PLAIN.id()));
    }

    private static List<RequestFixture<?>> devices() {
        return List.of(
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /oauth2/device-authorization",
                        200,
                        Object::new,
                        (none, nonce) -> RequestTemplate.of("POST", "/oauth2/device-authorization")
                                .setAll("form", Map.of("client_id", "television", "scope", "openid"))
                                .set("header", "Content-Type", FORM)),
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /oauth2/bc-authorize",
                        200,
                        Object::new,
                        (none, nonce) -> RequestTemplate.of("POST", "/oauth2/bc-authorize")
                                .setAll("form", backchannelRequest())
                                .set("header", "Authorization", text("Basic ", basic("till", "till-secret-for-tests")))
                                .set("header", "Content-Type", FORM)),
                new RequestFixture<>(
                        Parts.SESSION,
                        "GET /oauth2/device",
                        200,
                        Object::new,
                        (none, nonce) -> RequestTemplate.of("GET", "/oauth2/device")
                                .set("cookie", "__Host-doorway", TestPlatform.UNKNOWN_ID)),
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /oauth2/device",
                        303,
                        Object::new,
                        (none, nonce) -> RequestTemplate.of("POST", "/oauth2/device")
                                .setAll("form", Map.of("token", "guess", "user_code", "BCDF-GHJK"))
                                .set("header", "Content-Type", FORM)
                                .set("cookie", "__Host-doorway", TestPlatform.UNKNOWN_ID)));
    }

    /** Of an account of its own, because each has a limit. */
    private static Map<String, Object> backchannelRequest() {
        return Map.of(
                "scope",
                "openid",
                "login_hint",
                "asked-" + UUID.randomUUID(),
                "binding_message",
                "K7 at till 4",
                "requested_expiry",
                "30",
                "acr_values",
                "urn:doorway:acr:qr",
                "action",
                "login",
                "action_message",
                "Hello");
    }

    private static List<RequestFixture<?>> registrations() {
        String operator = "Bearer " + TestPlatform.platform().operatorToken("registration");
        return List.of(
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /oauth2/register",
                        201,
                        Object::new,
                        (none, nonce) -> RequestTemplate.of("POST", "/oauth2/register")
                                .set("header", "Authorization", operator)
                                .body(JSON, metadata())),
                new RequestFixture<>(
                        Parts.SESSION,
                        "GET /oauth2/register/{client}",
                        200,
                        ProviderRequests::register,
                        (registered, nonce) -> ofClient("GET", registered)),
                new RequestFixture<>(
                        Parts.SESSION,
                        "PUT /oauth2/register/{client}",
                        200,
                        ProviderRequests::register,
                        (registered, nonce) -> ofClient("PUT", registered)
                                .body(
                                        JSON,
                                        written(Map.of(
                                                "client_id",
                                                registered.client(),
                                                "client_name",
                                                "Registered Shop",
                                                "redirect_uris",
                                                List.of("http://localhost:9/registered/back"))))),
                new RequestFixture<>(
                        Parts.SESSION,
                        "DELETE /oauth2/register/{client}",
                        204,
                        ProviderRequests::register,
                        (registered, nonce) -> ofClient("DELETE", registered)));
    }

    private static JsonNode metadata() {
        return written(Map.of(
                "client_name",
                "Registered Shop",
                "redirect_uris",
                List.of("http://localhost:9/registered/back"),
                "token_endpoint_auth_method",
                "client_secret_basic"));
    }

    private static RequestTemplate ofClient(String method, Registered registered) {
        return RequestTemplate.of(method, "/oauth2/register/{client}")
                .set("path", "client", registered.client())
                .set("header", "Authorization", text("Bearer ", registered.token()));
    }

    private static Registered register() {
        BrowserResponse answer = IssuerHttp.send(
                "POST",
                "/oauth2/register",
                Map.of(
                        "Authorization",
                        "Bearer " + TestPlatform.platform().operatorToken("registration"),
                        "Content-Type",
                        JSON),
                "{\"client_name\":\"Registered Shop\",\"redirect_uris\":[\"http://localhost:9/registered/back\"]}");
        return new Registered(
                IssuerHttp.member(answer, "client_id"), IssuerHttp.member(answer, "registration_access_token"));
    }
}
