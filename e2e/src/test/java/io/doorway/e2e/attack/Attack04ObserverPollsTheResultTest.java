package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 4,
        name =
                "Observer polls the result: an observer who knows the id of the QR code watches, consumes or cancels the login",
        control =
                "A `__Host-` HttpOnly cookie, of which only the hash is stored, and a key that the page cannot export; both are "
                        + "required",
        where = "libs/login `AuthenticateBrowser`, session-service `AdmitWatcher`, `CompleteLogin`, challenge-service "
                + "`ChallengeAccess`")
class Attack04ObserverPollsTheResultTest {

    private static final String UNKNOWN = "challenge-not-found";
    private static final String UNPROVEN = "invalid-proof";

    private static Shop.Login other;

    @BeforeAll
    static void startAnotherLogin() {
        other = Shop.PLAIN.begin();
    }

    /**
     * A call that only the bound browser may make.
     *
     * @param withoutCookie the refusal of a request without a cookie
     */
    private record Call(String method, String path, String accept, ObservedResponse withoutCookie) {

        AttackCase.UncheckedCall by(String who, HeadlessBrowser browser, Victim victim) {
            return with(who, browser, victim, browser.proof(method, at(victim.challenge())));
        }

        AttackCase.UncheckedCall with(String who, HeadlessBrowser browser, Victim victim, String proof) {
            Map<String, String> headers = Map.of("Accept", accept, "DPoP", proof);
            return AttackCase.of(
                    who + ": " + method + " " + path + " as " + accept,
                    () -> ObservedResponse.of(browser.send(method, at(victim.challenge()), headers)));
        }

        String at(String challenge) {
            return path.formatted(challenge);
        }

        String proofFor(String challenge, String method, HeadlessBrowser browser) {
            return browser.key().proof(method, URI.create(TestPlatform.issuer() + at(challenge)));
        }
    }

    private static final String JSON = "application/json";
    private static final List<Call> CALLS = List.of(
            new Call("GET", "/challenges/%s/frames", JSON, ObservedResponse.of(401, UNPROVEN)),
            new Call("DELETE", "/challenges/%s", JSON, ObservedResponse.of(401, UNPROVEN)),
            new Call("GET", "/login/%s/events", JSON, ObservedResponse.of(404, UNKNOWN)),
            new Call("GET", "/login/%s/events", "text/event-stream", ObservedResponse.of(404, UNKNOWN)),
            new Call("POST", "/login/%s/more-time", JSON, ObservedResponse.of(404, UNKNOWN)),
            new Call("POST", "/login/%s/complete", JSON, ObservedResponse.of(404, UNKNOWN)));

    @ParameterizedTest
    @MethodSource
    void anotherBrowserIsRefused(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anotherBrowserIsRefused() {
        return Stream.of("created", "scanned", "approved", "consumed", "rejected", "cancelled")
                .flatMap(state -> CALLS.stream().flatMap(call -> {
                    Victim victim = Victim.at(state);
                    return observers(call, victim)
                            .map(attempt -> attempt.leavingUnchanged(victim::state, state)
                                    .named(state));
                }));
    }

    private static Stream<AttackCase> observers(Call call, Victim victim) {
        HeadlessBrowser real = victim.login().browser();
        HeadlessBrowser cookieThief = TestPlatform.browser().useBindingCookie(real.bindingCookie());
        HeadlessBrowser keyThief = TestPlatform.browser()
                .useBindingCookie(other.browser().bindingCookie())
                .useKey(real.key());
        ObservedResponse cookieless = call.withoutCookie();
        return Stream.of(
                call.by("without a cookie", TestPlatform.browser().useKey(real.key()), victim)
                        .refused(cookieless.status(), cookieless.error()),
                call.by(
                                "with a malformed cookie",
                                TestPlatform.browser().useBindingCookie("x").useKey(real.key()),
                                victim)
                        .refused(cookieless.status(), cookieless.error()),
                call.by("another browser", other.browser(), victim).refused(404, UNKNOWN),
                call.by("the cookie alone", cookieThief, victim).refused(404, UNKNOWN),
                call.by("the key alone", keyThief, victim).refused(404, UNKNOWN),
                call.with("an empty proof", cookieThief, victim, "").refused(401, UNPROVEN),
                call.with("a proof of the hash", cookieThief, victim, real.key().thumbprint())
                        .refused(401, UNPROVEN),
                call.with(
                                "a proof of another method",
                                cookieThief,
                                victim,
                                call.proofFor(victim.challenge(), "PUT", real))
                        .refused(401, UNPROVEN),
                call.with(
                                "a proof for another login",
                                cookieThief,
                                victim,
                                call.proofFor(other.challenge(), call.method(), real))
                        .refused(401, UNPROVEN));
    }

    @Test
    void theBrowserItselfTakesTheLogin() {
        Victim victim = Victim.at("approved");

        assertThat(victim.login().code()).isNotEmpty();
    }
}
