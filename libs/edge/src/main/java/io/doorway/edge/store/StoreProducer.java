package io.doorway.edge.store;

import io.doorway.edge.log.LoggedEventLog;
import io.doorway.store.ChallengeStore;
import io.doorway.store.EventLog;
import io.doorway.store.Outbox;
import io.doorway.store.Transitions;
import io.doorway.store.kafka.KafkaEventLog;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisChallengeStore;
import io.doorway.store.redis.RedisFlags;
import io.doorway.store.redis.RedisOutbox;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The challenge store, its outbox and the event log, each once per service. */
@Singleton
class StoreProducer {

    private final KafkaEventLog kafka;

    StoreProducer(KafkaConnection connection) {
        this.kafka = new KafkaEventLog(connection.properties());
    }

    @Produces
    @Singleton
    RedisCalls redis(Redis redis) {
        return new RedisCalls(redis);
    }

    @Produces
    @Singleton
    RedisFlags flags(RedisCalls redis) {
        return new RedisFlags(redis);
    }

    @Produces
    @Singleton
    ChallengeStore store(RedisCalls redis) {
        return new RedisChallengeStore(redis);
    }

    @Produces
    @Singleton
    Outbox outbox(RedisCalls redis) {
        return new RedisOutbox(redis);
    }

    @Produces
    @Singleton
    EventLog log() {
        return new LoggedEventLog(kafka);
    }

    @Produces
    @Singleton
    Transitions transitions(ChallengeStore store, Outbox outbox, EventLog log) {
        return new Transitions(store, outbox, log);
    }

    @PreDestroy
    void close() {
        kafka.close();
    }
}
