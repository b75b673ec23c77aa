package io.doorway.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.browser.LoginPageMessages.IssuedChallenge;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.RedisMonitor;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.StoredKeys;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import io.doorway.protocol.vocabulary.ChallengeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What the requests of one warm login wait for, in a new browser into which a code is typed: round trips to Redis, records that Kafka
 * acknowledges, and statements of PostgreSQL; and how many signatures the services verify for it. A change that adds one fails here.
 *
 * <p>The steps follow each other as a person makes them: when the events of the step before have left the outbox.
 */
class LoginCostTest {

    private static final Cost CEILING = new Cost(10, 3, 1, 4);

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final List<String> SERVICES = List.of(Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION);

    /** What requests have waited for, and the signatures that were verified. */
    private record Cost(long redis, long kafka, long postgres, long signatures) {

        /** Of all services since they were started. */
        static Cost now() {
            return new Cost(
                    waits("redis"), waits("kafka"), waits("postgres"), sum("doorway_es256_verifications_total"));
        }

        Cost since(Cost before) {
            return new Cost(
                    redis - before.redis,
                    kafka - before.kafka,
                    postgres - before.postgres,
                    signatures - before.signatures);
        }

        boolean isWithin(Cost ceiling) {
            return redis <= ceiling.redis
                    && kafka <= ceiling.kafka
                    && postgres <= ceiling.postgres
                    && signatures <= ceiling.signatures;
        }

        private static long waits(String server) {
            return sum("doorway_waits_total\\{caller=\"request\",for=\"" + server + "\"}");
        }

        /** @param metric a regular expression of the metric's name and labels */
        private static long sum(String metric) {
            Pattern sample = Pattern.compile("(?m)^" + metric + " (\\S+)$");
            return SERVICES.stream()
                    .mapToLong(service -> sample.matcher(metrics(service))
                            .results()
                            .mapToLong(found -> (long) Double.parseDouble(found.group(1)))
                            .sum())
                    .sum();
        }
    }

    @Test
    void aLoginWaitsForNoMoreThanItsCeiling() {
        HeadlessPhone phone = TestPlatform.person("Ada").headlessPhone();
        Set<String> others = registeredLogins();
        logIn(phone);
        Awaitility.await().atMost(TIMEOUT).until(() -> others.containsAll(registeredLogins()));

        Map<String, Step> steps;
        try (RedisMonitor redis = new RedisMonitor()) {
            steps = logIn(phone, redis::take);
        }

        String report = report(steps);
        Cost login = Objects.requireNonNull(steps.get("login")).cost();
        assertThat(login).as("%s", report).matches(cost -> cost.isWithin(CEILING));
        assertThat(login.redis()).as("every step asks Redis").isGreaterThanOrEqualTo(steps.size() - 1);
        assertThat(login.kafka())
                .as("approve, consume and redeem wait for their events")
                .isGreaterThanOrEqualTo(3);
        assertThat(login.signatures())
                .as("of the page, the scan and the approval")
                .isGreaterThanOrEqualTo(3);
    }

    /** A step of the login, with the calls that Redis got meanwhile. */
    private record Step(Cost cost, List<String> calls) {}

    /** What each step cost, and the calls behind it, so that whoever reads a failure sees which of them are new. */
    private static String report(Map<String, Step> steps) {
        StringBuilder report = new StringBuilder();
        steps.forEach((name, step) -> {
            Cost cost = step.cost();
            report.append("%-10s Redis %2d   Kafka %d   PostgreSQL %d   signatures %d%n"
                    .formatted(name, cost.redis(), cost.kafka(), cost.postgres(), cost.signatures()));
            step.calls().forEach(call -> report.append(call).append(System.lineSeparator()));
        });
        return report.toString();
    }

    /** The accounts with registered logins. A completed login is removed when approval-service has read its event. */
    private static Set<String> registeredLogins() {
        return StoredKeys.all().names().stream()
                .filter(name -> name.startsWith("pending:"))
                .collect(Collectors.toSet());
    }

    private static void logIn(HeadlessPhone phone) {
        logIn(phone, List::of);
    }

    /** By step, and of the whole login. */
    private static Map<String, Step> logIn(HeadlessPhone phone, Supplier<List<String>> calls) {
        Map<String, Step> steps = new LinkedHashMap<>();
        Cost start = Cost.now();
        HeadlessBrowser browser = TestPlatform.browser();
        CodeVerifier verifier = new CodeVerifier();
        URI authorization = Shop.authorization(Shop.ALWAYS_CODE.request(verifier));

        LoginPageData page = step("authorize", steps, calls, () -> browser.open(authorization));
        IssuedChallenge issued = step("create", steps, calls, () -> browser.start(page));
        Shop.Login login = new Shop.Login(Shop.ALWAYS_CODE, browser, page, issued, verifier);
        awaitPublished(login);
        try (LoginEventSocket socket = step("watch", steps, calls, () -> watch(login))) {
            String frame = Shop.Login.frameIn(socket.awaitQr(TIMEOUT));
            ScannedLogin scanned = step("scan", steps, calls, () -> phone.scan(frame));
            awaitPublished(login);
            PhoneResponse approved = step("approve", steps, calls, () -> phone.approve(scanned));
            socket.await("approved", TIMEOUT);
            awaitPublished(login);
            URI redirect = step(
                    "complete",
                    steps,
                    calls,
                    () -> browser.completeWithCode(login.challenge(), Objects.requireNonNull(approved.code())));
            awaitPublished(login);
            step("token", steps, calls, () -> login.redeem(IssuerHttp.parameter(redirect, "code")));
        }
        steps.put("login", new Step(Cost.now().since(start), List.of()));
        return steps;
    }

    private static LoginEventSocket watch(Shop.Login login) {
        LoginEventSocket socket = login.browser().openEventSocket(login.challenge());
        socket.awaitFirstState(TIMEOUT);
        return socket;
    }

    private static <T> T step(String name, Map<String, Step> steps, Supplier<List<String>> calls, Supplier<T> work) {
        calls.get();
        Cost before = Cost.now();
        T result = work.get();
        steps.put(name, new Step(Cost.now().since(before), calls.get()));
        return result;
    }

    private static void awaitPublished(Shop.Login login) {
        String outbox = "{b%02d}:outbox".formatted(new ChallengeId(login.challenge()).bucket());
        Awaitility.await().atMost(TIMEOUT).until(() -> StoredKeys.lengthOfStream(outbox) == 0);
    }

    private static String metrics(String service) {
        try {
            URI address = URI.create("http://" + TestPlatform.platform().address(service) + "/internal/metrics");
            return TestPlatform.HTTP
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
