package io.doorway.e2e.instances;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.e2e.support.LoginInstances;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.servers.RedisCluster;
import io.doorway.servers.RedisSentinel;
import io.doorway.servers.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The services on a Redis Cluster, and on a master with Sentinel, chosen by configuration alone. A master is killed while logins run: they
 * are refused until a replica is promoted, and succeed within ten seconds afterwards.
 *
 * <p>The environment has the variables that Kubernetes adds for its services, some of which resemble Doorway's own.
 */
@EnabledIfSystemProperty(
        named = "doorway.failover",
        matches = "true",
        disabledReason =
                "starts six services and ten servers, which takes minutes: ./doorway test -Ddoorway.failover=true")
class RedisFailoverTest {

    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Enough that some challenges are in the slots of each master. */
    private static final int LOGINS = 12;

    /** A service tries twice a second; the other servers try too. */
    private static final double ATTEMPTS = 5;

    private static final List<String> KUBERNETES_SERVICES = List.of(
            "doorway",
            "redis",
            "kafka",
            "postgres",
            "challenge-service",
            "approval-service",
            "session-service",
            "audit-service");

    @TempDir
    private Path logs;

    @Test
    void aClusterOfThreeMastersLosesOne(TestReporter reporter) {
        try (RedisCluster cluster = new RedisCluster()) {
            cluster.start();
            Map<String, String> settings = new HashMap<>(serviceLinks());
            settings.put("quarkus.redis.client-type", "cluster");
            settings.put("quarkus.redis.hosts", String.join(",", cluster.urls()));
            losesAMaster(settings, cluster.firstMaster(), cluster::awaitPromotion, reporter);
        }
    }

    @Test
    void sentinelsPromoteTheReplica(TestReporter reporter) {
        try (RedisSentinel sentinel = new RedisSentinel()) {
            sentinel.start();
            Map<String, String> settings = new HashMap<>(serviceLinks());
            settings.put("quarkus.redis.client-type", "sentinel");
            settings.put("quarkus.redis.master-name", RedisSentinel.MASTER_NAME);
            settings.put("quarkus.redis.hosts", String.join(",", sentinel.urls()));
            losesAMaster(settings, sentinel.master(), sentinel::awaitPromotion, reporter);
        }
    }

    private void losesAMaster(
            Map<String, String> settings, RedisServer master, Runnable awaitPromotion, TestReporter reporter) {
        HeadlessPhone phone = TestPlatform.person("Ada").headlessPhone();
        List<String> completed = new ArrayList<>();
        try (LoginInstances instances = LoginInstances.start(settings, logs)) {
            List<Long> processes = instances.live();
            assertThat(processes).hasSize(3);
            for (int login = 0; login < LOGINS; login++) {
                completed.add(instances.logIn(phone));
            }

            master.kill();
            try (ConnectionAttempts attempts = ConnectionAttempts.at(master.port())) {
                attempt(instances, phone, completed);
                assertThat(instances.live()).as("live without a master").isEqualTo(processes);
                awaitPromotion.run();
                double rate = attempts.rate();
                reporter.publishEntry(
                        "attempts a second of each service to connect to the master",
                        "%.1f".formatted(rate / processes.size()));
                assertThat(rate).isLessThan(ATTEMPTS * processes.size());
            }

            long promoted = System.nanoTime();
            for (int login = 0; login < LOGINS; login++) {
                Awaitility.await()
                        .atMost(RECOVERY)
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> attempt(instances, phone, completed));
                if (login == 0) {
                    reporter.publishEntry(
                            "a login after the promotion",
                            Duration.ofNanos(System.nanoTime() - promoted).toString());
                }
            }
            assertThat(instances.live()).isEqualTo(processes);
        }
        assertThat(completed).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(2 * LOGINS);
        completed.forEach(LoginInstances::assertRecordedOnce);
    }

    /** Whether a login succeeded; a refusal means that there is no master. */
    private static boolean attempt(LoginInstances instances, HeadlessPhone phone, List<String> completed) {
        try {
            return completed.add(instances.logIn(phone));
        } catch (BrowserRefusedException refused) {
            assertThat(refused.response().status()).as(refused.toString()).isEqualTo(503);
        } catch (PhoneRefusedException refused) {
            assertThat(refused.response().status()).as(refused.toString()).isEqualTo(503);
        }
        return false;
    }

    /** The variables that Kubernetes adds to a container for each service of its namespace. */
    private static Map<String, String> serviceLinks() {
        Map<String, String> links = new HashMap<>();
        for (String service : KUBERNETES_SERVICES) {
            String name = service.replace('-', '_').toUpperCase(Locale.ROOT);
            links.put(name + "_SERVICE_HOST", "10.96.0.1");
            links.put(name + "_SERVICE_PORT", "8080");
            links.put(name + "_SERVICE_PORT_HTTP", "8080");
            links.put(name + "_PORT", "tcp://10.96.0.1:8080");
            links.put(name + "_PORT_8080_TCP", "tcp://10.96.0.1:8080");
            links.put(name + "_PORT_8080_TCP_PROTO", "tcp");
            links.put(name + "_PORT_8080_TCP_PORT", "8080");
            links.put(name + "_PORT_8080_TCP_ADDR", "10.96.0.1");
        }
        return links;
    }
}
