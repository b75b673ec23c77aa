package io.doorway.e2e.attack;

import static io.doorway.e2e.attack.RequestTemplate.basic;
import static io.doorway.e2e.attack.RequestTemplate.jws;
import static io.doorway.e2e.attack.RequestTemplate.text;
import static io.doorway.e2e.attack.RequestTemplate.written;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Valid requests of relying parties, which the browser forwards or they send themselves. */
final class RelyingPartyRequests {

    /** The relying party of {@code clients.yaml} that authenticates with this key. */
    private static final Shop KEY_SHOP = new Shop("key-shop", "http://localhost:9/key/back");

    private static final ECKey KEY = new ECKey.Builder(
                    Curve.P_256,
                    new Base64URL("D-J4TBxziDfPMdDYho92loyGpaD4EXm6TW1YcpdzuCg"),
                    new Base64URL("IKIfYGRMEna8kXnfMWuDQOP1VgCs2wEaVLpGFrHN0O4"))
            .d(new Base64URL("J1xInArVcNUCjNvx0zjP8Dsd-JDXA7gy5RXWMWja6B4"))
            .build();

    private RelyingPartyRequests() {}

    private record Redemption(Shop.Login login, String code) {}

    static Stream<RequestFixture<?>> all() {
        return Stream.of(authorization(), clients()).flatMap(List::stream);
    }

    private static List<RequestFixture<?>> authorization() {
        String authorize = "/oauth2/authorize";
        return List.of(
                new RequestFixture<>(
                        Parts.SESSION,
                        "GET " + authorize,
                        200,
                        Object::new,
                        (none, nonce) -> RequestTemplate.of("GET", authorize)
                                .setAll("query", authorizationRequest(Shop.PLAIN))
                                .set("query", "action", "login")
                                .set("header", "Accept-Language", "de-CH, en;q=0.5")
                                .set("header", "Sec-Purpose", "none")
                                .set("header", "Sec-Fetch-Dest", "document")
                                .set("cookie", "__Host-doorway-sso", ProviderRequests.UNKNOWN_SESSION)
                                .set("cookie", "__Host-doorway", TestPlatform.UNKNOWN_ID)),
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST " + authorize,
                        303,
                        Object::new,
                        (none, nonce) -> RequestTemplate.of("POST", authorize)
                                .setAll("form", authorizationRequest(Shop.PLAIN))
                                .set("header", "Content-Type", "application/x-www-form-urlencoded")),
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /oauth2/par",
                        201,
                        Object::new,
                        (none, nonce) -> form("/oauth2/par", authorizationRequest(KEY_SHOP))
                                .set("form", "action", "payment")
                                .set("form", "acr_values", "urn:doorway:acr:passkey")
                                .set(
                                        "form",
                                        "authorization_details",
                                        written(List.of(Map.of(
                                                "type",
                                                "payment",
                                                "amount",
                                                "4.20",
                                                "currency",
                                                "EUR",
                                                "payee",
                                                "Rail"))))
                                .set(
                                        "form",
                                        "client_assertion_type",
                                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                                .set("form", "client_assertion", assertion())),
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /oauth2/token with an assertion",
                        400,
                        Object::new,
                        (none, nonce) -> form(
                                        "/oauth2/token", new Redemption(KEY_SHOP.begin(), TestPlatform.UNKNOWN_ID))
                                .set(
                                        "form",
                                        "client_assertion_type",
                                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                                .set("form", "client_assertion", assertion())));
    }

    private static List<RequestFixture<?>> clients() {
        return List.of(
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /oauth2/token",
                        200,
                        RelyingPartyRequests::redemption,
                        (redemption, nonce) -> form("/oauth2/token", redemption)
                                .set("form", "resource", "https://api.example")
                                .set("form", "scope", "openid")
                                .set("header", "Authorization", text("Basic ", credentials()))),
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /oauth2/introspect",
                        200,
                        RelyingPartyRequests::accessToken,
                        (token, nonce) -> form(
                                        "/oauth2/introspect", Map.of("token", token, "token_type_hint", "access_token"))
                                .set("header", "Authorization", text("Basic ", credentials()))),
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /oauth2/revoke",
                        200,
                        RelyingPartyRequests::accessToken,
                        (token, nonce) -> form(
                                        "/oauth2/revoke", Map.of("token", token, "token_type_hint", "access_token"))
                                .set("header", "Authorization", text("Basic ", credentials()))),
                new RequestFixture<>(
                        Parts.SESSION,
                        "GET /oauth2/userinfo",
                        200,
                        RelyingPartyRequests::accessToken,
                        (token, nonce) -> RequestTemplate.of("GET", "/oauth2/userinfo")
                                .set("header", "Authorization", text("Bearer ", token))),
                new RequestFixture<>(
                        Parts.SESSION,
                        "POST /oauth2/userinfo",
                        200,
                        RelyingPartyRequests::accessToken,
                        (token, nonce) -> form("/oauth2/userinfo", Map.of("access_token", token))));
    }

    private static RequestTemplate form(String path, Map<String, ?> parameters) {
        return RequestTemplate.of("POST", path)
                .setAll("form", parameters)
                .set("header", "Content-Type", "application/x-www-form-urlencoded");
    }

    private static RequestTemplate form(String path, Redemption redemption) {
        return form(path, redemption.login().redemption(redemption.code()))
                .set("form", "client_id", redemption.login().shop().id());
    }

    /** With every parameter that the authorization endpoint reads. */
    private static Map<String, Object> authorizationRequest(Shop shop) {
        ECKey key = PhoneMessages.newKey();
        Map<String, Object> request = new LinkedHashMap<>(shop.request(new CodeVerifier()));
        request.put("response_mode", "query");
        request.put("display", "page");
        request.put("prompt", "login");
        request.put("max_age", "300");
        request.put("ui_locales", "de en");
        request.put("claims_locales", "de en");
        request.put("id_token_hint", jws(key, Map.of("alg", "ES256"), Map.of("sub", "ada")));
        request.put("login_hint", "ada");
        request.put("acr_values", "urn:doorway:acr:qr");
        request.put("action_message", "Hello");
        request.put(
                "claims",
                written(Map.of("id_token", Map.of("acr", Map.of("essential", false, "values", List.of("a"))))));
        return request;
    }

    private static JsonNode assertion() {
        long now = Instant.now().getEpochSecond();
        return jws(
                KEY,
                Map.of("alg", "ES256"),
                Map.of(
                        "iss", KEY_SHOP.id(),
                        "sub", KEY_SHOP.id(),
                        "aud", List.of(TestPlatform.issuer().toString()),
                        "jti", UUID.randomUUID().toString(),
                        "iat", now,
                        "nbf", now,
                        "exp", now + 60));
    }

    private static JsonNode credentials() {
        return basic(Shop.PLAIN.id(), IssuerHttp.formEncode("plain shop's secret for tests"));
    }

    private static Shop.Login approved() {
        Shop.Login login = Shop.PLAIN.begin();
        HeadlessPhone phone = TestPlatform.person("Approving").headlessPhone();
        phone.approve(phone.scan(login::frame));
        return login;
    }

    private static Redemption redemption() {
        Shop.Login login = approved();
        return new Redemption(login, login.code());
    }

    private static String accessToken() {
        return approved().accessToken();
    }
}
