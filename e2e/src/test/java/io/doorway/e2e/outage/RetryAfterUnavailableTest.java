package io.doorway.e2e.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.ApprovalInstance;
import io.doorway.e2e.support.PausedServer;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * "Try again" is true: a call that was answered with 503 because a store or Kafka did not answer succeeds when it is repeated after {@code
 * Retry-After}, whether or not its change was made at the first time.
 */
class RetryAfterUnavailableTest {

    /** In this instance the removal of an older device waits. */
    private static ApprovalInstance waiting;

    private final Map<String, Supplier<CallAnswer>> calls = new LinkedHashMap<>();

    @BeforeAll
    static void start() {
        waiting = ApprovalInstance.start(Duration.ZERO, Duration.ofDays(1));
    }

    @AfterAll
    static void stop() {
        waiting.close();
    }

    @Test
    void afterAnOutageOfRedis() {
        calls.putAll(LoginCalls.ofBrowsers());
        calls.putAll(LoginCalls.ofPhones());
        calls.putAll(LoginCalls.ofRelyingParties());
        AccountCalls account = new AccountCalls();
        calls.putAll(account.reads());
        calls.putAll(account.changes());
        calls.putAll(account.removals(waiting));
        calls.putAll(account.recognition());
        calls.putAll(account.newPhones());
        calls.putAll(account.additions());

        repeatAfter(Parts.REDIS);
    }

    /** Everything that waits for its event. The change itself is made, and the repetition is answered as the first call would have been. */
    @Test
    void afterAnOutageOfKafka() {
        calls.putAll(LoginCalls.ofTransitions());
        AccountCalls account = new AccountCalls();
        calls.putAll(account.changes());
        calls.putAll(account.removals(waiting));
        calls.putAll(account.enrolment());
        calls.putAll(account.approvalOfAnAddition());
        calls.putAll(new OperatorCalls().changes());

        assertThat(repeatAfter(Parts.KAFKA).values())
                .as("says that the change may have been made")
                .allSatisfy(answer -> assertThat(answer.body()).contains("It is not known whether this was done"));
    }

    /** The instance that has scanned a login knows what its approval needs, and has it approved during the outage. */
    @Test
    void afterAnOutageOfPostgres() {
        calls.putAll(LoginCalls.ofPhones());
        calls.keySet().removeAll(Set.of("scan", "approve"));
        AccountCalls account = new AccountCalls();
        calls.putAll(account.reads());
        calls.putAll(account.changes());
        calls.putAll(account.removals(waiting));
        calls.putAll(account.recognition());
        calls.putAll(account.newPhones());
        calls.putAll(account.additions());
        OperatorCalls operator = new OperatorCalls();
        calls.putAll(operator.changes());
        calls.putAll(operator.reads());

        repeatAfter(Parts.POSTGRES);
    }

    /** Makes each call while the server does not answer, and again afterwards; returns the first answers. */
    private Map<String, CallAnswer> repeatAfter(String server) {
        Map<String, CallAnswer> during;
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
        Map<String, CallAnswer> accepted = new LinkedHashMap<>(during);
        accepted.values().removeIf(CallAnswer::unavailable);
        Map<String, CallAnswer> refused = new LinkedHashMap<>();
        calls.forEach((name, call) -> {
            CallAnswer answer = Awaitility.await(name + " is answered after the outage")
                    .atMost(Duration.ofSeconds(20))
                    .until(call::get, again -> !again.unavailable());
            if (answer.status() < 200 || answer.status() > 303) {
                refused.put(name, answer);
            }
        });
        assertThat(accepted).as("not answered with 503 and Retry-After").isEmpty();
        assertThat(refused).as("refused when they were repeated").isEmpty();
        return during;
    }

    private Map<String, CallAnswer> makeCalls() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, CompletableFuture<CallAnswer>> pending = calls.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, call -> CompletableFuture.supplyAsync(call.getValue(), threads)));
            return pending.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, call -> call.getValue().join()));
        }
    }
}
