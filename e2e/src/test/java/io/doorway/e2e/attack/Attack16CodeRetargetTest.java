package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.Wire;
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
                "The code is bound to client, redirect URI and PKCE verifier; the client authenticates by its one method",
        where = "session-service `AuthenticateClient`, `CodeChecks`")
class Attack16CodeRetargetTest {

    private static final String GRANT = "400 invalid_grant";
    private static final String REQUEST = "400 invalid_request";
    private static final String CLIENT = "401 invalid_client";

    private static Shop.Login attackers;

    @BeforeAll
    static void theAttackerHasALoginOfTheirOwn() {
        attackers = Victim.at("approved").login();
    }

    @ParameterizedTest
    @MethodSource
    void aBentTokenRequest(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aBentTokenRequest() {
        String other = "v".repeat(43);
        return Stream.of(
                bent("verifier left out", "code_verifier", "", GRANT),
                bent("another verifier", "code_verifier", other, GRANT),
                bent(
                        "the verifier of the attacker's login",
                        "code_verifier",
                        attackers.verifier().getValue(),
                        GRANT),
                bent("a verifier of 42 characters", "code_verifier", "v".repeat(42), REQUEST),
                bent("a verifier of 129 characters", "code_verifier", "v".repeat(129), REQUEST),
                bent("address left out", "redirect_uri", "", GRANT),
                bent("another client's address", "redirect_uri", Shop.OTHER.back(), GRANT),
                bent("address with a slash more", "redirect_uri", Shop.PLAIN.back() + "/", GRANT),
                bent("address with a query", "redirect_uri", Shop.PLAIN.back() + "?x", GRANT),
                bent("address in upper case", "redirect_uri", "HTTP://LOCALHOST:9/plain/back", GRANT),
                bent("address by number", "redirect_uri", "http://127.0.0.1:9/plain/back", GRANT),
                bent("code left out", "code", "", REQUEST),
                bent("code cut short", "code", "AAAA", GRANT),
                bent("code of nobody", "code", "AAAAAAAAAAAAAAAAAAAAAA." + "A".repeat(43), GRANT),
                bent("password grant", "grant_type", "password", "400 invalid_request"),
                bent("client credentials grant", "grant_type", "client_credentials", "400 unsupported_grant_type"),
                bent("refresh grant", "grant_type", "refresh_token", "400 invalid_request"),
                bent(
                        "device grant",
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "400 invalid_request"),
                bent(
                        "token exchange",
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "400 invalid_request"),
                bent("a grant that there is not", "grant_type", "urn:evil", "400 unsupported_grant_type"));
    }

    private static Named<Attempt> bent(String name, String parameter, String value, String refusal) {
        return attempt(name, refusal, (login, parameters) -> {
            parameters.put(parameter, value);
            parameters.values().removeIf(String::isEmpty);
            return Wire.form("/oauth2/token", login.shop().credentials(), parameters);
        });
    }

    @ParameterizedTest
    @MethodSource
    void aClientThatIsNotTheOne(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aClientThatIsNotTheOne() {
        Map<String, Map<String, String>> wrong = new LinkedHashMap<>();
        wrong.put("a wrong secret", Shop.PLAIN.credentials("wrong"));
        wrong.put("an empty secret", Shop.PLAIN.credentials(""));
        wrong.put("another client's secret", Shop.PLAIN.credentials("other+shop%27s+secret+for+tests"));
        wrong.put("a client that there is not", new Shop("no-shop", "").credentials());
        wrong.put("no authentication", Map.of());
        wrong.put("a broken header", Map.of("Authorization", "Basic x"));
        wrong.put("another scheme", Map.of("Authorization", "Bearer x"));
        return Stream.concat(
                wrong.entrySet().stream()
                        .map(who -> attempt(
                                who.getKey(),
                                CLIENT,
                                (login, parameters) -> Wire.form("/oauth2/token", who.getValue(), parameters))),
                Stream.of(
                        attempt(
                                "another client",
                                GRANT,
                                (login, parameters) ->
                                        Wire.form("/oauth2/token", Shop.OTHER.credentials(), parameters)),
                        attempt("the secret in the body", CLIENT, (login, parameters) -> {
                            parameters.put("client_id", "plain-shop");
                            parameters.put("client_secret", "plain shop's secret for tests");
                            return Wire.form("/oauth2/token", Map.of(), parameters);
                        }),
                        attempt("the name in the body", CLIENT, (login, parameters) -> {
                            parameters.put("client_id", "plain-shop");
                            return Wire.form("/oauth2/token", Map.of(), parameters);
                        })));
    }

    @ParameterizedTest
    @MethodSource
    void anInjectedCode(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** The client is honest, and was handed somebody else's code. */
    static Stream<Named<Attempt>> anInjectedCode() {
        return Stream.of(
                attempt("the victim's code in the attacker's login", GRANT, (login, parameters) -> {
                    parameters.put("code_verifier", attackers.verifier().getValue());
                    return Wire.form("/oauth2/token", login.shop().credentials(), parameters);
                }),
                attempt("the attacker's challenge before the victim's secret", GRANT, (login, parameters) -> {
                    String code = parameters.get("code");
                    parameters.put("code", attackers.challenge() + code.substring(code.indexOf('.')));
                    return Wire.form("/oauth2/token", login.shop().credentials(), parameters);
                }));
    }

    @Test
    void theRightClientWithTheRightVerifierIsServed() {
        assertThat(Tokens.accessToken(Victim.at("approved").login())).isNotEmpty();
    }

    private interface Redemption {
        io.doorway.testkit.browser.BrowserAnswer send(Shop.Login login, Map<String, String> parameters);
    }

    /** A fresh code each time: the first presentation burns it. */
    private static Named<Attempt> attempt(String name, String refusal, Redemption redemption) {
        String[] expected = refusal.split(" ");
        return Attempt.of(name, () -> {
                    Shop.Login login = Victim.at("approved").login();
                    return Answer.of(redemption.send(login, login.redemption(login.code())));
                })
                .refused(Integer.parseInt(expected[0]), expected[1])
                .named();
    }
}
