package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import io.doorway.servers.InParallel;
import io.doorway.servers.ManagedProcess;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each case is a flood of one kind from an address, and then the call of an honest phone, browser or relying party from the same address.
 */
@Attack(
        row = 56,
        name =
                "Noisy neighbour: forgeries from a shared address lock the honest phones, browsers and relying parties behind it out",
        control =
                "Beyond the limits of an address, what names a known credential, challenge or client is verified within budgets "
                        + "of its own; the rest is refused. What is verified at this moment counts as a forgery until it is answered",
        where =
                "libs/web `RateLimits`, `OngoingVerifications`, `KnownClaims`, `ForgedRequestCounter`; approval-service `SignedMessages`")
class Attack56NoisyNeighbourTest {

    private static final int TOO_MANY = 429;
    private static final int MAX_FLOOD = 400;
    private static final int BURST = 400;

    /** {@code forge-by-address} twice, those that are verified at once and those that are counted, and what is gained during the test. */
    private static final long MAX_VERIFIED = 150;

    private static final AtomicInteger NETWORKS = new AtomicInteger();

    @TempDir
    static Path logs;

    private static ManagedProcess service;
    private static ManagedProcess provider;
    private static HeadlessPhone honest;
    private static HeadlessPhone attacker;

    /** With the limits of production, which the platform's own services multiply. */
    @BeforeAll
    static void startServices() {
        honest = TestPlatform.person("Honest").headlessPhone();
        attacker = TestPlatform.person("Attacker").headlessPhone();
        service = instance(
                Parts.APPROVAL,
                Map.of(
                        "doorway.limits.factor", "1",
                        "doorway.limits.scan-by-credential", "10000/PT1M",
                        "doorway.limits.scan-by-account", "10000/PT1M",
                        "doorway.limits.approve-by-credential", "10000/PT1M",
                        "doorway.limits.reject-by-credential", "10000/PT1M"));
        // A wrong cookie is not counted as forged, so that only the limit of the address ends its flood.
        provider = instance(
                Parts.SESSION, Map.of("doorway.limits.factor", "1", "doorway.limits.watch-by-address", "120/PT1M"));
        InParallel.forEach(List.of(service, provider), ManagedProcess::start);
    }

    private static ManagedProcess instance(String name, Map<String, String> settings) {
        return TestPlatform.platform().furtherInstance(name, settings, logs.resolve(name + ".log"));
    }

    @AfterAll
    static void stopServices() {
        InParallel.forEach(List.of(service, provider), ManagedProcess::stop);
    }

    /** A request from an address. */
    private interface Request {
        ObservedResponse from(String address) throws Exception;
    }

    private record Call(String method, String path, String type, Map<String, String> members) {}

    @ParameterizedTest
    @MethodSource
    void aFloodFromTheSameAddress(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aFloodFromTheSameAddress() {
        String id = TestPlatform.UNKNOWN_ID;
        List<Call> calls = List.of(
                new Call("POST", "/approvals/scan", PhoneMessages.SCAN, PhoneMessages.scanned("A".repeat(50))),
                new Call("POST", "/approvals/" + id + "/approve", PhoneMessages.APPROVAL, Map.of("transcript", "{}")),
                new Call(
                        "POST",
                        "/approvals/" + id + "/reject",
                        PhoneMessages.REJECTION,
                        Map.of("transcript", "{}", "reason", "not_me")),
                new Call("GET", "/devices", PhoneMessages.DEVICE, Map.of()),
                new Call("GET", "/browsers", PhoneMessages.DEVICE, Map.of()),
                new Call("GET", "/passkeys", PhoneMessages.DEVICE, Map.of()),
                new Call("GET", "/activity", PhoneMessages.DEVICE, Map.of()),
                new Call("DELETE", "/devices/" + id, PhoneMessages.DEVICE, Map.of()),
                new Call("POST", "/activity/" + id + "/disown", PhoneMessages.DEVICE, Map.of()));
        return calls.stream()
                .flatMap(call -> forgeries(call).entrySet().stream()
                        .map(forgery -> AttackCase.asserting(
                                        call.method() + " " + call.path() + " after a flood of " + forgery.getKey(),
                                        () -> floodAndCall(call, forgery.getValue()))
                                .named()));
    }

    private static Map<String, Supplier<String>> forgeries(Call call) {
        Map<String, Supplier<String>> kinds = new LinkedHashMap<>();
        String own = honest.identity().credentialId();
        kinds.put("messages that are none", () -> "x");
        kinds.put("empty messages", () -> "");
        kinds.put("messages of unknown keys", () -> signed(call, TestPlatform.UNKNOWN_ID));
        kinds.put("messages with a malformed kid", () -> signed(call, "a b"));
        kinds.put("messages with the kid of the honest phone", () -> signed(call, own));
        kinds.put(
                "messages with the kid of the attacker's phone",
                () -> signed(call, attacker.identity().credentialId()));
        kinds.put("messages of another type", () -> attacker.signedMessage("doorway-other+jwt", call.members()));
        kinds.put("messages with an unknown member", () -> attacker.signedMessage(call.type(), Map.of("x", "y")));
        kinds.put("messages with a cut signature", () -> cut(signed(call, own)));
        return kinds;
    }

    private static void floodAndCall(Call call, Supplier<String> forgery) throws Exception {
        ObservedResponse answer = afterFlood(
                address -> send(call, honest.signedMessage(call.type(), call.members()), address),
                address -> send(call, "x", address),
                address -> send(call, forgery.get(), address));

        assertThat(answer.body()).containsAnyOf("challenge-not-found", "use-nonce", "stale-frame");
    }

    /** The honest request is sent before the flood too, so that what it names is known. The flood lasts until others are refused. */
    private static ObservedResponse afterFlood(Request honest, Request unnamed, Request forgery) throws Exception {
        String address = nextAddress();
        honest.from(address);
        int sent = 0;
        while (unnamed.from(address).status() != TOO_MANY) {
            forgery.from(address);
            assertThat(sent++).as("forgeries without a limit").isLessThan(MAX_FLOOD);
        }
        return honest.from(address);
    }

    /** In a network of its own. */
    private static String nextAddress() {
        int network = NETWORKS.incrementAndGet();
        return "203." + network / 250 + "." + network % 250 + ".7";
    }

    @ParameterizedTest
    @MethodSource
    void aFloodFromTheAddressOfABrowser(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aFloodFromTheAddressOfABrowser() {
        Map<String, String> calls = Map.of("GET", "events", "POST", "complete");
        return Stream.of("GET", "POST")
                .flatMap(method -> NeighbourForgeries.ofBrowsers(method, calls.get(method)).stream()
                        .map(kind -> AttackCase.asserting(
                                        method + " " + calls.get(method) + " after a flood of " + kind.name(), () -> {
                                            NeighbourForgeries.Victim victim =
                                                    NeighbourForgeries.Victim.begin(provider.address());
                                            ObservedResponse answer = afterFlood(
                                                    address -> victim.send(method, calls.get(method), address),
                                                    address -> victim.unnamed(method, calls.get(method), address),
                                                    address -> kind.request().from(victim, address));
                                            assertThat(answer.summary()).isIn("200 ", "409 wrong-state");
                                        })
                                .named()));
    }

    @ParameterizedTest
    @MethodSource
    void aFloodFromTheAddressOfARelyingParty(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aFloodFromTheAddressOfARelyingParty() {
        Map<String, String> answers =
                Map.of("/oauth2/token", "400 invalid_grant", "/oauth2/introspect", "200 ", "/oauth2/par", "201 ");
        return answers.entrySet().stream()
                .flatMap(call -> NeighbourForgeries.ofClients().entrySet().stream()
                        .map(forgery -> AttackCase.asserting(
                                        call.getKey() + " after a flood of " + forgery.getKey(), () -> {
                                            String url = "http://" + provider.address() + call.getKey();
                                            ObservedResponse answer = afterFlood(
                                                    address -> NeighbourForgeries.asClient(
                                                            url, Shop.PLAIN.credentials(), address),
                                                    address -> NeighbourForgeries.asClient(url, Map.of(), address),
                                                    address -> NeighbourForgeries.asClient(
                                                            url, forgery.getValue(), address));
                                            assertThat(answer.summary()).isEqualTo(call.getValue());
                                        })
                                .named()));
    }

    @ParameterizedTest
    @MethodSource
    void aBurstInParallel(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** All forgeries of a burst are sent before the first is answered. No more are verified than may be forged and are verified at once. */
    static Stream<Named<AttackCase>> aBurstInParallel() {
        Map<String, Map<String, String>> unnamed = new LinkedHashMap<>(NeighbourForgeries.ofClients());
        unnamed.keySet().retainAll(List.of("calls without credentials", "credentials that are none"));
        return Stream.of("/oauth2/token", "/oauth2/introspect", "/oauth2/par")
                .flatMap(path -> unnamed.entrySet().stream()
                        .map(forgery -> AttackCase.asserting("a burst at " + path + " of " + forgery.getKey(), () -> {
                                    String address = nextAddress();
                                    String url = "http://" + provider.address() + path;
                                    long verified = inParallel(
                                                    BURST,
                                                    () -> NeighbourForgeries.asClient(url, forgery.getValue(), address))
                                            .filter(answer -> answer.status() != TOO_MANY)
                                            .count();
                                    assertThat(verified).isBetween(1L, MAX_VERIFIED);
                                })
                                .named()));
    }

    private static Stream<ObservedResponse> inParallel(int times, Callable<ObservedResponse> request) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(Collections.nCopies(times, request)).stream()
                    .map(Future::resultNow);
        }
    }

    private static ObservedResponse send(Call call, String message, String address) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + service.address() + call.path()))
                .header("X-Forwarded-For", address);
        boolean inHeader =
                call.type().equals(PhoneMessages.DEVICE) && !call.method().equals("POST");
        if (inHeader) {
            request.header("Authorization", "Doorway " + message).method(call.method(), BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/jose").POST(BodyPublishers.ofString(message));
        }
        HttpResponse<String> answer = TestPlatform.HTTP.send(request.build(), BodyHandlers.ofString());
        return ObservedResponse.of(answer.statusCode(), answer.body(), answer.body());
    }

    private static String signed(Call call, String kid) {
        return PhoneMessages.sign(
                call.type(),
                PhoneMessages.newKey(),
                kid,
                PhoneMessages.claims(TestPlatform.issuer().toString(), call.members()));
    }

    private static String cut(String message) {
        return message.substring(0, message.length() - 4);
    }
}
