package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 16,
        name =
                "Code retarget and injection: a stolen code with another client, address, verifier, or another login's code",
        control =
                "The code is bound to client, redirect URI and PKCE verifier; the client authenticates by its registered method",
        where = "session-service `AuthenticateClient`, `CodeChecks`")
class Attack16CodeRetargetTest {

    private static final String GRANT = "400 invalid_grant";
    private static final String REQUEST = "400 invalid_request";
    private static final String CLIENT = "401 invalid_client";

    private static Shop.Login attackers;

    @BeforeAll
    static void startAttackersLogin() {
        attackers = Victim.at("approved").login();
    }

    @ParameterizedTest
    @MethodSource
    void aChangedTokenRequest(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aChangedTokenRequest() {
        String other = "v".repeat(43);
        return Stream.of(
                changed("verifier left out", "code_verifier", "", GRANT),
                changed("another verifier", "code_verifier", other, GRANT),
                changed(
                        "the verifier of the attacker's login",
                        "code_verifier",
                        attackers.verifier().getValue(),
                        GRANT),
                changed("a verifier of 42 characters", "code_verifier", "v".repeat(42), REQUEST),
                changed("a verifier of 129 characters", "code_verifier", "v".repeat(129), REQUEST),
                changed("address left out", "redirect_uri", "", GRANT),
                changed("another client's address", "redirect_uri", Shop.OTHER.redirectUri(), GRANT),
                changed("address with an additional slash", "redirect_uri", Shop.PLAIN.redirectUri() + "/", GRANT),
                changed("address with a query", "redirect_uri", Shop.PLAIN.redirectUri() + "?x", GRANT),
                changed("address in upper case", "redirect_uri", "HTTP://LOCALHOST:9/plain/back", GRANT),
                changed("address with an IP address", "redirect_uri", "http://127.0.0.1:9/plain/back", GRANT),
                changed("code left out", "code", "", REQUEST),
                changed("code cut short", "code", "AAAA", GRANT),
                changed("a code that was not issued", "code", TestPlatform.UNKNOWN_ID + "." + "A".repeat(43), GRANT),
                changed("password grant", "grant_type", "password", "400 unsupported_grant_type"),
                changed("client credentials grant", "grant_type", "client_credentials", "400 unsupported_grant_type"),
                changed("refresh grant", "grant_type", "refresh_token", "400 invalid_request"),
                changed(
                        "device grant",
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "400 invalid_request"),
                changed(
                        "token exchange",
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "400 unsupported_grant_type"),
                changed("an unknown grant", "grant_type", "urn:evil", "400 unsupported_grant_type"));
    }

    private static Named<AttackCase> changed(String name, String parameter, String value, String refusal) {
        return attempt(name, refusal, (login, parameters) -> {
            parameters.put(parameter, value);
            parameters.values().removeIf(String::isEmpty);
            return IssuerHttp.form("/oauth2/token", login.shop().credentials(), parameters);
        });
    }

    @ParameterizedTest
    @MethodSource
    void anotherOrUnauthenticatedClient(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anotherOrUnauthenticatedClient() {
        Map<String, Map<String, String>> headers = new LinkedHashMap<>();
        headers.put("a wrong secret", Shop.PLAIN.credentials("wrong"));
        headers.put("an empty secret", Shop.PLAIN.credentials(""));
        headers.put("another client's secret", Shop.PLAIN.credentials("other+shop%27s+secret+for+tests"));
        headers.put("an unknown client", new Shop("no-shop", "").credentials());
        headers.put("no authentication", Map.of());
        headers.put("a broken header", Map.of("Authorization", "Basic x"));
        headers.put("another scheme", Map.of("Authorization", "Bearer x"));
        return Stream.concat(
                headers.entrySet().stream()
                        .map(header -> attempt(
                                header.getKey(),
                                CLIENT,
                                (login, parameters) ->
                                        IssuerHttp.form("/oauth2/token", header.getValue(), parameters))),
                Stream.of(
                        attempt(
                                "another client",
                                GRANT,
                                (login, parameters) ->
                                        IssuerHttp.form("/oauth2/token", Shop.OTHER.credentials(), parameters)),
                        attempt("the secret in the body", "400 invalid_client", (login, parameters) -> {
                            parameters.put("client_id", "plain-shop");
                            parameters.put("client_secret", "plain shop's secret for tests");
                            return IssuerHttp.form("/oauth2/token", Map.of(), parameters);
                        }),
                        attempt("the name in the body", CLIENT, (login, parameters) -> {
                            parameters.put("client_id", "plain-shop");
                            return IssuerHttp.form("/oauth2/token", Map.of(), parameters);
                        })));
    }

    @ParameterizedTest
    @MethodSource
    void anInjectedCode(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** An honest client receives the code of another login. */
    static Stream<Named<AttackCase>> anInjectedCode() {
        return Stream.of(
                attempt("the victim's code in the attacker's login", GRANT, (login, parameters) -> {
                    parameters.put("code_verifier", attackers.verifier().getValue());
                    return IssuerHttp.form("/oauth2/token", login.shop().credentials(), parameters);
                }),
                attempt("the attacker's challenge id with the victim's secret", GRANT, (login, parameters) -> {
                    String code = parameters.get("code");
                    parameters.put("code", attackers.challenge() + code.substring(code.indexOf('.')));
                    return IssuerHttp.form("/oauth2/token", login.shop().credentials(), parameters);
                }));
    }

    @Test
    void theRightClientWithTheRightVerifierIsAccepted() {
        assertThat(Victim.at("approved").login().accessToken()).isNotEmpty();
    }

    private interface Redemption {
        BrowserResponse send(Shop.Login login, Map<String, String> parameters);
    }

    /** Each case uses a new code, because a code can be redeemed once. */
    private static Named<AttackCase> attempt(String name, String refusal, Redemption redemption) {
        String[] expected = refusal.split(" ");
        return AttackCase.of(name, () -> {
                    Shop.Login login = Victim.at("approved").login();
                    return ObservedResponse.of(redemption.send(login, login.redemption(login.code())));
                })
                .refused(Integer.parseInt(expected[0]), expected[1])
                .named();
    }
}
