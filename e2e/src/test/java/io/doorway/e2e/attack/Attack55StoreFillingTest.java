package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.StoredKeys;
import io.doorway.e2e.support.TestPlatform;
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
        row = 55,
        name = "Filling the store: requests without any account leave data in Redis",
        control =
                "An authorization request is kept in the signed login ticket, not in Redis; state, nonce, details and redirect URI have a maximum length; what is stored needs an authenticated client, or a ticket and passes the limits of address, network and system",
        where = "session-service `Authorize`, `AuthorizationChecks`, `AcceptedRequest`; libs/login `LoginTickets`")
class Attack55StoreFillingTest {

    private static final List<Shop> SHOPS = List.of(
            Shop.PLAIN,
            Shop.OTHER,
            Shop.OPTIONAL_PKCE,
            Shop.ALWAYS_CODE,
            Shop.DEFAULT_CHECK,
            Shop.SHARED_WORKSTATION,
            Shop.SHORT_DEADLINE);

    @ParameterizedTest
    @MethodSource
    void aLoginPageThatNobodyContinues(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aLoginPageThatNobodyContinues() {
        Map<String, Map<String, String>> requests = new LinkedHashMap<>();
        requests.put("as it is", Map.of());
        requests.put("the longest state", Map.of("state", "s".repeat(512)));
        requests.put("the longest nonce", Map.of("nonce", "n".repeat(512)));
        requests.put("both", Map.of("state", "\"".repeat(512), "nonce", "\"".repeat(512)));
        requests.put("a message", Map.of("action_message", "m".repeat(100)));
        requests.put("unknown parameters", Map.of("a", "x".repeat(1000), "b", "y".repeat(1000)));
        requests.put("many locales", Map.of("ui_locales", "en ".repeat(300).strip()));
        requests.put(
                "many acr values", Map.of("acr_values", "urn:x ".repeat(200).strip()));
        return SHOPS.stream()
                .flatMap(shop -> requests.entrySet().stream()
                        .map(request -> AttackCase.asserting(shop.id() + ", " + request.getKey(), () -> {
                                    Map<String, String> parameters = shop.request(new CodeVerifier());
                                    parameters.putAll(request.getValue());
                                    StoredKeys before = StoredKeys.now();

                                    for (int i = 0; i < 3; i++) {
                                        assertThat(TestPlatform.browser()
                                                        .sendGet(Shop.authorization(parameters))
                                                        .status())
                                                .isEqualTo(200);
                                    }

                                    assertThat(StoredKeys.now().since(before)).isEmpty();
                                })
                                .named()));
    }

    @ParameterizedTest
    @MethodSource
    void aLongerRequest(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aLongerRequest() {
        List<Named<AttackCase>> cases = new ArrayList<>();
        for (Shop shop : SHOPS) {
            for (String name : List.of("state", "nonce")) {
                for (int length : List.of(513, 1024, 4096)) {
                    cases.add(AttackCase.of("%s, %s of %d".formatted(shop.id(), name, length), () -> {
                                Map<String, String> parameters = shop.request(new CodeVerifier());
                                parameters.put(name, "a".repeat(length));
                                return ObservedResponse.of(
                                        TestPlatform.browser().sendGet(Shop.authorization(parameters)));
                            })
                            .refused(303, "invalid_request")
                            .named());
                }
            }
        }
        for (int length : List.of(513, 4096, 12_000)) {
            for (String name : List.of("state", "nonce", "authorization_details")) {
                cases.add(AttackCase.of("pushed, %s of %d".formatted(name, length), () -> {
                            Map<String, String> parameters = Shop.PLAIN.request(new CodeVerifier());
                            parameters.put(name, "a".repeat(length));
                            return ObservedResponse.of(Shop.PLAIN.push(parameters));
                        })
                        .refused(
                                400,
                                name.equals("authorization_details")
                                        ? "invalid_authorization_details"
                                        : "invalid_request")
                        .named());
            }
        }
        return cases.stream();
    }

    @Test
    void theLongestRequestCanBeCompleted() {
        Map<String, String> parameters = Shop.PLAIN.request(new CodeVerifier());
        parameters.put("state", "\"".repeat(512));
        parameters.put("nonce", "\"".repeat(512));
        var browser = TestPlatform.browser();
        var phone = TestPlatform.person("Ada").headlessPhone();
        String challenge =
                browser.start(browser.open(Shop.authorization(parameters))).challengeId();
        phone.approve(phone.scan(
                () -> Shop.Login.frameIn(browser.frames(challenge).current().content())));

        assertThat(IssuerHttp.parameter(browser.complete(challenge), "state")).isEqualTo("\"".repeat(512));
    }
}
