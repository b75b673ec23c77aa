package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
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
                "Only S256, required unless a confidential client is registered otherwise; a verifier without a challenge is "
                        + "refused too",
        where = "session-service `AuthorizationChecks`, `CodeChecks`")
class Attack18PkceDowngradeTest {

    private static final CodeVerifier VERIFIER = new CodeVerifier();

    @ParameterizedTest
    @MethodSource
    void aRequestWithoutS256(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aRequestWithoutS256() {
        return Stream.of(Shop.PLAIN, Shop.OPTIONAL_PKCE)
                .flatMap(shop -> changed(shop).entrySet().stream()
                        .flatMap(request -> Stream.of(
                                AttackCase.of(
                                                "authorize",
                                                () -> ObservedResponse.of(IssuerHttp.authorize(request.getValue())))
                                        .refused(303, "invalid_request")
                                        .named(shop.id() + ", " + request.getKey()),
                                AttackCase.of("push", () -> ObservedResponse.of(shop.push(request.getValue())))
                                        .refused(400, "invalid_request")
                                        .named(shop.id() + ", " + request.getKey()))));
    }

    private static Map<String, Map<String, String>> changed(Shop shop) {
        String challenge = shop.request(VERIFIER).get("code_challenge");
        Map<String, Map<String, String>> changed = new LinkedHashMap<>();
        if (shop.equals(Shop.PLAIN)) {
            changed.put("neither challenge nor method", with(shop, "", ""));
        }
        changed.put("no challenge", with(shop, "", "S256"));
        changed.put("no method, which means plain", with(shop, challenge, ""));
        changed.put("plain", with(shop, VERIFIER.getValue(), "plain"));
        changed.put("plain with a hash", with(shop, challenge, "plain"));
        changed.put("PLAIN", with(shop, challenge, "PLAIN"));
        changed.put("s256", with(shop, challenge, "s256"));
        changed.put("S512", with(shop, challenge, "S512"));
        changed.put("none", with(shop, challenge, "none"));
        changed.put("42 characters", with(shop, challenge.substring(1), "S256"));
        changed.put("44 characters", with(shop, challenge + "A", "S256"));
        changed.put("with padding", with(shop, challenge + "=", "S256"));
        changed.put("not base64url", with(shop, "+" + challenge.substring(1), "S256"));
        changed.put("a space", with(shop, " ", "S256"));
        return changed;
    }

    @ParameterizedTest
    @MethodSource
    void aVerifierWithoutAChallenge(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aVerifierWithoutAChallenge() {
        return Stream.of(AttackCase.of("a verifier although the request had no challenge", () -> {
                    Map<String, String> request = with(Shop.OPTIONAL_PKCE, "", "");
                    HeadlessBrowser browser = TestPlatform.browser();
                    LoginPageData page = browser.open(Shop.authorization(request));
                    Shop.Login login = new Shop.Login(Shop.OPTIONAL_PKCE, browser, page, browser.start(page), VERIFIER);
                    Victim other = Victim.at("created");
                    other.phone().approve(other.phone().scan(login::qr));
                    return ObservedResponse.of(login.redeem(login.code()));
                })
                .refused(400, "invalid_grant")
                .named());
    }

    @Test
    void s256IsAccepted() {
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
