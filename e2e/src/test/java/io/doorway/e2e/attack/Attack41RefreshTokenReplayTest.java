package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.LoginPageMessages.ClientHintsBody;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 41,
        name = "Refresh token replay: a refresh token is used after it was replaced, revoked, or by another client",
        control = "The token of a public client is replaced at each use, and a replaced token that comes again ends all"
                + " tokens of its login; a token belongs to its client",
        where = "session-service `RefreshGrantHandler`, `RefreshChecks`, `RefreshTokens`, `RevokeTokens`")
class Attack41RefreshTokenReplayTest {

    private static final Shop SHOP = new Shop("refresh-shop", "http://localhost:9/refresh/back");

    private static final Map<String, Map<String, String>> USES = Map.of(
            "unchanged", Map.of(),
            "for less", Map.of("scope", "openid"),
            "for more", Map.of("scope", "openid email"));

    @ParameterizedTest
    @MethodSource
    void aReplacedTokenEndsTheLogin(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aReplacedTokenEndsTheLogin() {
        return USES.entrySet().stream().map(use -> {
            String[] access = new String[1];
            String[] current = new String[1];
            return AttackCase.of(use.getKey(), () -> {
                        String replaced = IssuerHttp.member(tokens(), "refresh_token");
                        BrowserResponse refreshed = refresh(replaced, Map.of());
                        access[0] = IssuerHttp.member(refreshed, "access_token");
                        current[0] = IssuerHttp.member(refreshed, "refresh_token");
                        return ObservedResponse.of(refresh(replaced, use.getValue()));
                    })
                    .refused(400, "invalid_grant")
                    .leavingUnchanged(() -> ProtocolCalls.userInfo(access[0]).summary(), "401 invalid_token")
                    .leavingUnchanged(
                            () -> ObservedResponse.of(refresh(current[0], Map.of()))
                                    .summary(),
                            "400 invalid_grant")
                    .named();
        });
    }

    @ParameterizedTest
    @MethodSource
    void aTokenThatWasRevoked(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aTokenThatWasRevoked() {
        return Stream.of(
                AttackCase.of("by its client", () -> {
                            String token = IssuerHttp.member(tokens(), "refresh_token");
                            IssuerHttp.form("/oauth2/revoke", Map.of(), identified(Map.of("token", token)));
                            return ObservedResponse.of(refresh(token, Map.of()));
                        })
                        .refused(400, "invalid_grant")
                        .named(),
                AttackCase.of("by a second redemption of the code", () -> {
                            Shop.Login login = approved();
                            String code = login.code();
                            String token = IssuerHttp.member(redeem(login, code), "refresh_token");
                            assertThat(redeem(login, code).status()).isEqualTo(400);
                            return ObservedResponse.of(refresh(token, Map.of()));
                        })
                        .refused(400, "invalid_grant")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void aTokenOfAnotherClient(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aTokenOfAnotherClient() {
        String[] token = new String[1];
        return Stream.of(AttackCase.of("by a client that has no refresh tokens", () -> {
                    token[0] = IssuerHttp.member(tokens(), "refresh_token");
                    return ObservedResponse.of(
                            IssuerHttp.form("/oauth2/token", Shop.OTHER.credentials(), parameters(token[0])));
                })
                .refused(400, "unauthorized_client")
                .leavingUnchanged(
                        () -> Integer.toString(refresh(token[0], Map.of()).status()), "200")
                .named());
    }

    @Test
    void aCurrentTokenIsAccepted() {
        String token = IssuerHttp.member(tokens(), "refresh_token");

        assertThat(refresh(token, Map.of()).status()).isEqualTo(200);
    }

    private static Shop.Login approved() {
        HeadlessPhone phone = TestPlatform.person("Victim").headlessPhone();
        Shop.Login login = SHOP.begin(Map.of("scope", "openid offline_access"), ClientHintsBody.NONE);
        phone.approve(phone.scan(login::frame));
        return login;
    }

    private static BrowserResponse tokens() {
        Shop.Login login = approved();
        return redeem(login, login.code());
    }

    private static BrowserResponse redeem(Shop.Login login, String code) {
        return IssuerHttp.form("/oauth2/token", Map.of(), identified(login.redemption(code)));
    }

    private static BrowserResponse refresh(String token, Map<String, String> more) {
        Map<String, String> parameters = parameters(token);
        parameters.putAll(more);
        return IssuerHttp.form("/oauth2/token", Map.of(), identified(parameters));
    }

    private static Map<String, String> parameters(String token) {
        return new HashMap<>(Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    private static Map<String, String> identified(Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("client_id", SHOP.id());
        return all;
    }
}
