package io.doorway.e2e.containers;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.operator.OperatorClient;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneApiClient;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.BankVisit;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.local.BankLogin;
import io.doorway.local.ProjectDirectory;
import io.doorway.local.container.ComposeProject;
import io.doorway.servers.Ports;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform of {@code docker-compose.yml}, with two instances of each service, in containers of the images that were built before. */
@EnabledIfEnvironmentVariable(
        named = "DOORWAY_SERVERS",
        matches = "containers",
        disabledReason = "requires Docker and ./doorway images: ./doorway test --containers")
class ContainerPlatformTest {

    private static final List<String> SERVICES =
            List.of("challenge-service", "approval-service", "session-service", "audit-service");

    /** The requests of a login at an instance; not those of its operator. */
    private static final Pattern STEPS = Pattern.compile(
            "http_server_requests_seconds_count\\{.*uri=\"/(?:challenges|approvals|login|oauth2)[/\"].*} (\\S+)");

    private static final Duration PUSH = Duration.ofSeconds(30);
    private static final int LOGINS = 4;
    private static final int CALLS = 1000;

    /** More at once would only wait at the one gateway. */
    private static final int AT_ONCE = 50;

    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final String BUSY = "503";
    private static final String GREETING = "Good to see you, Ada";

    /** The events of a login with a confirmation code, after which the browser is remembered. */
    private static final List<String> COMPLETED_LOGIN = List.of(
            "ChallengeCreated",
            "ChallengeScanned",
            "ChallengeApproved",
            "ChallengeConsumed",
            "BrowserRemembered",
            "TokensIssued");

    /** The containers, which are started when a test of this class is about to run. */
    private static final class Started {
        private static final ComposeProject PLATFORM = start();
        private static final Path AUTHORITY = PLATFORM.authority();
        private static final HttpClient HTTP = HeadlessBrowser.newClient();
        private static final HeadlessPhone PHONE = HeadlessPhone.enrol(
                PLATFORM.enrolmentLink(), "test phone", null, issuer -> new PhoneApiClient(issuer, HTTP));
        private static final OperatorClient SECURITY =
                new OperatorClient(HTTP, PLATFORM.issuer(), tokenIn(PLATFORM.operator("token", "security")));

        private static ComposeProject start() {
            ComposeProject platform =
                    ComposeProject.of(ProjectDirectory.find(), "doorway-test", Ports.free(), Ports.free());
            platform.remove();
            platform.start(SERVICES.stream()
                    .map(service -> "--scale=" + service + "=2")
                    .toArray(String[]::new));
            return platform;
        }

        /** Compose prints lines of its own before it. */
        private static String tokenIn(String printed) {
            return printed.lines().toList().getLast();
        }
    }

    @RegisterExtension
    static final Chromium CHROMIUM = Chromium.trusting(() -> Started.AUTHORITY);

    @AfterAll
    static void stop() {
        Started.PLATFORM.close();
    }

    @Test
    void aPersonLogsInToTheBankByTls() {
        try (BankVisit visit =
                BankVisit.at(CHROMIUM.desktop(), Started.PLATFORM.bank().toString())) {
            visit.startLogin();
            ScannedLogin scanned = Started.PHONE.scan(() -> QrScreenReader.awaitQr(visit.page()));

            String code = Started.PHONE.approve(scanned).code();

            Locator field = visit.page().locator("input[autocomplete=one-time-code]");
            field.fill(code);
            visit.button("Continue").click();
            assertThat(visit.page().getByText(GREETING)).isVisible();
            assertThat(visit.page().url()).startsWith(Started.PLATFORM.bank().toString());
        }
    }

    /** The gateway gives each request of a service to its next instance, and no browser and no phone stays at one. */
    @Test
    void everyInstanceTakesStepsOfLogins() {
        for (int i = 0; i < LOGINS; i++) {
            BankLogin login = begin();
            try (LoginEventSocket socket = login.browser().openEventSocket(login.challenge())) {
                String code = login.approve(Started.PHONE);
                socket.await("approved", PUSH);
                assertThat(login.returnTo(login.complete(code))).contains(GREETING);
            }
        }

        for (String service : List.of("challenge-service", "approval-service", "session-service")) {
            assertThat(Started.PLATFORM.addresses(service))
                    .as(service)
                    .hasSize(2)
                    .allSatisfy(instance -> assertThat(stepsOf(instance)).isPositive());
        }
    }

    /** From a file of the image: no library can be loaded from {@code /tmp}, which compose mounts {@code noexec}. */
    @Test
    void everyServiceComputesEs256ByTheNativeLibrary() {
        for (String service : SERVICES) {
            assertThat(Started.PLATFORM.addresses(service))
                    .as(service)
                    .allSatisfy(instance -> assertThat(metricsOf(instance)).contains("doorway_es256_native 1.0"));
        }
    }

    /** From a file of the image, too. */
    @Test
    void everyServiceHasItsSocketsByEpoll() {
        for (String service : SERVICES) {
            assertThat(Started.PLATFORM.memoryMaps(service))
                    .as(service)
                    .hasSize(2)
                    .allSatisfy(
                            maps -> assertThat(maps).contains("/opt/doorway/native/libnetty_transport_native_epoll"));
        }
    }

    private static Stream<String> metricsOf(String instance) throws Exception {
        URI metrics = URI.create("http://" + instance + ":8080/internal/metrics");
        return Started.HTTP
                .send(HttpRequest.newBuilder(metrics).timeout(PUSH).build(), BodyHandlers.ofLines())
                .body();
    }

    private static double stepsOf(String instance) throws Exception {
        return metricsOf(instance)
                .map(STEPS::matcher)
                .filter(Matcher::matches)
                .mapToDouble(step -> Double.parseDouble(step.group(1)))
                .sum();
    }

    @Test
    void aThousandApprovalsAtOnceAreOneDecision() {
        BankLogin login = begin();
        ScannedLogin scanned = Started.PHONE.scan(login::qr);

        List<String> codes = successes(ConcurrentCalls.run(
                CALLS,
                AT_ONCE,
                i -> answerOf(() -> Started.PHONE.approve(scanned).code())));

        assertThat(codes).as("confirmation codes").hasSize(1);
        assertThat(login.returnTo(login.complete(codes.getFirst()))).contains(GREETING);
        assertRecordedOnce(login);
    }

    @Test
    void aThousandCompletionsAtOnceGiveOneCode() {
        BankLogin login = begin();
        String code = login.approve(Started.PHONE);

        List<String> redirects = successes(ConcurrentCalls.run(
                CALLS, AT_ONCE, i -> answerOf(() -> login.complete(code).toString())));

        assertThat(redirects).as("codes").hasSize(1);
        assertThat(login.returnTo(URI.create(redirects.getFirst()))).contains(GREETING);
        assertRecordedOnce(login);
    }

    /** What the successful answers contained, each once. A service under load may refuse a call, which then had no effect. */
    private static List<String> successes(List<String> answers) {
        List<String> distinct = answers.stream()
                .distinct()
                .filter(answer -> !answer.equals(BUSY))
                .toList();
        assertThat(distinct).as("answers other than %s", BUSY).isNotEmpty();
        return distinct;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "challenge-service",
                "approval-service",
                "session-service",
                "audit-service",
                "kafka",
                "postgres",
                "gateway",
                "demo-bank"
            })
    void aLoginSurvivesTheKillOf(String service) {
        BankLogin login = retried(ContainerPlatformTest::begin);
        ScannedLogin scanned = retried(() -> Started.PHONE.scan(login::qr));

        Started.PLATFORM.kill(service);
        Started.PLATFORM.restart(service);

        String code = retried(() -> Started.PHONE.approve(scanned).code());
        String page = retried(() -> login.returnTo(login.complete(code)));
        assertThat(page).contains(GREETING);
        assertRecordedOnce(login);
    }

    /** Redis may have lost an answered write when it was killed, such as that a code was used: no login from before is completed. */
    @Test
    void aLoginApprovedBeforeTheKillOfRedisIsNotCompleted() {
        ApprovedLogin approved = retried(ApprovedLogin::begin);

        Started.PLATFORM.kill("redis");
        Started.PLATFORM.restart("redis");

        String answer = Awaitility.await()
                .atMost(RECOVERY)
                .ignoreExceptions()
                .until(() -> answerOf(() -> approved.complete().toString()), outcome -> !outcome.startsWith("5"));
        assertThat(answer).as("a login of another store").startsWith("4");
        String page = retried(() -> {
            ApprovedLogin next = ApprovedLogin.begin();
            return next.login().returnTo(next.complete());
        });
        assertThat(page).contains(GREETING);
    }

    private record ApprovedLogin(BankLogin login, String code) {

        static ApprovedLogin begin() {
            BankLogin login = ContainerPlatformTest.begin();
            return new ApprovedLogin(login, login.approve(Started.PHONE));
        }

        URI complete() {
            return login.complete(code);
        }
    }

    private static BankLogin begin() {
        return BankLogin.begin(Started.PLATFORM.bank(), Started.PLATFORM.issuer(), Started.HTTP);
    }

    /** The content of a successful response, otherwise the status. */
    private static String answerOf(Callable<String> call) {
        try {
            return call.call();
        } catch (BrowserRefusedException refused) {
            return Integer.toString(refused.response().status());
        } catch (PhoneRefusedException refused) {
            return Integer.toString(refused.response().status());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The audit has each event of a completed login once. */
    private static void assertRecordedOnce(BankLogin login) {
        Awaitility.await()
                .atMost(RECOVERY)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(auditedTypes(login.challenge()))
                        .as(login.challenge())
                        .containsExactlyInAnyOrderElementsOf(COMPLETED_LOGIN));
    }

    private static Stream<String> auditedTypes(String challenge) {
        JsonNode events = Started.SECURITY
                .get("/audit/events?limit=200&challenge=" + challenge)
                .get("events");
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event.at("/unmapped/doorway/type").asText())
                .filter(type -> !type.equals("AttemptRefused"));
    }

    private static <T> T retried(Callable<T> step) {
        return Awaitility.await()
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(step, result -> true);
    }
}
