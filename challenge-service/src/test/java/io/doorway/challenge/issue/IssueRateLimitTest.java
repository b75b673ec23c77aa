package io.doorway.challenge.issue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.doorway.challenge.support.ChallengeServiceTest;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.doorway.testkit.geography.MaxMindFile;
import io.doorway.web.limit.RateLimits;
import io.doorway.web.limit.RateLimits.Verification;
import io.doorway.web.refusal.Actor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rate limits of creation, with the rates of production. Every test has addresses of its own. */
@QuarkusTest
@TestProfile(IssueRateLimitTest.RealLimits.class)
class IssueRateLimitTest extends ChallengeServiceTest {

    private static final int OF_ONE_ADDRESS = 60;
    private static final int OF_ONE_NETWORK = 200;
    private static final int OF_ONE_SYSTEM = 100;
    private static final int FORGERIES = 20;
    private static final int FORGERIES_OF_A_CLAIM = 10;
    private static final int PROOFS_OF_A_NETWORK = 30;
    /** The attempts for which the limit gains capacity during the test, on a slow machine. */
    private static final int A_FEW_MORE = 20;

    @Inject
    RateLimits limits;

    /** The table, except for lines that a test would take minutes to exceed, and one that must be exceeded before another. */
    public static final class RealLimits implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "doorway.limits.factor",
                    "1",
                    "doorway.limits.create-by-network",
                    OF_ONE_NETWORK + "/PT1H",
                    "doorway.limits.create-by-system",
                    OF_ONE_SYSTEM + "/PT1H",
                    "doorway.limits.forge-by-address",
                    FORGERIES + "/PT1M",
                    "doorway.limits.prove-by-network",
                    PROOFS_OF_A_NETWORK + "/PT1H",
                    "doorway.geography.places",
                    places().toString(),
                    "doorway.geography.networks",
                    networks().toString());
        }

        private static Path places() {
            return MaxMindFile.cities()
                    .place("192.0.2.0/24", "Zürich", "Switzerland", "CH", "Europe/Zurich")
                    .write(temporary("places"));
        }

        private static Path networks() {
            return MaxMindFile.autonomousSystems()
                    .system("100.64.0.0/16", 64500, "Example Hosting")
                    .write(temporary("networks"));
        }

        private static Path temporary(String name) {
            try {
                Path file = Files.createTempFile(name, ".mmdb");
                file.toFile().deleteOnExit();
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aThousandChallengesForOneAddressAreLimitedAndAnotherAddressIsServed() {
        List<Integer> flood = statuses(1000, request -> "203.0.113.7");

        assertThat(flood).containsOnly(201, 429);
        assertThat(flood.stream().filter(status -> status == 201).count())
                .isBetween((long) OF_ONE_ADDRESS, 2L * OF_ONE_ADDRESS);
        isTooMany(untilRefused("203.0.113.7"));
        assertThat(create("203.0.113.8").statusCode()).isEqualTo(201);
        assertThat(create("198.51.100.7").statusCode()).isEqualTo(201);
    }

    @Test
    void aRefusalSaysWhenTheNextAttemptIsAdmitted() {
        String address = "203.0.114.7";
        statuses(OF_ONE_ADDRESS, request -> address);
        Response refused = untilRefused(address);

        long seconds = Long.parseLong(refused.header("Retry-After"));

        assertThat(seconds).isEqualTo(1);
        await().pollDelay(Duration.ofSeconds(seconds))
                .atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(create(address).statusCode()).isEqualTo(201));
    }

    @Test
    void aFloodFromAllAddressesOfANetworkLeavesOtherNetworksUnaffected() {
        statuses(OF_ONE_NETWORK + A_FEW_MORE, request -> "203.0.115." + request);

        isTooMany(create("203.0.115.250"));
        assertThat(create("203.0.116.1").statusCode()).isEqualTo(201);
    }

    @Test
    void anAutonomousSystemIsLimitedAsAWhole() {
        statuses(OF_ONE_SYSTEM + A_FEW_MORE, request -> "100.64." + request + ".1");

        isTooMany(create("100.64.250.1"));
        assertThat(create("100.65.0.1").statusCode()).isEqualTo(201);
    }

    @Test
    void aSourceOfForgedTicketsIsRefusedBeforeAuthenticationAndOthersAreNot() {
        String forger = "203.0.117.7";
        for (int i = 0; i < FORGERIES; i++) {
            forge(forger);
        }

        // On a slow machine the limit has recovered meanwhile.
        await().atMost(TIMEOUT).untilAsserted(() -> {
            forge(forger);
            isTooMany(create(forger));
        });
        assertThat(create("203.0.117.8").statusCode()).isEqualTo(201);
    }

    /** A forgery is counted when it is refused. Until then every attempt takes the place of one. */
    @Test
    void ofABurstInParallelNoMoreIsVerifiedThanMayBeForged() {
        Actor source = Actor.at("203.0.121.7");
        List<Verification> verified = burst(Attempt.FRAMES, source);

        assertThat(verified).hasSize(FORGERIES);
        assertThat(burst(Attempt.FRAMES, source)).isEmpty();
        assertThat(burst(Attempt.FRAMES, Actor.at("203.0.121.8")))
                .as("another address")
                .hasSize(FORGERIES);
        verified.forEach(Verification::end);
        verified.forEach(Verification::end);
        assertThat(burst(Attempt.FRAMES, source))
                .as("after the first were answered")
                .hasSize(FORGERIES);
    }

    @Test
    void aBurstThatNamesAKnownChallengeHasTheBudgetsOfTheChallengeAndTheNetworkBesides() {
        Actor named = Actor.at("203.0.122.7").on(new ChallengeId("q1N4Yk7vT0mZxLw2Rb8cGA"));
        limits.proved(named);

        assertThat(burst(Attempt.FRAMES, named)).hasSize(FORGERIES + FORGERIES_OF_A_CLAIM + PROOFS_OF_A_NETWORK);
    }

    @Test
    void aVerificationEndsWithItsAnswer() {
        String address = "203.0.123.7";
        for (int i = 0; i < OF_ONE_ADDRESS / 2; i++) {
            assertThat(create(address).statusCode()).isEqualTo(201);
        }

        assertThat(burst(Attempt.CREATE, Actor.at(address))).hasSize(FORGERIES);
    }

    /** Attempts that arrive at once and are not answered yet: those that are verified. */
    private List<Verification> burst(Attempt attempt, Actor actor) {
        List<CompletableFuture<Verification>> burst = IntStream.range(0, 200)
                .mapToObj(i -> limits.beforeAuthentication(attempt, actor)
                        .subscribe()
                        .asCompletionStage()
                        .exceptionally(refused -> null)
                        .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                .toList();
        return burst.stream()
                .map(CompletableFuture::join)
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    void aSourceIsBusyBeforeItIsRefused() {
        String address = "203.0.118.7";
        assertThat(busy(address)).isFalse();

        statuses(OF_ONE_ADDRESS / 2 + 20, request -> address);

        assertThat(busy(address)).isTrue();
        assertThat(busy("203.0.118.8")).isFalse();
        assertThat(create(address).statusCode()).isEqualTo(201);
    }

    @Test
    void refusalsAreCountedByTheirLimit() {
        statuses(OF_ONE_ADDRESS, request -> "203.0.119.7");
        untilRefused("203.0.119.7");

        assertThat(given().get("/internal/metrics").asString())
                .contains("doorway_rate_limits_exceeded_total{limit=\"create-by-address\"}")
                .contains("doorway_refusals_total{attempt=\"create\",reason=\"rate_limited\"}");
    }

    @Test
    void theChallengeContainsTheLocationOfTheBrowser() {
        assertThat(location("192.0.2.7")).isEqualTo("Zürich, Switzerland");
        assertThat(location("203.0.120.7")).isNull();
    }

    /** The statuses of concurrent requests from these addresses. */
    private List<Integer> statuses(int times, IntFunction<String> address) {
        return ConcurrentCalls.run(
                times, 16, request -> page().createFrom(address.apply(request)).statusCode());
    }

    private Response untilRefused(String address) {
        return IntStream.range(0, OF_ONE_ADDRESS)
                .mapToObj(i -> create(address))
                .filter(answer -> answer.statusCode() != 201)
                .findFirst()
                .orElseThrow();
    }

    private static void forge(String address) {
        given().header("X-Forwarded-For", address)
                .header("Authorization", "Bearer x.y.z")
                .post("/challenges");
    }

    private Response create(String address) {
        return page().createFrom(address);
    }

    private String location(String address) {
        return browserOf(create(address)).location();
    }

    private boolean busy(String address) {
        return limits.isBusySource(address).await().atMost(TIMEOUT);
    }

    private static void isTooMany(Response answer) {
        assertProblem(answer, 429, "too-many-requests");
        assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(1L, 60L);
    }
}
