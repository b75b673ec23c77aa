package io.doorway.login.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.servers.RedisServer;
import io.doorway.servers.Server;
import io.doorway.store.redis.RedisCalls;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvictionPolicyTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Less than the two seconds of {@link RedisCalls}, so that the limit of the check ends the wait. */
    private static final Duration SHORTER_THAN_A_CALL = Duration.ofMillis(200);

    @Test
    void aRedisThatDoesNotEvictIsAccepted() {
        assertThat(EvictionPolicy.violation("# Memory\r\nused_memory:1\r\nmaxmemory_policy:noeviction\r\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allkeys-lru",
                "allkeys-lfu",
                "allkeys-random",
                "volatile-lru",
                "volatile-lfu",
                "volatile-random",
                "volatile-ttl"
            })
    void aRedisThatEvictsIsRefused(String policy) {
        assertThat(EvictionPolicy.violation("# Memory\r\nmaxmemory_policy:" + policy + "\r\n"))
                .contains("maxmemory-policy of Redis: " + policy + " (expected: noeviction)");
    }

    @Test
    void aRunningRedisIsAskedAtTheStartAndByReadiness() {
        Vertx vertx = Vertx.vertx();
        try (RedisServer server = new RedisServer(Server.Mode.fromEnvironment())) {
            server.start();
            RedisCalls client = new RedisCalls(vertx, new RedisOptions().setConnectionString(server.url()));
            EvictionPolicy policy = new EvictionPolicy(client);

            assertThatCode(() -> policy.onStart(new StartupEvent())).doesNotThrowAnyException();
            assertThat(policy.call().await().atMost(TIMEOUT).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
            assertThat(policy.violationOfShards().await().atMost(TIMEOUT)).isEmpty();

            client.send(Request.cmd(Command.CONFIG)
                            .arg("SET")
                            .arg("maxmemory-policy")
                            .arg("allkeys-lru"))
                    .await()
                    .atMost(TIMEOUT);

            assertThatThrownBy(() -> policy.onStart(new StartupEvent()))
                    .hasMessage("maxmemory-policy of Redis: allkeys-lru (expected: noeviction)");
            assertThat(policy.call().await().atMost(TIMEOUT).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            assertThat(policy.violationOfShards().await().atMost(TIMEOUT))
                    .contains("maxmemory-policy of Redis: allkeys-lru (expected: noeviction)");
            client.close();
        } finally {
            vertx.closeAndAwait();
        }
    }

    @Test
    void aRedisThatAnswersLateDoesNotStopTheStartAndMakesReadinessWait() {
        Vertx vertx = Vertx.vertx();
        try (RedisServer server = new RedisServer(Server.Mode.fromEnvironment())) {
            server.start();
            RedisCalls client = new RedisCalls(vertx, new RedisOptions().setConnectionString(server.url()));
            EvictionPolicy policy = new EvictionPolicy(client, SHORTER_THAN_A_CALL);
            server.freeze();

            assertThatCode(() -> policy.onStart(new StartupEvent())).doesNotThrowAnyException();
            assertThat(policy.call().await().atMost(TIMEOUT).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);

            server.thaw();

            Awaitility.await()
                    .atMost(TIMEOUT)
                    .until(() -> policy.call().await().atMost(TIMEOUT).getStatus() == HealthCheckResponse.Status.UP);
            client.close();
        } finally {
            vertx.closeAndAwait();
        }
    }

    @Test
    void aServerSaysWhetherItIsPartOfACluster() {
        assertThat(EvictionPolicy.isCluster("# Cluster\r\ncluster_enabled:1\r\n"))
                .isTrue();
        assertThat(EvictionPolicy.isCluster("# Cluster\r\ncluster_enabled:0\r\n"))
                .isFalse();
    }

    @Test
    void aRedisThatDoesNotSayIsRefused() {
        assertThat(EvictionPolicy.violation("# Memory\r\n")).isPresent();
    }
}
