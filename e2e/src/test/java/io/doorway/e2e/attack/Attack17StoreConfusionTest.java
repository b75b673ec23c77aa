package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.Wire;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneMessages;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 17,
        name =
                "Single-use store confusion: anything that Doorway gave out, wherever something else that it gave out belongs",
        control = "The kind is in the key and again in the record, or in the form of the text; all pairs are tried",
        where =
                "session-service `Records`, `BoundSecret`, `PushedRequests`; approval-service `Nonces`, `EnrolmentCode`; libs/edge `LoginTickets`")
class Attack17StoreConfusionTest {

    private static final String PUSHED = "urn:ietf:params:oauth:request_uri:";

    private static Victim victim;
    private static Map<String, String> given;

    @BeforeAll
    static void everythingIsGivenOutOnce() {
        victim = Victim.at("created");
        given = new LinkedHashMap<>();
        given.put("authorization code", Victim.at("approved").login().code());
        given.put("access token", Tokens.accessToken(Victim.at("approved").login()));
        given.put("pushed request", pushed());
        given.put("login ticket", Shop.PLAIN.begin().form().ticket());
        String link = victim.person().enrolmentLink();
        given.put("enrolment code", link.substring(link.indexOf('#') + 1));
        given.put("device nonce", nonce());
        given.put("challenge id", Shop.PLAIN.begin().challenge());
        given.put("QR frame", victim.login().frame());
        given.put("binding cookie", victim.login().browser().bindingCookie());
        given.put("credential id", victim.phone().identity().credentialId());
        given.put("operator's token", Doorway.platform().operatorToken("security"));
    }

    /** Where something belongs, and how it is refused there. */
    private record Place(String takes, Answer refusal, java.util.function.Function<String, Answer> present) {}

    private static Stream<Place> places() {
        return Stream.of(
                new Place(
                        "authorization code",
                        Answer.of(400, "invalid_grant"),
                        text -> Answer.of(victim.login().redeem(text))),
                new Place("access token", Answer.of(401, "invalid_token"), Tokens::userInfo),
                new Place(
                        "pushed request",
                        Answer.of(400, "This login has moved on"),
                        Attack17StoreConfusionTest::authorize),
                new Place("login ticket", Answer.of(401, "invalid-ticket"), Attack17StoreConfusionTest::issue),
                new Place("enrolment code", Answer.of(403, "wrong-enrolment-code"), Attack17StoreConfusionTest::enrol),
                new Place("device nonce", Answer.of(401, "use-nonce"), Attack17StoreConfusionTest::devices),
                new Place(
                        "challenge id",
                        Answer.of(404, "challenge-not-found"),
                        text -> Moves.ask(victim.login().browser(), "GET", "/challenges/" + text + "/frames")),
                new Place("QR frame", Answer.of(404, "challenge-not-found"), text -> Moves.scan(victim.phone(), text)),
                new Place(
                        "binding cookie",
                        Answer.of(404, "challenge-not-found"),
                        text -> Moves.ask(thief(text), "POST", Moves.completion(victim.challenge()))),
                new Place("operator's token", Answer.of(401, "unauthenticated"), Attack17StoreConfusionTest::audit));
    }

    @ParameterizedTest
    @MethodSource
    void oneForAnother(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> oneForAnother() {
        return places().flatMap(place -> given.entrySet().stream()
                .filter(thing -> !thing.getKey().equals(place.takes()))
                .map(thing -> Attempt.of(thing.getKey(), () -> place.present().apply(thing.getValue()))
                        .refused(place.refusal().status(), place.refusal().error())
                        .leaving(victim::state, "created")
                        .named("as " + place.takes())));
    }

    @Test
    void eachIsWorthSomethingInItsOwnPlace() {
        Shop.Login login = Victim.at("approved").login();

        assertThat(Tokens.userInfo(Tokens.accessToken(login)).status()).isEqualTo(200);
        assertThat(authorize(pushed()).status()).isEqualTo(200);
        assertThat(victim.phone().devices()).hasSize(1);
    }

    private static String pushed() {
        String reference = Tokens.member(Shop.PUSHING.push(Shop.PUSHING.request(new CodeVerifier())), "request_uri");
        return reference.substring(PUSHED.length());
    }

    private static String nonce() {
        PhoneAnswer asked =
                victim.phone().line().get("/devices", victim.phone().message(PhoneMessages.DEVICE, Map.of()));
        return asked.nonce();
    }

    private static Answer authorize(String text) {
        Map<String, String> request = Map.of("client_id", Shop.PUSHING.id(), "request_uri", PUSHED + text);
        return Answer.of(Wire.get("/oauth2/authorize?" + Wire.encoded(request), Map.of()));
    }

    private static Answer issue(String text) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + text);
        return Answer.of(victim.login().browser().prove("POST", "/challenges", headers));
    }

    private static Answer enrol(String text) {
        Map<String, Object> claims =
                PhoneMessages.claims(Doorway.issuer().toString(), Map.of("enrolment_code", text, "name", "thief"));
        return Moves.post(victim.phone(), "/devices", PhoneMessages.signEnrolment(PhoneMessages.newKey(), claims));
    }

    private static Answer devices(String text) {
        String message = victim.phone().message(PhoneMessages.DEVICE, Map.of("nonce", text));
        return Answer.of(victim.phone().line().get("/devices", message));
    }

    private static HeadlessBrowser thief(String cookie) {
        return new HeadlessBrowser(Doorway.HTTP, Doorway.issuer()).useBindingCookie(cookie);
    }

    private static Answer audit(String text) {
        return Answer.of(Wire.get("/audit/events", Map.of("Authorization", "Bearer " + text)));
    }
}
