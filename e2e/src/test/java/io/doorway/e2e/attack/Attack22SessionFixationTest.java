package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
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
                "A login is bound to cookie and key together, and the victim's page generates the key; the server chooses ids",
        where =
                "libs/login `AuthenticatedBrowser`, challenge-service `IssueChallenge`, session-service `PushedRequests`")
class Attack22SessionFixationTest {

    private static final String UNKNOWN = "challenge-not-found";

    @ParameterizedTest
    @MethodSource
    void aBrowserThatKnowsTheCookie(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** The victim logs in with a cookie that the attacker knows. The attacker does not have the key. */
    static Stream<Named<AttackCase>> aBrowserThatKnowsTheCookie() {
        return Stream.of("scanned", "approved", "consumed").flatMap(state -> {
            Victim victim = Victim.at(state);
            HeadlessBrowser attacker = TestPlatform.browser()
                    .useBindingCookie(victim.login().browser().bindingCookie());
            String id = victim.challenge();
            return List.of(
                            Map.entry("GET", "/challenges/" + id + "/frames"),
                            Map.entry("DELETE", "/challenges/" + id),
                            Map.entry("GET", "/login/" + id + "/events"),
                            Map.entry("POST", ProtocolCalls.completePath(id)))
                    .stream()
                    .map(call -> AttackCase.of(
                                    call.getKey() + " " + call.getValue().replace(id, "{id}"),
                                    () -> ProtocolCalls.browserCall(attacker, call.getKey(), call.getValue()))
                            .refused(404, UNKNOWN)
                            .leavingUnchanged(victim::state, state)
                            .named(state));
        });
    }

    @ParameterizedTest
    @MethodSource
    void aPlantedTicketChallengeOrPushedRequest(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aPlantedTicketChallengeOrPushedRequest() {
        return Stream.of(
                AttackCase.of("the attacker's ticket in the victim's page", () -> {
                            LoginPageData attackers = TestPlatform.browser().open(Shop.PLAIN.authorization());
                            HeadlessBrowser victim = Shop.PLAIN.begin().browser();
                            return issue(victim, attackers.ticket());
                        })
                        .refused(401, "invalid-ticket")
                        .named(),
                AttackCase.of(
                                "the victim's ticket in the attacker's page",
                                () -> issue(
                                        Shop.OTHER.begin().browser(),
                                        Shop.PLAIN.begin().page().ticket()))
                        .refused(401, "invalid-ticket")
                        .named(),
                AttackCase.of("a challenge made with the planted cookie and ticket, once the page has its own", () -> {
                            Shop.Login victim = Shop.PLAIN.begin();
                            HeadlessBrowser attacker = TestPlatform.browser()
                                    .useBindingCookie(victim.browser().bindingCookie());
                            String planted = attacker.start(victim.page()).challengeId();
                            String frame = attacker.frames(planted).current().content();
                            victim.browser().start(victim.page());
                            HeadlessPhone phone = TestPlatform.person("Victim").headlessPhone();
                            return ProtocolCalls.scan(phone, Shop.Login.frameIn(frame));
                        })
                        .refused(409, "challenge-closed")
                        .named(),
                AttackCase.of("a pushed request that the attacker's page uses", () -> {
                            String reference = Shop.REQUIRED_PAR.pushedRequest();
                            Map<String, String> request =
                                    Map.of("client_id", Shop.REQUIRED_PAR.id(), "request_uri", reference);
                            HeadlessBrowser attacker = TestPlatform.browser();
                            attacker.start(attacker.open(Shop.authorization(request)));
                            return ObservedResponse.of(
                                    TestPlatform.browser().send("GET", Shop.authorizationPath(request), Map.of()));
                        })
                        .refused(400, "This login link is no longer valid")
                        .named());
    }

    @Test
    void aMalformedCookieIsReplaced() {
        HeadlessBrowser browser = TestPlatform.browser().useBindingCookie("planted");

        browser.open(Shop.PLAIN.authorization());

        assertThat(browser.bindingCookie()).isNotEqualTo("planted").hasSize(22);
    }

    @Test
    void everyLoginHasANewId() {
        assertThat(Stream.generate(() -> Shop.PLAIN.begin().challenge())
                        .limit(5)
                        .distinct())
                .hasSize(5);
    }

    private static ObservedResponse issue(HeadlessBrowser browser, String ticket) {
        return ObservedResponse.of(
                browser.sendWithProof("POST", "/challenges", Map.of("Authorization", "Bearer " + ticket)));
    }
}
