package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.IssuedChallenge;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 47,
        name =
                "Payment substitution: the person signs one payment or a plain login, and the relying party makes another payment",
        control =
                "An action of high risk must be pushed by the client, and the ID token, userinfo and introspection return what was signed; the demo bank compares it with the payment that it makes",
        where =
                "session-service `AuthorizationChecks`, `ActionTypes`, `ApprovedAction`; demo bank `Payment`, `PaymentRequestFilter`")
class Attack47PaymentSubstitutionTest {
    private static final String SMALL = details("payment", "4.20", "Harbour Rail");

    private static HeadlessPhone phone;
    private static HeadlessPasskey passkey;

    @BeforeAll
    static void enrol() {
        phone = TestPlatform.person("Victim").headlessPhone();
        passkey = phone.addPasskey();
    }

    private static String details(String type, String amount, String payee) {
        return type.equals("payment")
                ? "[{\"type\":\"payment\",\"amount\":\"%s\",\"currency\":\"EUR\",\"payee\":\"%s\"}]"
                        .formatted(amount, payee)
                : "[{\"type\":\"add-payee\",\"payee\":\"%s\",\"payee_account\":\"DE89370400440532013000\"}]"
                        .formatted(payee);
    }

    @ParameterizedTest
    @MethodSource
    void anActionOfHighRiskThroughTheBrowser(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anActionOfHighRiskThroughTheBrowser() {
        List<Named<AttackCase>> cases = new ArrayList<>();
        for (Shop shop : List.of(
                Shop.PLAIN,
                Shop.OTHER,
                Shop.OPTIONAL_PKCE,
                Shop.ALWAYS_CODE,
                Shop.DEFAULT_CHECK,
                Shop.SHARED_WORKSTATION,
                Shop.SHORT_DEADLINE)) {
            for (String type : List.of("payment", "add-payee")) {
                Map<String, Map<String, String>> forms = new LinkedHashMap<>();
                forms.put("action", Map.of("action", type));
                forms.put("action and message", Map.of("action", type, "action_message", "Pay 4.20 to Harbour Rail"));
                forms.put("details", Map.of("authorization_details", details(type, "4.20", "Harbour Rail")));
                forms.put(
                        "details and action",
                        Map.of("action", type, "authorization_details", details(type, "4.20", "Harbour Rail")));
                forms.put(
                        "details and acr",
                        Map.of(
                                "acr_values",
                                "urn:doorway:acr:passkey",
                                "authorization_details",
                                details(type, "4.20", "Harbour Rail")));
                forms.forEach((form, parameters) ->
                        cases.add(AttackCase.of(shop.id() + ", " + type + ", " + form, () -> open(shop, parameters))
                                .refused(303, "invalid_request")
                                .named()));
            }
        }
        return cases.stream();
    }

    private static ObservedResponse open(Shop shop, Map<String, String> parameters) {
        Map<String, String> request = shop.request(new CodeVerifier());
        request.putAll(parameters);
        return ObservedResponse.of(TestPlatform.browser().sendGet(Shop.authorization(request)));
    }

    @ParameterizedTest
    @MethodSource
    void aParameterAddedToAPushedPayment(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aParameterAddedToAPushedPayment() {
        Map<String, Map<String, String>> added = new LinkedHashMap<>();
        added.put("action=login", Map.of("action", "login"));
        added.put("action=add-payee", Map.of("action", "add-payee"));
        added.put("a message", Map.of("action_message", "Log in"));
        added.put("action and message", Map.of("action", "login", "action_message", "Log in"));
        added.put("another amount", Map.of("authorization_details", details("payment", "0.01", "Harbour Rail")));
        added.put("another payee", Map.of("authorization_details", details("payment", "4.20", "City Water")));
        added.put("no details", Map.of("authorization_details", "[]"));
        added.put("a lower acr", Map.of("acr_values", "urn:doorway:acr:qr"));
        added.put("another scope", Map.of("scope", "openid"));
        added.put("a whole request", Shop.PLAIN.request(new CodeVerifier()));
        return added.entrySet().stream()
                .map(entry -> AttackCase.asserting(entry.getKey(), () -> {
                            Map<String, String> pushed = Shop.PLAIN.request(new CodeVerifier());
                            pushed.put("authorization_details", SMALL);
                            Map<String, String> opened = new LinkedHashMap<>(entry.getValue());
                            opened.put("client_id", Shop.PLAIN.id());
                            opened.put("request_uri", IssuerHttp.member(Shop.PLAIN.push(pushed), "request_uri"));

                            LoginPageData page = TestPlatform.browser().open(Shop.authorization(opened));

                            assertThat(page.action().type()).isEqualTo("payment");
                            assertThat(page.action().message()).isNull();
                            assertThat(transcriptOf(opened)).contains("\"4.20\"", "Harbour Rail");
                        })
                        .named());
    }

    /** What the victim's phone shows for a request that this browser has claimed; another one cannot open it. */
    private static String transcriptOf(Map<String, String> opened) {
        Map<String, String> pushed = Shop.PLAIN.request(new CodeVerifier());
        pushed.put("authorization_details", SMALL);
        Map<String, String> again = new LinkedHashMap<>(opened);
        again.put("request_uri", IssuerHttp.member(Shop.PLAIN.push(pushed), "request_uri"));
        HeadlessBrowser browser = TestPlatform.browser();
        IssuedChallenge challenge = browser.start(browser.open(Shop.authorization(again)));
        return phone.scan(() -> Shop.Login.frameIn(
                        browser.frames(challenge.challengeId()).current().content()))
                .transcript();
    }

    @ParameterizedTest
    @MethodSource
    void anApprovalOfAnotherPaymentAtTheBank(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anApprovalOfAnotherPaymentAtTheBank() {
        return Stream.of(
                        new String[] {"4.20", "Harbour Rail", "9999.00", "Harbour Rail"},
                        new String[] {"4.20", "Harbour Rail", "4.21", "Harbour Rail"},
                        new String[] {"4.20", "Harbour Rail", "42.00", "Harbour Rail"},
                        new String[] {"4.20", "Harbour Rail", "4.20", "City Water"},
                        new String[] {"4.20", "Harbour Rail", "9999.00", "Lighthouse Insurance"},
                        new String[] {"9999.00", "City Water", "4.20", "City Water"},
                        new String[] {"1.00", "City Water", "10.00", "City Water"},
                        new String[] {"4.20", "Harbour Rail", "4.20", "Harbour Rail"})
                .map(payments -> AttackCase.asserting(
                                "%s to %s approved, %s to %s asked for".formatted((Object[]) payments), () -> {
                                    BankSession victim = BankSession.start();
                                    String approved = victim.enter(payments[0], payments[1]);
                                    String other = victim.enter(payments[2], payments[3]);
                                    victim.deliver(victim.approve(victim.confirm(approved)));

                                    victim.confirm(other);

                                    assertThat(BankSession.start().shows(other, "Paid"))
                                            .isFalse();
                                    assertThat(BankSession.start().shows(approved, "Paid"))
                                            .isTrue();
                                })
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void aRequestThatReplacesTheBanksOwn(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aRequestThatReplacesTheBanksOwn() {
        Map<String, Map<String, String>> replacements = new LinkedHashMap<>();
        replacements.put("a plain login", Map.of());
        replacements.put(
                "a login with a message", Map.of("action", "login", "action_message", "Pay 4.20 to Harbour Rail"));
        replacements.put("a login with a passkey", Map.of("acr_values", "urn:doorway:acr:passkey", "max_age", "300"));
        return replacements.entrySet().stream()
                .map(replacement -> AttackCase.asserting(replacement.getKey(), () -> {
                            BankSession victim = BankSession.start();
                            String payment = victim.enter("9999.00", "Harbour Rail");
                            victim.confirm(payment);
                            Map<String, String> request = new LinkedHashMap<>(Map.of(
                                    "response_type", "code",
                                    "client_id", "demo-bank",
                                    "redirect_uri", TestPlatform.bank() + "/login",
                                    "scope", "openid profile email",
                                    "state", "state",
                                    "nonce", "nonce",
                                    "code_challenge", "A".repeat(43),
                                    "code_challenge_method", "S256"));
                            request.putAll(replacement.getValue());

                            victim.deliver(victim.approve(Shop.authorization(request)));

                            assertThat(BankSession.start().shows(payment, "To be paid"))
                                    .isTrue();
                        })
                        .named());
    }

    @Test
    void aPaymentThatTheCustomerSignedIsMade() {
        BankSession victim = BankSession.start();
        String payment = victim.enter("9999.00", "Harbour Rail");

        victim.deliver(victim.approve(victim.confirm(payment)));

        assertThat(victim.shows(payment, "Paid")).isTrue();
    }

    /** A browser in which the customer, or the attacker, is logged in at the demo bank. */
    private record BankSession(HeadlessBrowser bank, HeadlessBrowser browser) {

        static BankSession start() {
            BankSession session = new BankSession(TestPlatform.bankBrowser(), TestPlatform.browser());
            session.deliver(session.approve(location(session.bank.send("GET", "/login", Map.of()))));
            return session;
        }

        /** Enters a payment; returns its id. */
        String enter(String amount, String payee) {
            BrowserResponse entered = bank.send(
                    "POST",
                    "/payments",
                    Map.of("Content-Type", "application/x-www-form-urlencoded"),
                    IssuerHttp.formEncode(Map.of("amount", amount, "payee", payee)));
            String path = location(entered).getPath();
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** Asks the bank to make the payment; returns the address to which it redirects. */
        URI confirm(String payment) {
            return location(bank.send("GET", "/payments/" + payment + "/confirm", Map.of()));
        }

        /** Approves with the passkey whatever the phone shows; returns the redirect to the bank. */
        URI approve(URI authorization) {
            IssuedChallenge challenge = browser.start(browser.open(authorization));
            phone.approve(
                    phone.scan(() -> Shop.Login.frameIn(
                            browser.frames(challenge.challengeId()).current().content())),
                    passkey);
            return browser.complete(challenge.challengeId());
        }

        /** Follows the redirects at the bank until a page, or a redirect to Doorway. */
        void deliver(URI response) {
            BrowserResponse page = bank.sendGet(response);
            while (page.status() / 100 == 3 && location(page).toString().startsWith(TestPlatform.bank())) {
                page = bank.sendGet(location(page));
            }
        }

        boolean shows(String payment, String text) {
            BrowserResponse page = bank.send("GET", "/payments/" + payment, Map.of());
            assertThat(page.status()).isEqualTo(200);
            return page.body().contains(text);
        }

        private static URI location(BrowserResponse response) {
            URI location = URI.create(response.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new AssertionError(response.status() + " " + response.body())));
            return location.isAbsolute()
                    ? location
                    : URI.create(TestPlatform.bank()).resolve(location);
        }
    }
}
