package io.doorway.e2e.instances;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.browser.LoginPageMessages.IssuedChallenge;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneApiClient;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.LoginInstances;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.TestPlatform.Person;
import io.doorway.e2e.support.Till;
import io.doorway.local.Platform;
import io.doorway.local.Platform.Parts;
import io.doorway.servers.InParallel;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Two instances of each service: no step of a login depends on the instance of an earlier one, and instances are replaced one by one. */
@EnabledIfSystemProperty(
        named = "doorway.instances",
        matches = "true",
        disabledReason = "starts eight services, which takes minutes: ./doorway test -Ddoorway.instances=true")
class SeveralInstancesTest {

    private static final int INSTANCES = 2;
    private static final int CALLS = 100;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final List<String> SERVERS = List.of(Parts.KAFKA, Parts.REDIS, Parts.POSTGRES);
    private static final int WORKERS = 3;
    private static final int MAX_LOGINS_PER_WORKER = 200;
    private static final int MAX_SOCKETS = 10;
    /** The code with which a stopping instance closes its sockets (docs/waiting-browser.md). */
    private static final int SERVICE_RESTART = 1012;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration RECORDED = Duration.ofSeconds(60);
    private static final List<String> CONSUMER_GROUPS = List.of(Parts.APPROVAL, Parts.AUDIT);

    private static final Map<String, Integer> LIVE_WITHOUT_SERVERS = new HashMap<>();
    private static final Map<String, Integer> READY_WITHOUT_SERVERS = new HashMap<>();

    /** The second instances start while no server runs. */
    @BeforeAll
    static void startInstances() {
        Platform platform = TestPlatform.platform();
        InParallel.forEach(SERVERS, platform::kill);
        CompletableFuture<Void> started =
                CompletableFuture.runAsync(() -> platform.scale(INSTANCES), Thread::startVirtualThread);
        try {
            for (String service : Parts.SERVICES) {
                Awaitility.await().atMost(RECORDED).ignoreExceptions().until(() -> {
                    LIVE_WITHOUT_SERVERS.put(
                            service, health(name(service, 2), "live").statusCode());
                    return true;
                });
                Awaitility.await().atMost(RECORDED).ignoreExceptions().until(() -> {
                    READY_WITHOUT_SERVERS.put(
                            service, health(name(service, 2), "ready").statusCode());
                    return true;
                });
            }
        } finally {
            InParallel.forEach(SERVERS, platform::restart);
        }
        started.join();
        Parts.SERVICES.forEach(service -> Awaitility.await()
                .atMost(RECORDED)
                .ignoreExceptions()
                .untilAsserted(() -> {
                    HttpResponse<String> health = health(service, "ready");
                    assertThat(health.statusCode()).as(health.body()).isEqualTo(OK);
                }));
    }

    @AfterAll
    static void stopInstances() {
        TestPlatform.platform().scale(1);
    }

    @Test
    void instancesThatStartBeforeTheirServersLiveAndAreNotReady() {
        assertThat(LIVE_WITHOUT_SERVERS.values()).hasSize(Parts.SERVICES.size()).containsOnly(OK);
        assertThat(READY_WITHOUT_SERVERS.values()).containsOnly(UNAVAILABLE);
    }

    @Test
    void eachStepOfALoginIsTakenAtAnotherInstance() {
        HeadlessBrowser browser = TestPlatform.browser();
        HeadlessPhone phone = TestPlatform.person("Ada").headlessPhone();
        CodeVerifier verifier = new CodeVerifier();

        LoginPageData page =
                browser.at(instance(Parts.SESSION, 0)).open(Shop.authorization(Shop.PLAIN.request(verifier)));
        IssuedChallenge issued = browser.at(instance(Parts.CHALLENGE, 0)).start(page);
        String challenge = issued.challengeId();
        try (LoginEventSocket socket = browser.at(instance(Parts.SESSION, 1)).openEventSocket(challenge)) {
            ScannedLogin scanned = phone(phone, 0)
                    .scan(() -> browser.at(instance(Parts.CHALLENGE, 1))
                            .frames(challenge)
                            .current()
                            .content());
            socket.await("scanned", TIMEOUT);
            phone(phone, 1).approve(scanned);
            socket.await("approved", TIMEOUT);
        }
        String code =
                IssuerHttp.parameter(browser.at(instance(Parts.SESSION, 0)).complete(challenge), "code");
        BrowserResponse tokens = redeem(new Shop.Login(Shop.PLAIN, browser, page, issued, verifier), code, 1);

        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.body()).contains("id_token");
    }

    @Test
    void eachStepOfARequestWithoutABrowserIsTakenAtAnotherInstance() {
        Person person = TestPlatform.person("Ada");
        HeadlessPhone phone = person.headlessPhone();

        String requestId = Till.ask(person, instance(Parts.SESSION, 0));
        String challenge =
                phone(phone, 0).requests().getFirst().get("challenge_id").toString();
        phone(phone, 1).approve(phone(phone, 0).openRequest(challenge));
        BrowserResponse tokens = Till.tokens(requestId, instance(Parts.SESSION, 1));

        assertThat(tokens.status()).as(tokens.body()).isEqualTo(OK);
        assertThat(tokens.body()).contains("id_token");
    }

    @Test
    void consumersAtBothInstancesGetOneCodeAndOneOfThemTheTokens() {
        Shop.Login login = approvedLogin(TestPlatform.person("Grace").headlessPhone());

        List<BrowserResponse> completions = ConcurrentCalls.run(
                CALLS,
                call -> login.browser()
                        .at(instance(Parts.SESSION, call % INSTANCES))
                        .sendWithProof("POST", HeadlessBrowser.completionPath(login.challenge()), Map.of()));
        String code = login.code();
        List<BrowserResponse> tokens = ConcurrentCalls.run(CALLS, call -> redeem(login, code, call % INSTANCES));

        assertThat(completions).extracting(BrowserResponse::status).contains(OK).isSubsetOf(OK, UNAVAILABLE);
        assertThat(completions.stream()
                        .filter(answer -> answer.status() == OK)
                        .map(BrowserResponse::body)
                        .distinct())
                .as("codes")
                .hasSize(1);
        assertThat(login.browser().poll(login.challenge()).version()).isEqualTo(4);
        assertThat(tokens).extracting(BrowserResponse::status).isSubsetOf(OK, 400, UNAVAILABLE);
        assertThat(tokens.stream().filter(answer -> answer.status() == OK))
                .as("tokens")
                .hasSizeLessThanOrEqualTo(1);
    }

    /** The first instances of all services, then the second ones, while logins run and one browser waits. */
    @Test
    void aRollingRestartLosesNoLoginAndDoublesNone() throws Exception {
        HeadlessPhone patient = TestPlatform.person("Patient").headlessPhone();
        Queue<String> completed = new ConcurrentLinkedQueue<>();
        AtomicBoolean restarted = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> workers = IntStream.range(0, WORKERS)
                    .<Future<?>>mapToObj(worker -> threads.submit(() -> logIn(worker, restarted, completed, threads)))
                    .toList();
            try {
                for (int number = 1; number <= INSTANCES; number++) {
                    completed.add(restartWhileABrowserWaits(number, patient, threads));
                }
            } finally {
                restarted.set(true);
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        }

        assertThat(completed).as("logins").hasSizeGreaterThan(WORKERS).doesNotHaveDuplicates();
        completed.forEach(LoginInstances::assertRecordedOnce);
    }

    /** The person decides when the instances are gone: a decision has a limit of two minutes, and a start takes long on a busy machine. */
    private static String restartWhileABrowserWaits(int number, HeadlessPhone patient, ExecutorService threads)
            throws Exception {
        List<String> instances =
                Parts.SERVICES.stream().map(service -> name(service, number)).toList();
        Shop.Login waiting = Shop.PLAIN.begin();
        ScannedLogin scanned = patient.scan(waiting::qr);
        Future<?> browser = threads.submit(() -> awaitState(waiting, "approved"));

        InParallel.forEach(instances, TestPlatform.platform()::stop);
        CONSUMER_GROUPS.forEach(group -> assertThat(TestPlatform.topics().members(group))
                .as("%s without %s", group, instances)
                .isEqualTo(INSTANCES - 1));
        patient.approve(scanned);
        browser.get();
        assertThat(waiting.accessToken()).isNotEmpty();

        InParallel.forEach(instances, TestPlatform.platform()::restart);
        return waiting.challenge();
    }

    /**
     * Logs in until the restart has ended, with a browser that waits before the person approves. No call fails: what a stopping instance does
     * not take, another one takes.
     */
    private static void logIn(int worker, AtomicBoolean restarted, Queue<String> completed, ExecutorService threads) {
        HeadlessPhone phone = TestPlatform.person("Worker" + worker).headlessPhone();
        for (int login = 0; login < MAX_LOGINS_PER_WORKER && !restarted.get(); login++) {
            Shop.Login begun = Shop.PLAIN.begin();
            ScannedLogin scanned = phone.scan(begun::qr);
            CompletableFuture<Void> browser = CompletableFuture.runAsync(() -> awaitState(begun, "approved"), threads);
            phone.approve(scanned);
            browser.join();
            assertThat(begun.accessToken()).isNotEmpty();
            completed.add(begun.challenge());
        }
    }

    private static Shop.Login approvedLogin(HeadlessPhone phone) {
        Shop.Login login = Shop.PLAIN.begin();
        phone.approve(phone.scan(login::qr));
        return login;
    }

    /** Waits as the login page does: a socket that a stopping instance closes is opened again. */
    private static void awaitState(Shop.Login login, String state) {
        for (int sockets = 0; sockets < MAX_SOCKETS; sockets++) {
            try (LoginEventSocket socket = login.browser().openEventSocket(login.challenge())) {
                if (reaches(socket, state)) {
                    return;
                }
            }
        }
        throw new AssertionError("the state %s was not received over %d sockets".formatted(state, MAX_SOCKETS));
    }

    private static boolean reaches(LoginEventSocket socket, String state) {
        try {
            socket.await(state, RECORDED);
            return true;
        } catch (IllegalStateException closed) {
            assertThat(socket.awaitClose(Duration.ZERO))
                    .as("the code of the close, after %s", socket.receivedStates())
                    .isEqualTo(SERVICE_RESTART);
            return false;
        }
    }

    private static BrowserResponse redeem(Shop.Login login, String code, int instance) {
        Map<String, String> headers = new HashMap<>(login.shop().credentials());
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        return login.browser()
                .at(instance(Parts.SESSION, instance))
                .send("POST", "/oauth2/token", headers, IssuerHttp.formEncode(login.redemption(code)));
    }

    private static HttpResponse<String> health(String instance, String kind) throws IOException, InterruptedException {
        URI uri = URI.create(
                "http://%s/internal/health/%s".formatted(TestPlatform.platform().address(instance), kind));
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
        return TestPlatform.HTTP.send(request, BodyHandlers.ofString());
    }

    private static HeadlessPhone phone(HeadlessPhone phone, int instance) {
        return new HeadlessPhone(
                phone.identity(),
                new PhoneApiClient(instance(Parts.APPROVAL, instance).toString()));
    }

    private static URI instance(String service, int index) {
        return URI.create("http://" + TestPlatform.platform().address(name(service, index + 1)));
    }

    private static String name(String service, int number) {
        return number == 1 ? service : service + "-" + number;
    }
}
