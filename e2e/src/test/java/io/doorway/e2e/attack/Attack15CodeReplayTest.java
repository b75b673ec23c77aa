package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
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
                "A code may be redeemed once, whatever the result; a second attempt revokes what the first one returned",
        where = "session-service `CodeGrantHandler`, `CodeRedemptions`, `redeem-code.lua`, `revoke-replayed.lua`")
class Attack15CodeReplayTest {

    private static final Map<String, BiFunction<Shop.Login, String, BrowserResponse>> REDEMPTIONS = Map.of(
            "unchanged", Shop.Login::redeem,
            "with another verifier",
                    (login, code) -> redeem(login.shop(), changed(login, code, "code_verifier", "v".repeat(43))),
            "without a verifier", (login, code) -> redeem(login.shop(), changed(login, code, "code_verifier", "")),
            "with another redirect URI",
                    (login, code) ->
                            redeem(login.shop(), changed(login, code, "redirect_uri", Shop.OTHER.redirectUri())),
            "by another client", (login, code) -> redeem(Shop.OTHER, login.redemption(code)),
            "by another client, with its own redirect URI",
                    (login, code) ->
                            redeem(Shop.OTHER, changed(login, code, "redirect_uri", Shop.OTHER.redirectUri())));

    @ParameterizedTest
    @MethodSource
    void aSecondRedemptionIsRefusedAndRevokesTheTokens(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aSecondRedemptionIsRefusedAndRevokesTheTokens() {
        return REDEMPTIONS.entrySet().stream().flatMap(redemption -> {
            String[] token = new String[1];
            return Stream.of(AttackCase.of(redemption.getKey(), () -> {
                        Shop.Login login = Victim.at("approved").login();
                        String code = login.code();
                        token[0] = IssuerHttp.member(login.redeem(code), "access_token");
                        return ObservedResponse.of(redemption.getValue().apply(login, code));
                    })
                    .refused(400, "invalid_grant")
                    .leavingUnchanged(() -> ProtocolCalls.userInfo(token[0]).summary(), "401 invalid_token")
                    .named());
        });
    }

    @ParameterizedTest
    @MethodSource
    void aRedemptionAfterAFailedOne(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aRedemptionAfterAFailedOne() {
        return REDEMPTIONS.entrySet().stream()
                .filter(redemption -> !redemption.getKey().equals("unchanged"))
                .map(redemption -> AttackCase.of("valid, after one " + redemption.getKey(), () -> {
                            Shop.Login login = Victim.at("approved").login();
                            String code = login.code();
                            assertThat(redemption.getValue().apply(login, code).status())
                                    .isEqualTo(400);
                            return ObservedResponse.of(login.redeem(code));
                        })
                        .refused(400, "invalid_grant")
                        .named());
    }

    @Test
    void aCodeThatIsRedeemedOnceReturnsAValidToken() {
        String token = Victim.at("approved").login().accessToken();

        assertThat(ProtocolCalls.userInfo(token).status()).isEqualTo(200);
    }

    private static Map<String, String> changed(Shop.Login login, String code, String name, String value) {
        Map<String, String> parameters = new HashMap<>(login.redemption(code));
        parameters.put(name, value);
        parameters.values().removeIf(String::isEmpty);
        return parameters;
    }

    private static BrowserResponse redeem(Shop shop, Map<String, String> parameters) {
        return IssuerHttp.form("/oauth2/token", shop.credentials(), parameters);
    }
}
