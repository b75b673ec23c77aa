package io.doorway.e2e.instances;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.LoginInstances;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.servers.KafkaCluster;
import io.doorway.servers.KafkaServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The services with three Kafka brokers, of which two have to acknowledge a write. The loss of one interrupts logins for the time that Kafka needs to
 * replace it; with the loss of a second one they are refused, until it is back.
 */
@EnabledIfSystemProperty(
        named = "doorway.failover",
        matches = "true",
        disabledReason =
                "starts eight services and six servers, which takes minutes: ./doorway test -Ddoorway.failover=true")
class KafkaFailoverTest {

    private static final Set<Integer> UNAVAILABLE = Set.of(503);
    private static final int LOGINS = 6;

    /** A service has up to five Kafka clients, each of which tries a broker that is away after a second. */
    private static final double ATTEMPTS = 8;

    @TempDir
    private Path logs;

    @Test
    void threeBrokersLoseOneAndThenASecondOne(TestReporter reporter) {
        List<HeadlessPhone> phones = Stream.of("Ada", "Grace")
                .map(name -> TestPlatform.person(name).headlessPhone())
                .toList();
        try (KafkaCluster cluster = new KafkaCluster()) {
            cluster.start();
            Map<String, String> settings = Map.of("kafka.bootstrap.servers", cluster.addresses());
            KafkaServer first = cluster.nodes().getFirst();
            KafkaServer second = cluster.nodes().get(1);
            try (LoginInstances instances = LoginInstances.startAll(service -> settings, logs)) {
                List<Long> processes = instances.live();
                try (ContinuousLogins logins = new ContinuousLogins(instances, phones, UNAVAILABLE)) {
                    logins.awaitCompleted(LOGINS);
                    int before = logins.refusalCount();

                    first.kill();
                    reporter.publishEntry(
                            "logins after the loss of one broker of three",
                            logins.awaitRecovery().toString());
                    logins.awaitCompleted(LOGINS);
                    reporter.publishEntry("refused logins", Integer.toString(logins.refusalCount() - before));

                    second.kill();
                    try (ConnectionAttempts attempts = ConnectionAttempts.at(second.port())) {
                        logins.awaitRefusal();
                        assertThat(instances.live()).as("live without a quorum").isEqualTo(processes);
                        double rate = attempts.rate();
                        reporter.publishEntry(
                                "attempts a second of each service to connect to a broker",
                                "%.1f".formatted(rate / processes.size()));
                        assertThat(rate).isLessThan(ATTEMPTS * processes.size());
                    }

                    second.start();
                    reporter.publishEntry(
                            "logins after the second broker is back",
                            logins.awaitRecovery().toString());
                    first.start();
                    logins.awaitCompleted(LOGINS);

                    List<String> completed = logins.stop();
                    assertThat(instances.live()).isEqualTo(processes);
                    assertThat(completed).doesNotHaveDuplicates();
                    completed.forEach(LoginInstances::assertRecordedOnce);
                }
            }
        }
    }
}
