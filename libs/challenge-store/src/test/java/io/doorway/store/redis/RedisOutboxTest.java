package io.doorway.store.redis;

import io.doorway.store.OutboxConformance;
import io.doorway.store.StoreConformance.StoreUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedisOutboxTest extends OutboxConformance {

    private static RedisStoreUnderTest redis;

    @BeforeAll
    static void startRedis() {
        redis = new RedisStoreUnderTest();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Override
    protected StoreUnderTest subject() {
        return redis;
    }
}
