package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.phone.ScannedLogin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 33,
        name = "Host spoof: a request says that Doorway, or whoever asks, is somewhere else",
        control =
                "The issuer is configured and never read from a request; who asks is what the gateway says, and it drops what clients claim",
        where = "libs/edge `Issuer`; local `Gateway`")
class Attack33HostSpoofTest {

    private static final String EVIL = "evil.example";

    private static Map<String, String> claims() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", EVIL);
        headers.put("Host with a port", EVIL + ":80");
        headers.put("X-Forwarded-Host", EVIL);
        headers.put("X-Forwarded-Proto", "https");
        headers.put("X-Forwarded-Port", "444");
        headers.put("X-Forwarded-Prefix", "/" + EVIL);
        headers.put("X-Forwarded-For", "203.0.113.66");
        headers.put("X-Forwarded-Server", EVIL);
        headers.put("X-Original-Host", EVIL);
        headers.put("X-Original-URL", "/admin/accounts");
        headers.put("X-Rewrite-URL", "/admin/accounts");
        headers.put("X-Host", EVIL);
        headers.put("X-Real-IP", "203.0.113.66");
        headers.put("True-Client-IP", "203.0.113.66");
        headers.put("CF-Connecting-IP", "203.0.113.66");
        headers.put("Forwarded", "for=203.0.113.66;host=" + EVIL + ";proto=https");
        headers.put("X-HTTP-Method-Override", "DELETE");
        headers.put("Via", "1.1 " + EVIL);
        return headers;
    }

    @ParameterizedTest
    @MethodSource
    void whatDoorwayCallsItself(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> whatDoorwayCallsItself() {
        return claims().entrySet().stream()
                .map(claim -> Attempt.holding(claim.getKey() + ": " + claim.getValue(), () -> {
                            Answer metadata = ask("/.well-known/openid-configuration", claim);
                            assertThat(metadata.status()).isEqualTo(200);
                            assertThat(metadata.body().replace("\\/", "/"))
                                    .contains("\"issuer\":\"" + Doorway.issuer() + "\"")
                                    .doesNotContain(EVIL, "203.0.113", ":444");
                        })
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void whoAsked(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** The address that a phone is shown is the connection's, whatever was claimed. */
    static Stream<Named<Attempt>> whoAsked() {
        return claims().entrySet().stream()
                .filter(claim -> !claim.getKey().startsWith("Host"))
                .map(claim -> Attempt.holding(claim.getKey() + ": " + claim.getValue(), () -> {
                            Victim victim = Victim.at("created");
                            HeadlessBrowser browser = victim.login().browser();
                            Map<String, String> headers = Map.of(
                                    "Authorization",
                                    "Bearer " + victim.login().form().ticket(),
                                    claim.getKey(),
                                    claim.getValue());
                            String created = browser.prove("POST", "/challenges", headers)
                                    .orRefused()
                                    .body();
                            String id = created.replaceAll(".*\"challenge_id\":\"([^\"]+)\".*", "$1");
                            String qr = browser.frames(id).current().content();
                            assertThat(qr).startsWith(Doorway.issuer() + "/q/");
                            ScannedLogin scanned = victim.phone()
                                    .scan(() -> browser.frames(id).current().content());
                            assertThat(scanned.transcript()).contains("\"ip\":\"127.0.0.1\"");
                        })
                        .named());
    }

    @Test
    void aProofForTheSpoofedAddressIsNone() {
        Victim victim = Victim.at("created");
        HeadlessBrowser browser = victim.login().browser();
        String path = "/challenges/" + victim.challenge() + "/frames";
        String proof = io.doorway.testkit.browser.DpopProofs.sign(
                browser.key(), "GET", java.net.URI.create("http://" + EVIL + path));

        Answer answer = Answer.of(browser.send("GET", path, Map.of("DPoP", proof, "X-Forwarded-Host", EVIL)));

        assertThat(answer.inWords()).isEqualTo("401 invalid-proof");
    }

    private static Answer ask(String target, Map.Entry<String, String> claim) throws java.io.IOException {
        boolean host = claim.getKey().startsWith("Host");
        List<String> headers = new ArrayList<>();
        headers.add("Host: " + (host ? claim.getValue() : Doorway.issuer().getAuthority()));
        if (!host) {
            headers.add(claim.getKey() + ": " + claim.getValue());
        }
        return RawHttp.send("GET", target, headers, "");
    }
}
