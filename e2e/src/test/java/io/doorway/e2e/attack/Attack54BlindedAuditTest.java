package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.servers.ManagedProcess;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each case is a flood of refused requests, and then one refused request from somewhere else, which must be in the log of events. */
@Attack(
        row = 54,
        name = "Blinded audit: a flood of refusals hides those of the real attack, or fills the log",
        control =
                "Budgets for each address, network, reason and instance; what exceeds them is summarised by network and reason",
        where = "libs/web `RefusalBudget`, `RefusalPublisher`")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Attack54BlindedAuditTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FLOOD = 400;
    private static final int PER_ADDRESS = 5;
    private static final int PER_INSTANCE = 600;
    private static final int OF_A_NETWORK = 200;
    private static final int TOO_MANY = 429;

    /** Of a reason's refusals in an interval, so many are published whatever the others are. */
    private static final int SHARE = PER_INSTANCE / 2 / RefusalReason.values().length;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final AtomicInteger CASES = new AtomicInteger();
    private static final AtomicInteger ATTACKS = new AtomicInteger();

    @TempDir
    static Path logs;

    private static ManagedProcess service;

    /** With small budgets, so that a flood need not be large. */
    @BeforeAll
    static void startService() {
        service = TestPlatform.platform()
                .furtherInstance(
                        Parts.CHALLENGE,
                        Map.of(
                                "doorway.refusals.per-address",
                                Integer.toString(PER_ADDRESS),
                                "doorway.refusals.per-network",
                                "20",
                                "doorway.refusals.per-instance",
                                Integer.toString(PER_INSTANCE),
                                "doorway.refusals.interval",
                                "PT2S",
                                "doorway.limits.create-by-network",
                                OF_A_NETWORK + "/PT1H",
                                "doorway.limits.frames-by-network",
                                OF_A_NETWORK + "/PT1H",
                                "doorway.limits.cancel-by-network",
                                OF_A_NETWORK + "/PT1H",
                                "doorway.limits.frames-by-address",
                                "1/PT1H",
                                "doorway.limits.prove-by-network",
                                "1/PT1H"),
                        logs.resolve("challenge-service.log"));
        service.start();
    }

    @AfterAll
    static void stopService() {
        service.stop();
    }

    private record Call(String method, String path, Map<String, String> headers) {}

    private static final Call WITHOUT_TICKET = new Call("POST", "/challenges", Map.of());
    private static final Call WITHOUT_COOKIE =
            new Call("DELETE", "/challenges/" + TestPlatform.UNKNOWN_ID, Map.of("DPoP", "x"));
    private static final Call RATE_LIMITED =
            new Call("GET", "/challenges/" + TestPlatform.UNKNOWN_ID + "/frames", Map.of());

    /** Forged with a cookie, and therefore refused for another reason than the calls of the floods. */
    private static final Map<String, String> FORGED = Map.of("DPoP", "x", "Cookie", "__Host-doorway=" + "A".repeat(22));

    private static final Call FORGED_CANCEL = new Call("DELETE", "/challenges/" + TestPlatform.UNKNOWN_ID, FORGED);
    private static final Call FORGED_FRAMES =
            new Call("GET", "/challenges/" + TestPlatform.UNKNOWN_ID + "/frames", FORGED);

    @ParameterizedTest
    @MethodSource
    @Order(2)
    void aFloodBeforeTheRealAttack(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aFloodBeforeTheRealAttack() {
        Map<String, IntFunction<String>> sources = new LinkedHashMap<>();
        sources.put("one address", i -> "100.64.0.7");
        sources.put("one /24", i -> "100.65.0." + i % 250);
        sources.put("many /24s", i -> "100." + (66 + i % 50) + "." + i % 250 + ".7");
        sources.put("one /64", i -> "2001:db8:1:1::%x".formatted(i + 1));
        sources.put("one /48", i -> "2001:db8:2:%x::1".formatted(i + 1));
        sources.put("many /48s", i -> "2001:db8:%x::1".formatted(i + 256));
        Map<String, Call> floods = new LinkedHashMap<>();
        floods.put("requests without a ticket", WITHOUT_TICKET);
        floods.put("requests without a cookie", WITHOUT_COOKIE);
        floods.put("requests over a limit", RATE_LIMITED);
        Map<String, Call> attacks = Map.of("to cancel a login", FORGED_CANCEL, "for its frames", FORGED_FRAMES);
        return sources.entrySet().stream()
                .flatMap(source -> floods.entrySet().stream()
                        .flatMap(flood -> attacks.entrySet().stream()
                                .map(attack -> AttackCase.asserting(
                                                "a forged request " + attack.getKey() + " after " + flood.getKey()
                                                        + " from " + source.getKey(),
                                                () -> floodAndAttack(
                                                        flood.getValue(), source.getValue(), attack.getValue()))
                                        .named())));
    }

    /** Before the floods of many networks, after which a network may have no summary of its own for the rest of the interval. */
    @Test
    @Order(1)
    void whatIsNotPublishedIsSummarised() throws Exception {
        flood(WITHOUT_TICKET, i -> "198.18.7." + i % 200);

        AtomicInteger refusals = new AtomicInteger();
        assertThat(TestPlatform.topics()
                        .await(
                                Topics.REFUSALS,
                                1,
                                record -> isSummary(
                                        record,
                                        event -> ofNetwork(event, "198.18.7.0/24", "wrong_ticket")
                                                && event.path("sources").asInt() <= 200
                                                && refusals.addAndGet(event.path("refusals")
                                                                .asInt())
                                                        >= FLOOD / 4),
                                TIMEOUT))
                .as(
                        "the summary with which a quarter of the flood is reached, and those that were read together with it")
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource
    @Order(1)
    void aFloodFromAllAddressesOfANetwork(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Of each call of challenge-service that takes no account. */
    static Stream<Named<AttackCase>> aFloodFromAllAddressesOfANetwork() {
        Map<String, Call> calls = Map.of(
                "requests without a ticket",
                WITHOUT_TICKET,
                "requests for frames without a cookie",
                RATE_LIMITED,
                "cancellations without a cookie",
                WITHOUT_COOKIE);
        return calls.entrySet().stream()
                .flatMap(call -> Stream.of(true, false)
                        .map(v4 -> AttackCase.asserting(
                                        call.getKey() + (v4 ? " from a /24" : " from a /48"),
                                        () -> floodOfANetwork(call.getValue(), v4))
                                .named()));
    }

    /** No more are verified than the network may send, another network is served, and the log has a summary. */
    private static void floodOfANetwork(Call call, boolean v4) throws Exception {
        int network = CASES.incrementAndGet();
        IntFunction<String> sources =
                v4 ? i -> "198.19." + network + "." + i % 250 : i -> "2001:db8:e%02x:%x::1".formatted(network, i);
        String name = v4 ? "198.19." + network + ".0/24" : "2001:db8:e%02x:0:0:0:0:0/48".formatted(network);

        Map<Integer, Long> answers = flood(call, sources);

        assertThat(answers.keySet()).containsExactlyInAnyOrder(401, TOO_MANY);
        assertThat(answers.get(401)).isBetween(OF_A_NETWORK / 2L, OF_A_NETWORK + 2L);
        assertThat(send(call, "198.51." + network + ".1").get().statusCode()).isEqualTo(401);
        assertThat(TestPlatform.topics()
                        .await(Topics.REFUSALS, 1, record -> isSummary(record, name, "rate_limited"), TIMEOUT))
                .as("the summary of " + name)
                .isNotEmpty();
    }

    private static void floodAndAttack(Call flood, IntFunction<String> sources, Call attack) throws Exception {
        if (ATTACKS.getAndIncrement() % SHARE == 0) {
            awaitNextInterval();
        }
        String attacker = "192." + CASES.incrementAndGet() + ".2.9";
        flood(flood, sources);

        assertThat(send(attack, attacker).get().statusCode()).isEqualTo(401);

        assertThat(TestPlatform.topics().await(Topics.REFUSALS, 1, from(attacker), TIMEOUT))
                .as("the refusal of " + attacker)
                .hasSize(1);
    }

    /** The attacks of earlier cases have used none of the budgets of the next interval. */
    private static void awaitNextInterval() throws Exception {
        Instant start = Instant.now();
        for (int i = 0; i <= PER_ADDRESS; i++) {
            send(WITHOUT_TICKET, "203.0.113.9").get();
        }
        assertThat(TestPlatform.topics().await(Topics.REFUSALS, 1, record -> isSummaryAfter(record, start), TIMEOUT))
                .as("the summary that ends the interval")
                .isNotEmpty();
    }

    /** Returns how many were answered with each status. */
    private static Map<Integer, Long> flood(Call call, IntFunction<String> sources) {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, FLOOD)
                .mapToObj(i -> send(call, sources.apply(i)))
                .toList();
        return answers.stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));
    }

    private static CompletableFuture<HttpResponse<String>> send(Call call, String source) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + service.address() + call.path()))
                .header("X-Forwarded-For", source)
                .method(call.method(), HttpRequest.BodyPublishers.noBody());
        call.headers().forEach(request::header);
        return TestPlatform.HTTP.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static Predicate<ConsumerRecord<String, String>> from(String source) {
        return record ->
                record.value().contains("\"AttemptRefused\"") && record.value().contains("\"" + source + "\"");
    }

    private static boolean isSummary(ConsumerRecord<String, String> record, String network, String reason) {
        return isSummary(record, event -> ofNetwork(event, network, reason));
    }

    private static boolean ofNetwork(JsonNode event, String network, String reason) {
        return event.path("network").asText().equals(network)
                && event.path("reason").asText().equals(reason);
    }

    private static boolean isSummaryAfter(ConsumerRecord<String, String> record, Instant time) {
        return isSummary(
                record, event -> Instant.parse(event.path("at").asText()).isAfter(time));
    }

    private static boolean isSummary(ConsumerRecord<String, String> record, Predicate<JsonNode> expected) {
        try {
            JsonNode event = JSON.readTree(record.value());
            return event.path("type").asText().equals("RefusalsSuppressed") && expected.test(event);
        } catch (JsonProcessingException notAnEvent) {
            return false;
        }
    }
}
