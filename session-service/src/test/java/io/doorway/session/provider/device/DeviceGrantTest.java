package io.doorway.session.provider.device;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.login.ticket.LoginTicket;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.ProviderUnderTest;
import io.doorway.session.support.TestBrowser;
import io.doorway.store.redis.RedisCalls;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins of devices that show a code (RFC 8628). */
@QuarkusTest
class DeviceGrantTest extends ProviderTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
    private static final int CONTENDERS = 16;

    @Inject
    RedisCalls redis;

    @Test
    void aDeviceGetsTheTokensOfTheLoginInTheBrowserThatTheCodeWasTypedInto() {
        JsonPath device = authorized();
        poll(device).then().statusCode(400).body("error", equalTo("authorization_pending"));

        LoginTicket ticket =
                ticketOf(typed(browser, device.getString("user_code").toLowerCase()));
        assertThat(ticket.checkPolicy()).isEqualTo(CheckPolicy.ALWAYS);
        URI response = completed(challenges.approved(ticket, browser, account));
        assertThat(response.toString())
                .startsWith(issuer.at("/oauth2/device/response").toString());
        assertThat(browser.open(response).body()).contains("Continue on your device");

        waited(device);
        poll(device).then().statusCode(200).body("", hasKey("id_token"));
    }

    @Test
    void thePersonMayRefuse() {
        JsonPath device = authorized();
        LoginTicket ticket = ticketOf(typed(browser, device.getString("user_code")));
        assertThat(ticket.relyingParty().name()).isEqualTo("Television");
        BrowserResponse page = browser.open(
                URI.create(issuer.at("/oauth2/device/response") + "?error=access_denied&state=" + stateOf(ticket)));

        assertThat(page.body()).contains("Nobody was logged in");
        poll(device).then().statusCode(400).body("error", equalTo("access_denied"));
    }

    @Test
    void aDeviceThatAsksTooOftenIsToldToSlowDown() {
        JsonPath device = authorized();

        poll(device).then().body("error", equalTo("authorization_pending"));
        // The next poll comes before the time of this one, however slow the machine is.
        set(
                device,
                "polled",
                Long.toString(Instant.now().plus(Duration.ofHours(1)).toEpochMilli()));
        poll(device).then().statusCode(400).body("error", equalTo("slow_down"));
    }

    /** The record is moved to its end by the store, as time would. */
    @Test
    void anExpiredCodeIsRefusedInTheBrowserAndTheDeviceLearnsIt() {
        JsonPath device = authorized();
        set(device, "expires", "0");

        assertThat(typed(browser, device.getString("user_code")).status()).isEqualTo(400);
        poll(device).then().statusCode(400).body("error", equalTo("expired_token"));
    }

    /** Its registration was removed (RFC 7592) after its device had asked for codes. */
    @Test
    void theCodeOfAClientThatWasRemovedIsNotValid() {
        JsonPath device = authorized();
        set(device, "client", "removed");

        BrowserResponse response = typed(browser, device.getString("user_code"));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("This code is not valid");
    }

    @Test
    void anotherBrowserCannotTypeACodeThatIsInUseAndCannotBringItsOwnResponse() {
        JsonPath device = authorized();
        LoginTicket ticket = ticketOf(typed(browser, device.getString("user_code")));
        TestBrowser other = new TestBrowser(issuer.uri());

        assertThat(typed(other, device.getString("user_code")).status()).isEqualTo(400);
        assertThat(other.open(URI.create(
                                issuer.at("/oauth2/device/response") + "?code=stolen&state=" + stateOf(ticket)))
                        .status())
                .isEqualTo(400);
        poll(device).then().body("error", equalTo("authorization_pending"));
    }

    /** A page elsewhere that posts the code of its own device would log the person in there. */
    @Test
    void aFormOfAnotherPageBeginsNoLogin() {
        JsonPath device = authorized();
        browser.open(issuer.at("/oauth2/device"));

        BrowserResponse response =
                browser.postForm(issuer.at("/oauth2/device"), "token=guess&user_code=" + device.getString("user_code"));

        assertThat(response.headers().firstValue("Location").orElseThrow())
                .isEqualTo(issuer.at("/oauth2/device").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABCD", "AAAA-AAAA", "BCDF-GHJK", "BCDFGHJK%00"})
    void anUnknownCodeHasOneAnswer(String code) {
        BrowserResponse response = typed(browser, code);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("This code is not valid");
    }

    @Test
    void onlyTheClientOfACodeGetsItsTokens() {
        JsonPath device = authorized();

        given().auth()
                .preemptive()
                .basic("bank", ProviderUnderTest.BANK_SECRET)
                .formParam("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
                .formParam("device_code", device.getString("device_code"))
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
        poll("invented.code").then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void aClientWithoutTheGrantAndAnActionAreRefused() {
        given().auth()
                .preemptive()
                .basic("bank", ProviderUnderTest.BANK_SECRET)
                .formParam("scope", "openid")
                .post("/oauth2/device-authorization")
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
        given().formParam("client_id", "television")
                .formParam("action", "payment")
                .post("/oauth2/device-authorization")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void noClientSendsABrowserToTheAddressForDevices() {
        URI start = URI.create(issuer.at("/oauth2/authorize") + "?client_id=television&response_type=code&scope=openid"
                + "&redirect_uri=" + issuer.at("/oauth2/device/response"));

        assertThat(browser.open(start).status()).isEqualTo(400);
        given().formParam("client_id", "television")
                .formParam("response_type", "code")
                .formParam("scope", "openid")
                .formParam("redirect_uri", issuer.at("/oauth2/device/response").toString())
                .post("/oauth2/par")
                .then()
                .statusCode(400);
    }

    /** Of devices that ask at once, one gets tokens; the others came too early. */
    @Test
    void contendersGetTokensOnce() throws Exception {
        JsonPath device = authorized();
        LoginTicket ticket = ticketOf(typed(browser, device.getString("user_code")));
        browser.open(completed(challenges.approved(ticket, browser, account)));

        List<Integer> statuses =
                ConcurrentCalls.run(CONTENDERS, CONTENDERS, call -> poll(device).statusCode());

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
    }

    @Test
    void aSecondFetchOfTheTokensRevokesThem() {
        JsonPath device = authorized();
        LoginTicket ticket = ticketOf(typed(browser, device.getString("user_code")));
        browser.open(completed(challenges.approved(ticket, browser, account)));
        String token = poll(device).then().statusCode(200).extract().path("access_token");
        given().auth().oauth2(token).get("/oauth2/userinfo").then().statusCode(200);
        waited(device);

        poll(device).then().statusCode(400).body("error", equalTo("invalid_grant"));

        given().auth().oauth2(token).get("/oauth2/userinfo").then().statusCode(401);
    }

    @Test
    void theMetadataHasTheEndpointAndTheAnswerNoLinkWithTheCode() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body(
                        "device_authorization_endpoint",
                        equalTo(issuer.at("/oauth2/device-authorization").toString()));
        given().formParam("client_id", "television")
                .post("/oauth2/device-authorization")
                .then()
                .statusCode(200)
                .body("verification_uri", equalTo(issuer.at("/oauth2/device").toString()))
                .body("expires_in", equalTo(600))
                .body("interval", equalTo(5))
                .body("", not(hasKey("verification_uri_complete")));
    }

    private static JsonPath authorized() {
        return given().formParam("client_id", "television")
                .formParam("scope", "openid profile")
                .post("/oauth2/device-authorization")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Response poll(JsonPath device) {
        return poll(device.getString("device_code"));
    }

    private static Response poll(String deviceCode) {
        return given().formParam("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
                .formParam("client_id", "television")
                .formParam("device_code", deviceCode)
                .post("/oauth2/token");
    }

    /** The page is opened, and its form is sent with the code. */
    private BrowserResponse typed(TestBrowser with, String code) {
        Matcher token = TOKEN.matcher(with.open(issuer.at("/oauth2/device")).body());
        assertThat(token.find()).isTrue();
        return with.postForm(issuer.at("/oauth2/device"), "token=" + token.group(1) + "&user_code=" + code);
    }

    private LoginTicket ticketOf(BrowserResponse redirect) {
        return ticketAt(URI.create(redirect.headers().firstValue("Location").orElseThrow()));
    }

    private static String stateOf(LoginTicket ticket) {
        return String.valueOf(
                AcceptedRequest.parse(ticket.authorizationRequest()).state());
    }

    /** The time between two polls has passed. */
    private void waited(JsonPath device) {
        set(device, "interval", "0");
    }

    private void set(JsonPath device, String field, String value) {
        String id = device.getString("device_code").split("\\.")[0];
        redis.send(Request.cmd(Command.HSET)
                        .arg("device-authorization:" + Sha256.text(id))
                        .arg(field)
                        .arg(value))
                .await()
                .indefinitely();
    }
}
