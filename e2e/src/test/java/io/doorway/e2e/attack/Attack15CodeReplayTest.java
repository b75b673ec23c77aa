package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.Wire;
import io.doorway.testkit.browser.BrowserAnswer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 15,
        name = "Code replay: an authorization code is redeemed a second time",
        control =
                "A code is good for one presentation, whatever came of it; a second one revokes what the first one gave",
        where = "session-service `CodeGrant`, `Presentations`, `present-code.lua`, `revoke-replayed.lua`")
class Attack15CodeReplayTest {

    private static final Map<String, BiFunction<Shop.Login, String, BrowserAnswer>> SECOND_USES = Map.of(
            "as it was", Shop.Login::redeem,
            "with another verifier",
                    (login, code) -> redeem(login.shop(), bent(login, code, "code_verifier", "v".repeat(43))),
            "without a verifier", (login, code) -> redeem(login.shop(), bent(login, code, "code_verifier", "")),
            "with another address",
                    (login, code) -> redeem(login.shop(), bent(login, code, "redirect_uri", Shop.OTHER.back())),
            "by another client", (login, code) -> redeem(Shop.OTHER, login.redemption(code)),
            "by another client, with its own address",
                    (login, code) -> redeem(Shop.OTHER, bent(login, code, "redirect_uri", Shop.OTHER.back())));

    @ParameterizedTest
    @MethodSource
    void theSecondUseIsRefusedAndEndsTheFirst(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> theSecondUseIsRefusedAndEndsTheFirst() {
        return SECOND_USES.entrySet().stream().flatMap(use -> {
            String[] token = new String[1];
            return Stream.of(Attempt.of(use.getKey(), () -> {
                        Shop.Login login = Victim.at("approved").login();
                        String code = login.code();
                        token[0] = Tokens.member(login.redeem(code), "access_token");
                        return Answer.of(use.getValue().apply(login, code));
                    })
                    .refused(400, "invalid_grant")
                    .leaving(() -> Tokens.userInfo(token[0]).inWords(), "401 invalid_token")
                    .named());
        });
    }

    @ParameterizedTest
    @MethodSource
    void aCodeThatWasPresentedWronglyIsBurnt(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aCodeThatWasPresentedWronglyIsBurnt() {
        return SECOND_USES.entrySet().stream()
                .filter(use -> !use.getKey().equals("as it was"))
                .map(use -> Attempt.of("then rightly, after once " + use.getKey(), () -> {
                            Shop.Login login = Victim.at("approved").login();
                            String code = login.code();
                            assertThat(use.getValue().apply(login, code).status())
                                    .isEqualTo(400);
                            return Answer.of(login.redeem(code));
                        })
                        .refused(400, "invalid_grant")
                        .named());
    }

    @Test
    void usedOnceItGivesATokenThatIsGood() {
        String token = Tokens.accessToken(Victim.at("approved").login());

        assertThat(Tokens.userInfo(token).status()).isEqualTo(200);
    }

    private static Map<String, String> bent(Shop.Login login, String code, String name, String value) {
        Map<String, String> parameters = new HashMap<>(login.redemption(code));
        parameters.put(name, value);
        parameters.values().removeIf(String::isEmpty);
        return parameters;
    }

    private static BrowserAnswer redeem(Shop shop, Map<String, String> parameters) {
        return Wire.form("/oauth2/token", shop.credentials(), parameters);
    }
}
