package io.doorway.e2e.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Launcher;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./doorway doctor} at the running platform. */
class DoctorTest {

    private static final URI SITE = URI.create("http://localhost:9");
    private static final URI REDIRECT_URI = SITE.resolve("/callback");
    private static final Pattern REFERENCE = Pattern.compile("id=\"doorway-error-reference\">[^<]*([0-9a-f]{8})<");
    private static final Map<String, String> REDEMPTION = Map.of(
            "grant_type",
            "authorization_code",
            "code",
            TestPlatform.UNKNOWN_ID,
            "redirect_uri",
            REDIRECT_URI.toString());

    @TempDir
    static Path home;

    private static Launcher launcher;

    @BeforeAll
    static void findThePlatform() throws Exception {
        launcher = new Launcher(home);
    }

    @AfterAll
    static void restore() {
        launcher.close();
    }

    @Test
    void eachErrorOfAClientIsShownWithWhatDiffersAndWhatToDo() throws Exception {
        JsonNode client = RunningWebsite.register(SITE, REDIRECT_URI);
        String id = client.get("client_id").asText();
        String secret = client.get("client_secret").asText();

        assertThat(IssuerHttp.form("/oauth2/token", basic(id, "wrong"), REDEMPTION)
                        .body())
                .contains("invalid_client")
                .doesNotContain("The client_secret is not the registered one");
        IssuerHttp.form("/oauth2/token", basic(id, secret), REDEMPTION);
        IssuerHttp.form("/oauth2/token", basic(id, secret), Map.of("grant_type", "client_credentials"));
        IssuerHttp.form("/oauth2/revoke", basic(id, secret), Map.of());
        IssuerHttp.form("/oauth2/introspect", basic(id, secret), Map.of());
        IssuerHttp.form("/oauth2/device-authorization", basic(id, secret), Map.of());
        IssuerHttp.form("/oauth2/par", basic(id, secret), Map.of("redirect_uri", "http://localhost:9/another"));
        String page = TestPlatform.browser()
                .send("GET", "/oauth2/authorize?client_id=" + id, Map.of())
                .body();
        assertThat(page).as("locally the page says the cause").contains("The parameter redirect_uri is missing");
        Matcher reference = REFERENCE.matcher(page);
        assertThat(reference.find()).isTrue();

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Launcher.run("", "doctor", id))
                        .containsSubsequence(
                                "authorization or logout endpoint  invalid_request  reference " + reference.group(1),
                                "redirect_uri",
                                "to do: ")
                        .containsSubsequence(
                                "PAR, device authorization or CIBA endpoint  invalid_request",
                                "redirect_uri is not registered",
                                "to do: ")
                        .containsSubsequence(
                                "PAR, device authorization or CIBA endpoint  unauthorized_client",
                                "not registered for the device grant",
                                "to do: ")
                        .containsSubsequence(
                                "userinfo or introspection endpoint  invalid_request",
                                "The parameter token must be sent once",
                                "token or revocation endpoint  invalid_request",
                                "The parameter token must be sent once")
                        .containsSubsequence("token or revocation endpoint  unsupported_grant_type", "to do: ")
                        .containsSubsequence(
                                "token or revocation endpoint  invalid_grant",
                                "The code is unknown",
                                "redeem each code once")
                        .containsSubsequence(
                                "token or revocation endpoint  invalid_client",
                                "The client_secret is not the registered one",
                                "token_endpoint_auth_method"));
    }

    @Test
    void aRequestThatIsNotReadIsShownForTheClientThatItNames() throws Exception {
        String id = RunningWebsite.register(SITE, REDIRECT_URI).get("client_id").asText();

        IssuerHttp.get("/oauth2/token?client_id=" + id, Map.of());
        IssuerHttp.send(
                "POST", "/oauth2/par", Map.of("Content-Type", "application/json"), "{\"client_id\":\"" + id + "\"}");
        IssuerHttp.form("/oauth2/token", basic(id, "guess"), Map.of("client_secret", "guess"));

        Awaitility.await()
                .untilAsserted(() -> assertThat(Launcher.run("", "doctor", id, "--days", "1"))
                        .containsSubsequence(
                                "token or revocation endpoint  invalid_request",
                                "two client authentications",
                                "PAR, device authorization or CIBA endpoint  invalid_request",
                                "application/x-www-form-urlencoded",
                                "token or revocation endpoint  invalid_request",
                                "in the body of a POST",
                                "3 errors; searched back to "));
        assertThat(Launcher.refusal(2, "doctor", id, "--days", "0")).contains("--days: expected 1 to 3650");
    }

    @Test
    void aClientWithAnotherMethodIsToldTheSettingOnlyIfItHasTheSecret() throws Exception {
        JsonNode client = RunningWebsite.register(SITE, REDIRECT_URI);
        String id = client.get("client_id").asText();
        String cause = "registered for client_secret_basic and used client_secret_post";

        assertThat(post(id, client.get("client_secret").asText()).body()).contains("invalid_client", cause);
        assertThat(post(id, "wrong").body()).contains("invalid_client").doesNotContain(cause);
    }

    @Test
    void aClientWithoutErrorsAndAnUnknownOneAreToldApart() throws Exception {
        String id = RunningWebsite.register(SITE, REDIRECT_URI).get("client_id").asText();
        HeadlessBrowser browser = TestPlatform.browser();
        browser.start(browser.open(Shop.authorization(Map.of(
                "client_id",
                id,
                "response_type",
                "code",
                "scope",
                "openid",
                "redirect_uri",
                REDIRECT_URI.toString()))));

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Launcher.run("", "doctor", id))
                        .startsWith(id + ": no errors in the last 30 days, since "));
        assertThat(Launcher.refusal(1, "doctor", "nobody"))
                .isEqualTo(
                        "doorway: no request of the client nobody is known: compare it with the client_id of the registration\n");
        assertThat(Launcher.refusal(1, "doctor", "no client")).isEqualTo("doorway: not a client_id: 'no client'\n");
    }

    @Test
    void anotherDoorwayIsAskedWithAToken() {
        String issuer = TestPlatform.issuer().toString();
        String token = TestPlatform.platform().operatorToken("enrolment");

        assertThat(Launcher.refusal(1, "doctor", "plain-shop", "--audit", issuer, "--token", token))
                .startsWith("doorway: the audit refuses the token");
        assertThat(Launcher.refusal(2, "doctor", "plain-shop", "--audit", issuer))
                .contains("--audit requires --token");
        assertThat(Launcher.refusal(1, "doctor", "plain-shop", "--audit", "http://localhost:9", "--token", token))
                .isEqualTo("doorway: the audit does not answer\n");
    }

    @Test
    void withoutAPlatformItSaysHowToStartOne(@TempDir Path empty) throws Exception {
        Files.createFile(empty.resolve("doorway"));
        System.setProperty("doorway.home", empty.toString());
        try {
            assertThat(Launcher.refusal(1, "doctor", "plain-shop"))
                    .isEqualTo("doorway: no local platform is running: start one with ./doorway up\n");
        } finally {
            System.setProperty("doorway.home", home.toString());
        }
    }

    private static BrowserResponse post(String id, String secret) {
        Map<String, String> form = new HashMap<>(REDEMPTION);
        form.put("client_id", id);
        form.put("client_secret", secret);
        return IssuerHttp.form("/oauth2/token", Map.of(), form);
    }

    private static Map<String, String> basic(String id, String secret) {
        String both = id + ":" + secret;
        return Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }
}
