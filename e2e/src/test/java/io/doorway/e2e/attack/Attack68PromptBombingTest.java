package io.doorway.e2e.attack;

import static io.doorway.e2e.support.Refusals.assertRefusedToPhone;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.TestPlatform.Person;
import io.doorway.e2e.support.Till;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 68,
        name =
                "Prompt bombing: a client asks a person without a browser until they approve, asks in a misleading text, finds"
                        + " out who has an account, or gets the tokens of another request (CIBA)",
        control =
                "Only clients that the operator registered for it; an account has five pending requests and twenty in an hour,"
                        + " of which one client may make half, and none for an hour after \"this was not me\"; plain, short text; the same"
                        + " answers for an account that does not exist; an `auth_req_id` with a MAC, redeemed once, by its client. A person"
                        + " who approves the matching text of an attacker is not protected",
        where =
                "libs/login `PendingRequests`, `admit-request.lua`; session-service `BackchannelChecks`, `StartBackchannelLogin`,"
                        + " `RequestIds`, `BackchannelPolls`, `BackchannelGrantHandler`; approval-service `DecideScan`, `RejectChallenge`")
class Attack68PromptBombingTest {
    private static final Map<String, String> TILL = Till.credentials("till");
    private static final Map<String, String> COUNTER = Till.credentials("counter");

    @ParameterizedTest
    @MethodSource
    void aClientThatMayNotAsk(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aClientThatMayNotAsk() {
        return Stream.of(
                sender("without the grant", Shop.PLAIN.credentials(), Map.of(), 400, "unauthorized_client"),
                sender("without credentials", Map.of(), Map.of(), 401, "invalid_client"),
                sender("by its name alone", Map.of(), Map.of("client_id", "till"), 401, "invalid_client"),
                sender("public", Map.of(), Map.of("client_id", "television"), 401, "invalid_client"),
                sender(
                        "with a guessed secret",
                        Map.of("Authorization", "Basic dGlsbDpndWVzcw=="),
                        Map.of(),
                        401,
                        "invalid_client"),
                sender("named beside its credentials", TILL, Map.of("client_id", "counter"), 400, "invalid_request"));
    }

    private static Named<AttackCase> sender(
            String name, Map<String, String> headers, Map<String, String> changed, int status, String error) {
        return AttackCase.of(name, () -> ask(headers, newAccount(), changed))
                .refused(status, error)
                .named();
    }

    @ParameterizedTest
    @MethodSource
    void aTextThatCouldMislead(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aTextThatCouldMislead() {
        return Map.of(
                        "too long", "x".repeat(65),
                        "many marks", "e" + "\u0301".repeat(40),
                        "right to left", "paid\u202E05",
                        "isolate", "a\u2066b",
                        "two lines", "two\nlines",
                        "NUL", "a\0b",
                        "zero width", "pay\u200Bment",
                        "invisible", "\u3164",
                        "blank", " ",
                        "a line separator", "a\u2028b")
                .entrySet()
                .stream()
                .map(text -> parameter(text.getKey(), "binding_message", text.getValue(), "invalid_binding_message"));
    }

    @ParameterizedTest
    @MethodSource
    void aRequestThatSaysMoreThanItMay(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aRequestThatSaysMoreThanItMay() {
        return Stream.of(
                parameter("a code of the person", "user_code", "1234", "invalid_request"),
                hint("a token in place of a name", "login_hint_token"),
                hint("two people", "id_token_hint"),
                parameter("no OpenID Connect", "scope", "profile", "invalid_scope"),
                parameter("more than is registered", "scope", "openid offline_access", "invalid_scope"),
                parameter("an invented action", "action", "invented", "invalid_request"),
                parameter("for ever", "requested_expiry", "99999999999", "invalid_request"),
                parameter("an unsigned object", "request", "e30.e30.", "invalid_request"));
    }

    private static Named<AttackCase> parameter(String name, String parameter, String value, String error) {
        return AttackCase.of(name, () -> ask(TILL, newAccount(), Map.of(parameter, value)))
                .refused(400, error)
                .named();
    }

    /** The description of the refusal names the hints. */
    private static Named<AttackCase> hint(String name, String parameter) {
        return AttackCase.asserting(
                        name,
                        () -> assertThat(ask(TILL, newAccount(), Map.of(parameter, "a.b.c"))
                                        .summary())
                                .isEqualTo("400 invalid_request"))
                .named();
    }

    /** Whether or not the account exists: otherwise the refusal would show who has one. */
    @ParameterizedTest
    @MethodSource
    void moreRequestsThanAnAccountMayHave(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> moreRequestsThanAnAccountMayHave() {
        return Stream.of(TestPlatform.person("Ada").account(), newAccount()).flatMap(account -> {
            admitted(TILL, account, 3);
            return IntStream.range(0, 5)
                    .mapToObj(i -> AttackCase.of(
                                    "of one client, " + i + ", "
                                            + (account.startsWith("ada") ? "existing" : "not existing"),
                                    () -> ask(TILL, account, Map.of()))
                            .refused(403, "access_denied")
                            .named());
        });
    }

    @Test
    void aClientThatAsksTooOftenKeepsNoOtherFromAskingAndAllTogetherAreBounded() {
        String account = newAccount();
        admitted(TILL, account, 3);

        admitted(COUNTER, account, 2);

        assertThat(ask(COUNTER, account, Map.of()).summary()).isEqualTo("403 access_denied");
    }

    @Test
    void onceDisownedTheClientsOtherRequestsAreGoneAndItCannotAskAgain() {
        Person person = TestPlatform.person("Ada");
        HeadlessPhone phone = person.headlessPhone();
        admitted(TILL, person.account(), 3);
        String first = phone.requests().getFirst().get("challenge_id").toString();

        phone.reject(phone.openRequest(first), "not_me");

        assertThat(phone.requests()).isEmpty();
        assertThat(ask(TILL, person.account(), Map.of()).summary()).isEqualTo("403 access_denied");
        admitted(COUNTER, person.account(), 1);
    }

    @ParameterizedTest
    @MethodSource
    void aRequestThatIsNotTheClients(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aRequestThatIsNotTheClients() {
        String genuine = requestId(TILL, newAccount());
        String other = requestId(COUNTER, newAccount());
        String id = genuine.split("\\.")[0];
        Map<String, String> guesses = Map.of(
                "of another client",
                other,
                "an unknown id",
                TestPlatform.UNKNOWN_ID,
                "two unknown parts",
                TestPlatform.UNKNOWN_ID + "." + TestPlatform.UNKNOWN_ID,
                "the id that events contain",
                id,
                "the MAC of another request",
                id + "." + other.split("\\.")[1],
                "cut off",
                genuine.substring(0, genuine.length() - 1),
                "longer",
                genuine + "A",
                "without a MAC",
                id + ".");
        return Stream.concat(
                guesses.entrySet().stream()
                        .map(guess -> AttackCase.of(guess.getKey(), () -> poll(TILL, guess.getValue()))
                                .refused(400, "invalid_grant")
                                .named()),
                Stream.of(AttackCase.of("by a client without the grant", () -> poll(Shop.PLAIN.credentials(), genuine))
                        .refused(400, "unauthorized_client")
                        .named()));
    }

    @Test
    void aPhoneOfAnotherAccountNeitherSeesNorOpensIt() {
        Person person = TestPlatform.person("Ada");
        HeadlessPhone stranger = TestPlatform.person("Stranger").headlessPhone();
        String challenge = requestId(TILL, person.account()).split("\\.")[0];

        assertThat(stranger.requests()).isEmpty();
        assertRefusedToPhone(() -> stranger.openRequest(challenge));
    }

    @Test
    void anApprovedRequestGetsTokensOnce() {
        Person person = TestPlatform.person("Ada");
        HeadlessPhone phone = person.headlessPhone();
        String requestId = requestId(TILL, person.account());
        ScannedLogin opened = phone.openRequest(requestId.split("\\.")[0]);
        phone.approve(opened);

        assertThat(poll(COUNTER, requestId).summary()).isEqualTo("400 invalid_grant");
        BrowserResponse tokens = IssuerHttp.form("/oauth2/token", TILL, polling(requestId));
        assertThat(IssuerHttp.member(tokens, "id_token")).isNotEmpty();
        List<ObservedResponse> again =
                IntStream.range(0, 5).mapToObj(i -> poll(TILL, requestId)).toList();
        assertThat(again).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("token\"");
        });
    }

    private static void admitted(Map<String, String> client, String account, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(ask(client, account, Map.of()).status()).isEqualTo(200);
        }
    }

    private static String requestId(Map<String, String> client, String account) {
        return IssuerHttp.member(
                IssuerHttp.form("/oauth2/bc-authorize", client, asking(account, Map.of())), "auth_req_id");
    }

    private static ObservedResponse ask(Map<String, String> client, String account, Map<String, String> changed) {
        return ObservedResponse.of(IssuerHttp.form("/oauth2/bc-authorize", client, asking(account, changed)));
    }

    private static Map<String, String> asking(String account, Map<String, String> changed) {
        Map<String, String> parameters =
                new HashMap<>(Map.of("scope", "openid", "login_hint", account, "binding_message", "K7 at till 4"));
        parameters.putAll(changed);
        return parameters;
    }

    private static ObservedResponse poll(Map<String, String> client, String requestId) {
        return ObservedResponse.of(IssuerHttp.form("/oauth2/token", client, polling(requestId)));
    }

    private static Map<String, String> polling(String requestId) {
        return Map.of("grant_type", Till.GRANT, "auth_req_id", requestId);
    }

    private static String newAccount() {
        return "nobody-" + UUID.randomUUID();
    }
}
