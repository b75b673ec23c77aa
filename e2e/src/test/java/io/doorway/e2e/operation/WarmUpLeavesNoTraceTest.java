package io.doorway.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.StoredKeys;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import io.doorway.protocol.event.Topics;
import io.doorway.servers.InParallel;
import io.doorway.servers.ManagedProcess;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Before a service is ready it uses the path of a login. Whoever looks at the stores, the topics or the audit sees nothing of it. */
@EnabledIfSystemProperty(
        named = "doorway.instances",
        matches = "true",
        disabledReason = "it starts further instances: run with -Ddoorway.instances=true")
class WarmUpLeavesNoTraceTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** What requests leave in Redis. Other tests' challenges may expire meanwhile, which writes keys of other kinds. */
    private static final String KEY_OF_A_REQUEST =
            ".*(limit|dpop-proof|ticket|code|pending|nonce|access-token|pushed).*";

    /** A service, and what it refuses without a ticket or client authentication, and the audit records. */
    private static final Map<String, String> REFUSED =
            Map.of(Parts.CHALLENGE, "/challenges", Parts.SESSION, "/oauth2/token");

    private final Map<String, ManagedProcess> instances = new HashMap<>();

    @TempDir
    private Path logs;

    @AfterEach
    void stop() {
        InParallel.forEach(instances.values(), ManagedProcess::kill);
    }

    @Test
    void aNewInstanceIsReadyAfterItsWarmUpAndNothingWasWritten() throws Exception {
        for (String service : List.of(Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION)) {
            instances.put(
                    service,
                    TestPlatform.platform().furtherInstance(service, Map.of(), logs.resolve(service + ".log")));
        }
        Map<String, Integer> before = records();
        StoredKeys keys = StoredKeys.all();

        InParallel.forEach(instances.values(), ManagedProcess::start);

        assertThat(instances.values())
                .allSatisfy(instance -> assertThat(
                                get(instance, "/internal/health/ready").body())
                        .contains("\"warm-up\""));
        assertThat(StoredKeys.all().since(keys)).noneMatch(key -> key.matches(KEY_OF_A_REQUEST));
        // An instance publishes refusals in their order: what it refused before this request would be before its
        // record.
        REFUSED.forEach(this::refuse);
        TestPlatform.topics()
                .await(Topics.REFUSALS, count(before, Topics.REFUSALS) + REFUSED.size(), record -> true, TIMEOUT);
        Map<String, Integer> after = records();
        before.merge(Topics.REFUSALS, REFUSED.size(), Integer::sum);
        assertThat(after).isEqualTo(before);
    }

    private void refuse(String service, String path) {
        URI address = URI.create("http://" + instances.get(service).address() + path);
        int status = TestPlatform.HTTP
                .sendAsync(
                        HttpRequest.newBuilder(address)
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding())
                .join()
                .statusCode();
        assertThat(status).as(path).isBetween(400, 499);
    }

    private static HttpResponse<String> get(ManagedProcess instance, String path) throws Exception {
        URI address = URI.create("http://" + instance.address() + path);
        return TestPlatform.HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    /** The number of records of each topic; of transitions those of new challenges, because old ones expire meanwhile. */
    private static Map<String, Integer> records() {
        return Topics.EVENTS.stream()
                .collect(Collectors.toMap(topic -> topic, topic -> (int) TestPlatform.topics().read(topic).stream()
                        .filter(record -> !topic.equals(Topics.TRANSITIONS) || isCreation(record))
                        .count()));
    }

    private static boolean isCreation(ConsumerRecord<String, String> record) {
        return record.value().contains("ChallengeCreated");
    }

    private static int count(Map<String, Integer> records, String topic) {
        return records.getOrDefault(topic, 0);
    }
}
