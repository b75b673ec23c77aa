package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.Wire;
import io.doorway.testkit.browser.HeadlessBrowser;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 18,
        name = "PKCE downgrade: no challenge, plain, another method, a challenge of another form",
        control =
                "S256 alone, required unless a confidential client is registered otherwise; a verifier without a challenge is refused too",
        where = "session-service `AuthorizationChecks`, `CodeChecks`")
class Attack18PkceDowngradeTest {

    private static final CodeVerifier VERIFIER = new CodeVerifier();

    @ParameterizedTest
    @MethodSource
    void aWeakerRequest(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aWeakerRequest() {
        return Stream.of(Shop.PLAIN, Shop.OLD)
                .flatMap(shop -> bent(shop).entrySet().stream()
                        .flatMap(request -> Stream.of(
                                Attempt.of(
                                                "authorize",
                                                () -> Answer.of(Wire.get(
                                                        "/oauth2/authorize?" + Wire.encoded(request.getValue()),
                                                        Map.of())))
                                        .refused(303, "invalid_request")
                                        .named(shop.id() + ", " + request.getKey()),
                                Attempt.of("push", () -> Answer.of(shop.push(request.getValue())))
                                        .refused(400, "invalid_request")
                                        .named(shop.id() + ", " + request.getKey()))));
    }

    private static Map<String, Map<String, String>> bent(Shop shop) {
        String challenge = shop.request(VERIFIER).get("code_challenge");
        Map<String, Map<String, String>> bent = new LinkedHashMap<>();
        if (shop.equals(Shop.PLAIN)) {
            bent.put("neither challenge nor method", with(shop, "", ""));
        }
        bent.put("no challenge", with(shop, "", "S256"));
        bent.put("no method, which means plain", with(shop, challenge, ""));
        bent.put("plain", with(shop, VERIFIER.getValue(), "plain"));
        bent.put("plain with a hash", with(shop, challenge, "plain"));
        bent.put("PLAIN", with(shop, challenge, "PLAIN"));
        bent.put("s256", with(shop, challenge, "s256"));
        bent.put("S512", with(shop, challenge, "S512"));
        bent.put("none", with(shop, challenge, "none"));
        bent.put("42 characters", with(shop, challenge.substring(1), "S256"));
        bent.put("44 characters", with(shop, challenge + "A", "S256"));
        bent.put("with padding", with(shop, challenge + "=", "S256"));
        bent.put("not base64url", with(shop, "+" + challenge.substring(1), "S256"));
        bent.put("a space", with(shop, " ", "S256"));
        return bent;
    }

    @ParameterizedTest
    @MethodSource
    void aRedemptionThatDoesNotFit(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aRedemptionThatDoesNotFit() {
        return Stream.of(Attempt.of("a verifier where there was no challenge", () -> {
                    Map<String, String> request = with(Shop.OLD, "", "");
                    HeadlessBrowser browser = new HeadlessBrowser(
                            io.doorway.e2e.support.Doorway.HTTP, io.doorway.e2e.support.Doorway.issuer());
                    var form = browser.open(Shop.authorization(request));
                    Shop.Login login = new Shop.Login(Shop.OLD, browser, form, browser.start(form), VERIFIER);
                    Victim other = Victim.at("created");
                    other.phone().approve(other.phone().scan(login::qr));
                    return Answer.of(login.redeem(login.code()));
                })
                .refused(400, "invalid_grant")
                .named());
    }

    @Test
    void sha256IsTaken() {
        assertThat(Shop.PLAIN.push(Shop.PLAIN.request(VERIFIER)).status()).isEqualTo(201);
    }

    private static Map<String, String> with(Shop shop, String challenge, String method) {
        Map<String, String> request = new LinkedHashMap<>(shop.request(VERIFIER));
        request.put("code_challenge", challenge);
        request.put("code_challenge_method", method);
        request.values().removeIf(String::isEmpty);
        return request;
    }
}
