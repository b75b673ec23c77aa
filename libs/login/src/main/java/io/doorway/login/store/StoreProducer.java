package io.doorway.login.store;

import io.doorway.login.log.LoggingEventLog;
import io.doorway.protocol.record.EventSigner;
import io.doorway.store.ChallengeStore;
import io.doorway.store.EventLog;
import io.doorway.store.Outbox;
import io.doorway.store.Transitions;
import io.doorway.store.kafka.KafkaEventLog;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisChallengeStore;
import io.doorway.store.redis.RedisFlags;
import io.doorway.store.redis.RedisLoginCodes;
import io.doorway.store.redis.RedisOutbox;
import io.doorway.web.request.Waits;
import io.quarkus.kafka.client.runtime.KafkaRuntimeConfigProducer;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Makes the challenge store, its outbox and the event log, once per service. A missing address of Kafka stops the start. */
@Startup
@Singleton
class StoreProducer {

    /** Refusals wait in a buffer of their own, which is small. */
    private static final long REFUSALS_BUFFER_BYTES = 4L * 1024 * 1024;

    private final KafkaEventLog kafka;
    private final KafkaEventLog refusals;

    StoreProducer(@Identifier("default-kafka-broker") Map<String, Object> connection) {
        this.kafka = new KafkaEventLog(producerProperties(connection));
        Map<String, Object> small = producerProperties(connection);
        small.put(ProducerConfig.BUFFER_MEMORY_CONFIG, REFUSALS_BUFFER_BYTES);
        this.refusals = new KafkaEventLog(small);
    }

    /**
     * @param connection every {@code kafka.*} property: addresses, TLS, SASL, and what concerns consumers alone
     * @return the properties of a producer
     * @throws IllegalArgumentException if {@code kafka.bootstrap.servers} is missing
     */
    static Map<String, Object> producerProperties(Map<String, Object> connection) {
        Set<String> known = new HashSet<>(ProducerConfig.configNames());
        known.add(KafkaRuntimeConfigProducer.TLS_CONFIG_NAME_KEY);
        Map<String, Object> properties = new HashMap<>(connection);
        properties.keySet().retainAll(known);
        if (!properties.containsKey(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new IllegalArgumentException(
                    "kafka.bootstrap.servers: missing (expected: host:port, separated by commas)");
        }
        return properties;
    }

    /** @param pooled Quarkus's client, which is made with the configuration and not called: it takes a connection from a pool for each call */
    @Produces
    @Singleton
    RedisCalls redis(Vertx vertx, Redis pooled, RedisConfiguration configuration, Waits waits) {
        return new RedisCalls(vertx, configuration.options(), () -> waits.count(Waits.Server.REDIS));
    }

    void close(@Disposes RedisCalls redis) {
        redis.close();
    }

    @Produces
    @Singleton
    RedisFlags flags(RedisCalls redis) {
        return new RedisFlags(redis);
    }

    @Produces
    @Singleton
    RedisLoginCodes loginCodes(RedisCalls redis) {
        return new RedisLoginCodes(redis);
    }

    @Produces
    @Singleton
    ChallengeStore store(RedisCalls redis, EventSigner signer) {
        return new RedisChallengeStore(redis, signer);
    }

    @Produces
    @Singleton
    Outbox outbox(RedisCalls redis) {
        return new RedisOutbox(redis);
    }

    @Produces
    @Singleton
    EventLog log(Waits waits) {
        return new LoggingEventLog(kafka, () -> waits.count(Waits.Server.KAFKA));
    }

    /** A producer and a thread for refused attempts alone, so that they cannot delay transitions. */
    @Produces
    @Singleton
    @Identifier("refusals")
    EventLog refusalLog() {
        return new LoggingEventLog(refusals, () -> {});
    }

    @Produces
    @Singleton
    Transitions transitions(ChallengeStore store, Outbox outbox, EventLog log) {
        return new Transitions(store, outbox, log);
    }

    @PreDestroy
    void close() {
        refusals.close();
        kafka.close();
    }
}
