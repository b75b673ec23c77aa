package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.TestPlatform;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 33,
        name = "Host spoof: a request states another host for Doorway, or another address for its sender",
        control =
                "The issuer is configured and never read from a request; the client's address is set by the gateway, which "
                        + "discards the client's values",
        where = "libs/web `Issuer`; local `Gateway`")
class Attack33HostSpoofTest {

    private static final String EVIL = "evil.example";

    private static Map<String, String> spoofedHeaders() {
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
    void spoofedHeadersDoNotChangeTheIssuer(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> spoofedHeadersDoNotChangeTheIssuer() {
        return spoofedHeaders().entrySet().stream()
                .map(header -> AttackCase.asserting(header.getKey() + ": " + header.getValue(), () -> {
                            ObservedResponse metadata = request("/.well-known/openid-configuration", header);
                            assertThat(metadata.status()).isEqualTo(200);
                            assertThat(metadata.body().replace("\\/", "/"))
                                    .contains("\"issuer\":\"" + TestPlatform.issuer() + "\"")
                                    .doesNotContain(EVIL, "203.0.113", ":444");
                        })
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void spoofedHeadersDoNotChangeTheClientAddress(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** The phone displays the address of the connection. */
    static Stream<Named<AttackCase>> spoofedHeadersDoNotChangeTheClientAddress() {
        return spoofedHeaders().entrySet().stream()
                .filter(header -> !header.getKey().startsWith("Host"))
                .map(header -> AttackCase.asserting(header.getKey() + ": " + header.getValue(), () -> {
                            Victim victim = Victim.at("created");
                            HeadlessBrowser browser = victim.login().browser();
                            Map<String, String> headers = Map.of(
                                    "Authorization",
                                    "Bearer " + victim.login().page().ticket(),
                                    header.getKey(),
                                    header.getValue());
                            String created = browser.sendWithProof("POST", "/challenges", headers)
                                    .requireSuccess()
                                    .body();
                            String id = created.replaceAll(".*\"challenge_id\":\"([^\"]+)\".*", "$1");
                            String qr = browser.frames(id).current().content();
                            assertThat(qr).startsWith((TestPlatform.issuer() + "/Q/").toUpperCase(Locale.ROOT));
                            ScannedLogin scanned = victim.phone()
                                    .scan(() -> browser.frames(id).current().content());
                            assertThat(scanned.transcript()).contains("\"ip\":\"127.0.0.1\"");
                        })
                        .named());
    }

    @Test
    void aProofForTheSpoofedAddressIsRefused() {
        Victim victim = Victim.at("created");
        HeadlessBrowser browser = victim.login().browser();
        String path = "/challenges/" + victim.challenge() + "/frames";
        String proof = browser.key().proof("GET", URI.create("http://" + EVIL + path));

        ObservedResponse answer =
                ObservedResponse.of(browser.send("GET", path, Map.of("DPoP", proof, "X-Forwarded-Host", EVIL)));

        assertThat(answer.summary()).isEqualTo("401 invalid-proof");
    }

    private static ObservedResponse request(String target, Map.Entry<String, String> header) throws IOException {
        boolean host = header.getKey().startsWith("Host");
        List<String> headers = new ArrayList<>();
        headers.add("Host: " + (host ? header.getValue() : TestPlatform.issuer().getAuthority()));
        if (!host) {
            headers.add(header.getKey() + ": " + header.getValue());
        }
        return RawHttp.send("GET", target, headers, "");
    }
}
