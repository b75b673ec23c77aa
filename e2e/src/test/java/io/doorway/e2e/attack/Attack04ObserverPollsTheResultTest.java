package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.testkit.browser.DpopProofs;
import io.doorway.testkit.browser.HeadlessBrowser;
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
        name = "Observer polls the result: who has seen the QR code's id watches, takes or ends the login",
        control =
                "A `__Host-` HttpOnly cookie, of which only the hash is stored, and a key that the page cannot export; both are asked for",
        where =
                "libs/edge `ProveBrowser`, session-service `AdmitBrowser`, `CompleteLogin`, challenge-service `OwnChallenge`")
class Attack04ObserverPollsTheResultTest {

    private static final String UNKNOWN = "challenge-not-found";
    private static final String UNPROVEN = "invalid-proof";

    private static Shop.Login stranger;

    @BeforeAll
    static void aStrangerHasALoginToo() {
        stranger = Shop.PLAIN.begin();
    }

    /**
     * What only the waiting browser may do.
     *
     * @param withoutCookie how a request without a cookie is refused
     */
    private record Call(String method, String path, String accept, Answer withoutCookie) {

        Attempt.Move by(String who, HeadlessBrowser browser, Victim victim) {
            return with(who, browser, victim, browser.proof(method, at(victim.challenge())));
        }

        Attempt.Move with(String who, HeadlessBrowser browser, Victim victim, String proof) {
            Map<String, String> headers = Map.of("Accept", accept, "DPoP", proof);
            return Attempt.of(
                    who + ": " + method + " " + path + " as " + accept,
                    () -> Answer.of(browser.send(method, at(victim.challenge()), headers)));
        }

        String at(String challenge) {
            return path.formatted(challenge);
        }

        String proofFor(String challenge, String method, HeadlessBrowser browser) {
            return DpopProofs.sign(browser.key(), method, URI.create(Doorway.issuer() + at(challenge)));
        }
    }

    private static final String JSON = "application/json";
    private static final List<Call> CALLS = List.of(
            new Call("GET", "/challenges/%s/frames", JSON, Answer.of(401, UNPROVEN)),
            new Call("DELETE", "/challenges/%s", JSON, Answer.of(401, UNPROVEN)),
            new Call("GET", "/login/%s/events", JSON, Answer.of(404, UNKNOWN)),
            new Call("GET", "/login/%s/events", "text/event-stream", Answer.of(404, UNKNOWN)),
            new Call("POST", "/login/%s/complete", JSON, Answer.of(404, UNKNOWN)));

    @ParameterizedTest
    @MethodSource
    void whoIsNotTheBrowserLearnsAndDoesNothing(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> whoIsNotTheBrowserLearnsAndDoesNothing() {
        return Stream.of("created", "scanned", "approved", "consumed", "rejected", "cancelled")
                .flatMap(state -> CALLS.stream().flatMap(call -> {
                    Victim victim = Victim.at(state);
                    return observers(call, victim)
                            .map(attempt ->
                                    attempt.leaving(victim::state, state).named(state));
                }));
    }

    private static Stream<Attempt> observers(Call call, Victim victim) {
        HeadlessBrowser real = victim.login().browser();
        HeadlessBrowser cookieThief = browser().useBindingCookie(real.bindingCookie());
        HeadlessBrowser keyThief =
                browser().useBindingCookie(stranger.browser().bindingCookie()).use(real.key());
        Answer cookieless = call.withoutCookie();
        return Stream.of(
                call.by("without a cookie", browser().use(real.key()), victim)
                        .refused(cookieless.status(), cookieless.error()),
                call.by(
                                "with a malformed cookie",
                                browser().useBindingCookie("x").use(real.key()),
                                victim)
                        .refused(cookieless.status(), cookieless.error()),
                call.by("a stranger", stranger.browser(), victim).refused(404, UNKNOWN),
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
                                call.proofFor(stranger.challenge(), call.method(), real))
                        .refused(401, UNPROVEN));
    }

    @Test
    void theBrowserItselfTakesTheLogin() {
        Victim victim = Victim.at("approved");

        assertThat(victim.login().code()).isNotEmpty();
    }

    private static HeadlessBrowser browser() {
        return new HeadlessBrowser(Doorway.HTTP, Doorway.issuer());
    }
}
