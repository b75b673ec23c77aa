package io.doorway.e2e.containers;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.phone.HeadlessPhone;
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
    private static final int COMPLETIONS = 200;
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    /** The containers, which are started when a test of this class is about to run. */
    private static final class Started {
        private static final ComposeProject PLATFORM = start();
        private static final Path AUTHORITY = PLATFORM.authority();
        private static final HttpClient HTTP = HeadlessBrowser.newClient();
        private static final HeadlessPhone PHONE = HeadlessPhone.enrol(PLATFORM.enrolmentLink(), "test phone");

        private static ComposeProject start() {
            ComposeProject platform =
                    ComposeProject.of(ProjectDirectory.find(), "doorway-test", Ports.free(), Ports.free());
            platform.remove();
            platform.start(SERVICES.stream()
                    .map(service -> "--scale=" + service + "=2")
                    .toArray(String[]::new));
            return platform;
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
            assertThat(visit.page().getByText("Good to see you, Ada")).isVisible();
            assertThat(visit.page().url()).startsWith(Started.PLATFORM.bank().toString());
        }
    }

    /** The gateway gives each request of a service to its next instance, and no browser and no phone stays at one. */
    @Test
    void everyInstanceTakesStepsOfLogins() {
        for (int i = 0; i < LOGINS; i++) {
            BankLogin login = BankLogin.begin(Started.PLATFORM.bank(), Started.PLATFORM.issuer(), Started.HTTP);
            try (LoginEventSocket socket = login.browser().openEventSocket(login.challenge())) {
                String code = login.approve(Started.PHONE);
                socket.await("approved", PUSH);
                assertThat(login.returnTo(login.complete(code))).contains("Good to see you, Ada");
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
    void twoHundredCompletionsAtOnceGiveOneCode() {
        BankLogin login = BankLogin.begin(Started.PLATFORM.bank(), Started.PLATFORM.issuer(), Started.HTTP);
        String code = login.approve(Started.PHONE);

        List<String> answers = ConcurrentCalls.run(
                COMPLETIONS, 50, i -> answerOf(() -> login.complete(code).toString()));

        List<String> redirects =
                answers.stream().filter(answer -> answer.startsWith("https://")).toList();
        assertThat(answers)
                .as("what is not a redirect")
                .allMatch(answer -> answer.startsWith("https://") || answer.equals("503"));
        assertThat(redirects).isNotEmpty();
        assertThat(redirects.stream().distinct()).as("codes").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"challenge-service", "approval-service", "session-service", "kafka", "gateway"})
    void aLoginSurvivesTheKillOf(String service) {
        BankLogin login = BankLogin.begin(Started.PLATFORM.bank(), Started.PLATFORM.issuer(), Started.HTTP);
        ScannedLogin scanned = retried(() -> Started.PHONE.scan(login::qr));

        Started.PLATFORM.kill(service);
        Started.PLATFORM.restart(service);

        String code = retried(() -> Started.PHONE.approve(scanned).code());
        String page = retried(() -> login.returnTo(login.complete(code)));
        assertThat(page).contains("Good to see you, Ada");
    }

    private static String answerOf(Callable<String> call) {
        try {
            return call.call();
        } catch (BrowserRefusedException refused) {
            return Integer.toString(refused.response().status());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T retried(Callable<T> step) {
        return Awaitility.await()
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(step, result -> true);
    }
}
