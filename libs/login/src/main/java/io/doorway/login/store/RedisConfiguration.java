package io.doorway.login.store;

import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.redis.client.RedisOptions;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The options that Quarkus makes from {@code quarkus.redis.*} for its client: addresses, type, password, TLS. */
@Singleton
class RedisConfiguration implements RedisOptionsCustomizer {

    private volatile @Nullable RedisOptions options;

    @Override
    public void customize(String clientName, RedisOptions made) {
        options = new RedisOptions(made);
    }

    /** Known once Quarkus has made its client. */
    RedisOptions options() {
        return Objects.requireNonNull(options);
    }
}
