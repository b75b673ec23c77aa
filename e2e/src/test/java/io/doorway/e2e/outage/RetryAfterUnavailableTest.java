package io.doorway.e2e.outage;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.PausedServer;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.TestPlatform.Person;
import io.doorway.local.Platform.Parts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * "Nothing was lost, try again" is true: a call that was answered with 503 because a store did not answer succeeds when it is repeated after
 * {@code Retry-After}.
 */
class RetryAfterUnavailableTest {

    /** What a caller looks at: the status, and whether the response says when to try again. */
    private record Answer(int status, boolean retryAfter, String body) {

        static Answer of(BrowserResponse response) {
            return new Answer(
                    response.status(),
                    response.headers().firstValue("Retry-After").isPresent(),
                    response.body());
        }

        /** The phone's client shows no headers; the problem is the same for all callers. */
        static Answer of(PhoneResponse response) {
            return new Answer(response.status(), response.problem().equals("unavailable"), response.body());
        }

        boolean unavailable() {
            return status == 503 && retryAfter;
        }
    }

    private final Person ada = TestPlatform.person("Ada");
    private final HeadlessPhone phone = ada.headlessPhone();
    private final Map<String, Supplier<Answer>> calls = new LinkedHashMap<>();

    @Test
    void afterAnOutageOfRedis() {
        addBrowserCalls();
        addPhoneCalls();
        addChanges();
        addRelyingPartyCalls();

        repeatAfter(Parts.REDIS);
    }

    @Test
    void afterAnOutageOfKafka() {
        Shop.Login approved = approved();
        String code = approved.code();
        calls.put("redeem", () -> Answer.of(approved.redeem(code)));
        calls.put("create", create());
        calls.put("cancel", cancel());
        calls.put("approve", approve());
        calls.put("reject", reject());
        calls.put("complete", complete());

        repeatAfter(Parts.KAFKA);
    }

    @Test
    void afterAnOutageOfPostgres() {
        addPhoneCalls();
        calls.keySet().removeAll(Set.of("scan"));
        addChanges();
        addOperatorCalls();
        addAuditCalls();

        repeatAfter(Parts.POSTGRES);
    }

    private void addOperatorCalls() {
        Person bob = TestPlatform.person("Bob");
        HeadlessPhone bobsPhone = bob.headlessPhone();
        String invitation = "{\"account\":\"%s\"}".formatted(ada.account());
        String invited = IssuerHttp.member(administer("POST", "/admin/enrolments", invitation), "id");
        calls.put(
                "put an account",
                () -> Answer.of(administer(
                        "POST", "/admin/accounts", "{\"account\":\"%s\",\"claims\":{}}".formatted(ada.account()))));
        calls.put("invite", () -> Answer.of(administer("POST", "/admin/enrolments", invitation)));
        calls.put("revoke an invitation", () -> Answer.of(administer("DELETE", "/admin/enrolments/" + invited, "")));
        for (String list : List.of("devices", "enrolments")) {
            calls.put(
                    "list " + list + " as operator",
                    () -> Answer.of(administer("GET", "/admin/accounts/" + ada.account() + "/" + list, "")));
        }
        for (String change : List.of("suspend", "resume")) {
            calls.put(
                    change, () -> Answer.of(administer("POST", "/admin/accounts/" + bob.account() + "/" + change, "")));
        }
        String device = "/admin/accounts/" + bob.account() + "/devices/"
                + bobsPhone.identity().credentialId();
        calls.put("revoke a device as operator", () -> Answer.of(administer("DELETE", device, "")));
    }

    private void addAuditCalls() {
        String token = TestPlatform.platform().operatorToken("security");
        String uid = TestPlatform.operator("security")
                .get("/audit/events?limit=1")
                .at("/events/0/metadata/uid")
                .asText();
        calls.put("search the audit", () -> Answer.of(IssuerHttp.get("/audit/events", token)));
        calls.put(
                "read an event", () -> Answer.of(IssuerHttp.get("/audit/events/" + IssuerHttp.formEncode(uid), token)));
        calls.put("follow the audit", () -> beginStream(token));
    }

    /** The status of the stream, which does not end by itself. */
    private static Answer beginStream(String token) {
        HttpRequest request = HttpRequest.newBuilder(TestPlatform.issuer().resolve("/audit/stream?recent=1"))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            HttpResponse<InputStream> response = TestPlatform.HTTP.send(request, BodyHandlers.ofInputStream());
            response.body().close();
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After").isPresent(),
                    "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Changes of an account by its phone. Each has a device, a browser or a login of its own. */
    private void addChanges() {
        HeadlessPhone removed = ada.headlessPhone();
        calls.put(
                "remove a device",
                () -> Answer.of(phone.remove(removed.identity().credentialId(), null)));
        HeadlessPhone recognised = ada.headlessPhone();
        calls.put(
                "recognise a device",
                accepted(() -> phone.recognise(recognised.identity().credentialId())));
        HeadlessPasskey passkey = HeadlessPasskey.at(TestPlatform.issuer().toString());
        calls.put("register a passkey", afterNonce(() -> phone.addPasskey(passkey)));
        HeadlessPhone other = TestPlatform.person("Eve").headlessPhone();
        other.addPasskey();
        String registered = (String) other.passkeys().getFirst().get("id");
        calls.put("remove a passkey", accepted(() -> other.removePasskey(registered)));
        Shop.Login login = Shop.PLAIN.begin();
        phone.approve(phone.scan(login::frame));
        login.code();
        Awaitility.await("the login is listed")
                .until(() -> phone.activity().stream()
                        .anyMatch(entry -> login.challenge().equals(entry.get("id"))));
        calls.put("disown a login", () -> Answer.of(phone.disown(login.challenge())));
    }

    /** The answer of a call whose client throws if it is refused. */
    private static Supplier<Answer> accepted(Runnable call) {
        return () -> {
            try {
                call.run();
                return new Answer(204, false, "");
            } catch (PhoneRefusedException refused) {
                return Answer.of(refused.response());
            }
        };
    }

    /** The answer of a call whose client fetches a nonce first, which may be what is refused. */
    private static Supplier<Answer> afterNonce(Supplier<PhoneResponse> call) {
        return () -> {
            try {
                return Answer.of(call.get());
            } catch (PhoneRefusedException refused) {
                return Answer.of(refused.response());
            }
        };
    }

    /** Makes each call while the server does not answer, and again afterwards. */
    private void repeatAfter(String server) {
        Map<String, Answer> during;
        if (server.equals(Parts.POSTGRES)) {
            TestPlatform.platform().kill(server);
            try {
                during = makeCalls();
            } finally {
                TestPlatform.platform().restart(server);
            }
        } else {
            try (PausedServer paused = PausedServer.pause(server)) {
                during = makeCalls();
            }
        }
        assertThat(during)
                .allSatisfy((name, answer) -> assertThat(answer.unavailable())
                        .as("%s: %s", name, answer)
                        .isTrue());
        calls.forEach((name, call) -> Awaitility.await(name + " is answered after the outage")
                .atMost(Duration.ofSeconds(20))
                .until(call::get, answer -> !answer.unavailable() && assertAccepted(name, answer)));
    }

    private static boolean assertAccepted(String name, Answer answer) {
        assertThat(answer.status()).as("%s: %s", name, answer).isBetween(200, 303);
        return true;
    }

    private Map<String, Answer> makeCalls() {
        Map<String, CompletableFuture<Answer>> pending = calls.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, call -> CompletableFuture.supplyAsync(call.getValue())));
        return pending.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, call -> call.getValue().join()));
    }

    private void addBrowserCalls() {
        calls.put("create", create());
        Shop.Login waiting = Shop.PLAIN.begin();
        calls.put(
                "frames",
                () -> Answer.of(waiting.browser()
                        .sendWithProof("GET", "/challenges/" + waiting.challenge() + "/frames", Map.of())));
        calls.put(
                "poll",
                () -> Answer.of(waiting.browser()
                        .sendWithProof(
                                "GET",
                                HeadlessBrowser.eventsPath(waiting.challenge()),
                                Map.of("Accept", "application/json"))));
        calls.put("cancel", cancel());
        calls.put("complete", complete());
        calls.put("open the login page", () -> Answer.of(TestPlatform.browser().sendGet(Shop.PLAIN.authorization())));
    }

    private void addPhoneCalls() {
        Shop.Login waiting = Shop.PLAIN.begin();
        HeadlessPhone another = TestPlatform.person("Grace").headlessPhone();
        calls.put(
                "scan",
                () -> Answer.of(another.api()
                        .post(
                                "/approvals/scan",
                                another.signedMessage(PhoneMessages.SCAN, PhoneMessages.scanned(frame(waiting))))));
        calls.put("approve", approve());
        calls.put("reject", reject());
        for (String path : new String[] {"/devices", "/passkeys", "/browsers", "/activity"}) {
            calls.put("GET " + path, () -> withNonce(path));
        }
        String code = ada.enrolmentCode();
        var key = PhoneMessages.newKey();
        calls.put(
                "enrol",
                () -> Answer.of(phone.api()
                        .post(
                                "/devices",
                                PhoneMessages.signEnrolment(
                                        key,
                                        PhoneMessages.claims(
                                                TestPlatform.issuer().toString(),
                                                Map.of("enrolment_code", code, "name", "second phone"))))));
    }

    /** The last frame that the page has, while the server cannot draw another. */
    private static String frame(Shop.Login login) {
        try {
            return login.frame();
        } catch (RuntimeException unavailable) {
            return "A".repeat(50);
        }
    }

    private Answer withNonce(String path) {
        PhoneResponse asked = phone.api().get(path, phone.signedMessage(PhoneMessages.DEVICE, Map.of()));
        return asked.nonce() == null
                ? Answer.of(asked)
                : Answer.of(phone.api()
                        .get(path, phone.signedMessage(PhoneMessages.DEVICE, Map.of("nonce", asked.nonce()))));
    }

    private void addRelyingPartyCalls() {
        Shop.Login approved = approved();
        String code = approved.code();
        calls.put("redeem", () -> Answer.of(approved.redeem(code)));
        String token = approved().accessToken();
        calls.put("userinfo", () -> Answer.of(IssuerHttp.userInfo(token)));
        calls.put(
                "introspect",
                () -> Answer.of(
                        IssuerHttp.form("/oauth2/introspect", Shop.PLAIN.credentials(), Map.of("token", token))));
        calls.put("push", () -> Answer.of(Shop.PLAIN.push(Shop.PLAIN.request(new CodeVerifier()))));
    }

    private static Supplier<Answer> create() {
        HeadlessBrowser browser = TestPlatform.browser();
        LoginPageData page = browser.open(Shop.PLAIN.authorization());
        return () -> Answer.of(
                browser.sendWithProof("POST", "/challenges", Map.of("Authorization", "Bearer " + page.ticket())));
    }

    private static Supplier<Answer> cancel() {
        Shop.Login login = Shop.PLAIN.begin();
        return () -> Answer.of(login.browser().sendWithProof("DELETE", "/challenges/" + login.challenge(), Map.of()));
    }

    private static Shop.Login approved() {
        Shop.Login login = Shop.PLAIN.begin();
        HeadlessPhone phone = TestPlatform.person("Ada").headlessPhone();
        phone.approve(phone.scan(login::frame));
        return login;
    }

    private static Supplier<Answer> complete() {
        Shop.Login login = approved();
        return () -> Answer.of(
                login.browser().sendWithProof("POST", HeadlessBrowser.completionPath(login.challenge()), Map.of()));
    }

    private static Supplier<Answer> approve() {
        return decide("approve", PhoneMessages.APPROVAL, Map.of());
    }

    private static Supplier<Answer> reject() {
        return decide("reject", PhoneMessages.REJECTION, Map.of("reason", "not_me"));
    }

    private static Supplier<Answer> decide(String decision, String type, Map<String, String> more) {
        Shop.Login login = Shop.PLAIN.begin();
        HeadlessPhone phone = TestPlatform.person("Ada").headlessPhone();
        ScannedLogin scanned = phone.scan(login::frame);
        Map<String, String> members = new LinkedHashMap<>(more);
        members.put("transcript", scanned.transcript());
        return () -> Answer.of(phone.api()
                .post("/approvals/" + login.challenge() + "/" + decision, phone.signedMessage(type, members)));
    }

    private static BrowserResponse administer(String method, String path, String body) {
        return IssuerHttp.send(
                method,
                path,
                Map.of(
                        "Authorization",
                        "Bearer " + TestPlatform.platform().operatorToken("enrolment"),
                        "Content-Type",
                        "application/json"),
                body);
    }
}
