package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.browser.LoginForm;
import io.doorway.testkit.phone.HeadlessPhone;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 22,
        name = "Session fixation: the attacker plants cookie, ticket or challenge before the victim logs in",
        control =
                "A login belongs to cookie and key together, and the key is made by the victim's page; ids are the server's choice",
        where = "libs/edge `ProvenBrowser`, challenge-service `IssueChallenge`, session-service `PushedRequests`")
class Attack22SessionFixationTest {

    private static final String UNKNOWN = "challenge-not-found";

    @ParameterizedTest
    @MethodSource
    void aPlantedCookieOpensNothing(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** The victim logs in with the attacker's cookie: the attacker has it, and lacks the key. */
    static Stream<Named<Attempt>> aPlantedCookieOpensNothing() {
        return Stream.of("scanned", "approved", "consumed").flatMap(state -> {
            Victim victim = Victim.at(state);
            HeadlessBrowser attacker =
                    browser().useBindingCookie(victim.login().browser().bindingCookie());
            String id = victim.challenge();
            return List.of(
                            Map.entry("GET", "/challenges/" + id + "/frames"),
                            Map.entry("DELETE", "/challenges/" + id),
                            Map.entry("GET", "/login/" + id + "/events"),
                            Map.entry("POST", Moves.completion(id)))
                    .stream()
                    .map(call -> Attempt.of(
                                    call.getKey() + " " + call.getValue().replace(id, "{id}"),
                                    () -> Moves.ask(attacker, call.getKey(), call.getValue()))
                            .refused(404, UNKNOWN)
                            .leaving(victim::state, state)
                            .named(state));
        });
    }

    @ParameterizedTest
    @MethodSource
    void aPlantedBeginningLeadsNowhere(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aPlantedBeginningLeadsNowhere() {
        return Stream.of(
                Attempt.of("the attacker's ticket in the victim's page", () -> {
                            LoginForm attackers =
                                    browser().open(Shop.authorization(Shop.PLAIN.request(new CodeVerifier())));
                            HeadlessBrowser victim = Shop.PLAIN.begin().browser();
                            return issue(victim, attackers.ticket());
                        })
                        .refused(401, "invalid-ticket")
                        .named(),
                Attempt.of(
                                "the victim's ticket at the attacker's",
                                () -> issue(
                                        Shop.OTHER.begin().browser(),
                                        Shop.PLAIN.begin().form().ticket()))
                        .refused(401, "invalid-ticket")
                        .named(),
                Attempt.of("a challenge made with the planted cookie and ticket, once the page has its own", () -> {
                            Shop.Login victim = Shop.PLAIN.begin();
                            HeadlessBrowser attacker =
                                    browser().useBindingCookie(victim.browser().bindingCookie());
                            String early = attacker.start(victim.form()).challengeId();
                            String frame = attacker.frames(early).current().content();
                            victim.browser().start(victim.form());
                            HeadlessPhone phone = Doorway.person("Victim").headlessPhone();
                            return Moves.scan(phone, frame.substring(frame.lastIndexOf('/') + 1));
                        })
                        .refused(409, "challenge-closed")
                        .named(),
                Attempt.of("a pushed request that the attacker has opened before", () -> {
                            String reference = Tokens.member(
                                    Shop.PUSHING.push(Shop.PUSHING.request(new CodeVerifier())), "request_uri");
                            Map<String, String> request =
                                    Map.of("client_id", Shop.PUSHING.id(), "request_uri", reference);
                            browser().open(Shop.authorization(request));
                            return Answer.of(browser()
                                    .send(
                                            "GET",
                                            "/oauth2/authorize?"
                                                    + Shop.authorization(request)
                                                            .getRawQuery(),
                                            Map.of()));
                        })
                        .refused(400, "This login has moved on")
                        .named());
    }

    @Test
    void aMalformedCookieIsReplaced() {
        HeadlessBrowser fixed = browser().useBindingCookie("planted");

        fixed.open(Shop.authorization(Shop.PLAIN.request(new CodeVerifier())));

        assertThat(fixed.bindingCookie()).isNotEqualTo("planted").hasSize(22);
    }

    @Test
    void everyLoginHasAnIdThatNobodyChose() {
        assertThat(Stream.generate(() -> Shop.PLAIN.begin().challenge())
                        .limit(5)
                        .distinct())
                .hasSize(5);
    }

    private static Answer issue(HeadlessBrowser browser, String ticket) {
        return Answer.of(browser.prove("POST", "/challenges", Map.of("Authorization", "Bearer " + ticket)));
    }

    private static HeadlessBrowser browser() {
        return new HeadlessBrowser(Doorway.HTTP, Doorway.issuer());
    }
}
