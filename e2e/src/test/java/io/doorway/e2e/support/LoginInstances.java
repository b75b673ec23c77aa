package io.doorway.e2e.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.IssuedChallenge;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import io.doorway.clients.operator.OperatorClient;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneApiClient;
import io.doorway.local.Platform.Parts;
import io.doorway.servers.InParallel;
import io.doorway.servers.ManagedProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Further instances of services, at least of the three of a login, with settings of their own, addressed without a gateway. */
public final class LoginInstances implements AutoCloseable {

    private static final List<String> OF_A_LOGIN = List.of(Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration RECORDED = Duration.ofSeconds(60);

    private final Map<String, ManagedProcess> processes = new LinkedHashMap<>();

    private LoginInstances() {}

    /** Starts an instance of each service of a login and returns when they are ready. */
    public static LoginInstances start(Map<String, String> settings, Path logs) {
        return start(OF_A_LOGIN, service -> settings, logs);
    }

    /**
     * Starts an instance of all four services and returns when they are ready.
     *
     * @param settings of each service, by its name
     */
    public static LoginInstances startAll(Function<String, Map<String, String>> settings, Path logs) {
        return start(Parts.SERVICES, settings, logs);
    }

    private static LoginInstances start(
            List<String> services, Function<String, Map<String, String>> settings, Path logs) {
        LoginInstances instances = new LoginInstances();
        services.forEach(service -> instances.processes.put(
                service,
                TestPlatform.platform()
                        .furtherInstance(service, settings.apply(service), logs.resolve(service + ".log"))));
        try {
            InParallel.forEach(instances.processes.values(), ManagedProcess::start);
        } catch (RuntimeException e) {
            instances.close();
            throw e;
        }
        return instances;
    }

    /** A login from its beginning to the tokens; returns its challenge. */
    public String logIn(HeadlessPhone phone) {
        HeadlessBrowser browser = TestPlatform.browser();
        HeadlessPhone here = new HeadlessPhone(
                phone.identity(), new PhoneApiClient(address(Parts.APPROVAL).toString()));
        CodeVerifier verifier = new CodeVerifier();
        LoginPageData page = browser.at(address(Parts.SESSION)).open(Shop.authorization(Shop.PLAIN.request(verifier)));
        IssuedChallenge issued = browser.at(address(Parts.CHALLENGE)).start(page);
        Shop.Login login = new Shop.Login(Shop.PLAIN, browser.at(address(Parts.CHALLENGE)), page, issued, verifier);
        here.approve(here.scan(login::qr));
        String code = IssuerHttp.parameter(browser.at(address(Parts.SESSION)).complete(login.challenge()), "code");
        Map<String, String> headers = new HashMap<>(Shop.PLAIN.credentials());
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        browser.at(address(Parts.SESSION))
                .send("POST", "/oauth2/token", headers, IssuerHttp.formEncode(login.redemption(code)))
                .requireSuccess();
        return login.challenge();
    }

    /** The process ids of the instances that are live. */
    public List<Long> live() {
        return processes.values().stream()
                .filter(LoginInstances::isLive)
                .map(ManagedProcess::pid)
                .toList();
    }

    private static boolean isLive(ManagedProcess process) {
        URI liveness = URI.create("http://" + process.address() + "/internal/health/live");
        try {
            return TestPlatform.HTTP
                            .send(
                                    HttpRequest.newBuilder(liveness)
                                            .timeout(TIMEOUT)
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for liveness", e);
        }
    }

    /** A phone whose account and device are in the database of these instances. */
    public HeadlessPhone enrolledPhone(String account) {
        OperatorClient operator = operator("enrolment");
        operator.putAccount(account, Map.of("name", account));
        String link = operator.createEnrolmentLink(account);
        return HeadlessPhone.enrol(
                TestPlatform.issuer().toString(),
                new PhoneApiClient(address(Parts.APPROVAL).toString()),
                link.substring(link.indexOf('#') + 1),
                "phone");
    }

    private OperatorClient operator(String role) {
        String service = role.equals("enrolment") ? Parts.APPROVAL : Parts.AUDIT;
        return new OperatorClient(
                TestPlatform.HTTP, address(service), TestPlatform.platform().operatorToken(role));
    }

    private URI address(String service) {
        return URI.create("http://" + authority(service));
    }

    /** {@code host:port} of a service: of its instance here, or of the platform's. */
    public String authority(String service) {
        ManagedProcess process = processes.get(service);
        return process == null ? TestPlatform.platform().address(service) : process.address();
    }

    /** The audit has each event of a completed login once. */
    public static void assertRecordedOnce(String challenge) {
        assertRecordedOnce(challenge, () -> TestPlatform.auditedTypes(challenge));
    }

    private static void assertRecordedOnce(String challenge, Supplier<Stream<String>> types) {
        Awaitility.await()
                .atMost(RECORDED)
                .untilAsserted(() -> assertThat(types.get())
                        .as(challenge)
                        .containsExactlyInAnyOrder(
                                "ChallengeCreated",
                                "ChallengeScanned",
                                "ChallengeApproved",
                                "ChallengeConsumed",
                                "TokensIssued"));
    }

    /** As {@link #assertRecordedOnce}, by the audit-service of these instances. */
    public void assertRecordedOnceHere(String challenge) {
        OperatorClient security = operator("security");
        assertRecordedOnce(challenge, () -> TestPlatform.auditedTypes(security, challenge));
    }

    @Override
    public void close() {
        InParallel.forEach(processes.values(), ManagedProcess::stop);
    }
}
