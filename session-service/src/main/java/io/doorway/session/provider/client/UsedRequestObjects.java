package io.doorway.session.provider.client;

import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.store.redis.RedisFlags;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The request objects that were used and have not expired, of requests that ask a person at once (OpenID Connect CIBA Core 1.0 section 7.1.1). */
@Singleton
class UsedRequestObjects {
    private final RedisFlags flags;

    UsedRequestObjects(RedisFlags flags) {
        this.flags = flags;
    }

    /** Marks an object as used. False if it was used before; of any number of concurrent calls, one is true. */
    Uni<Boolean> markUsed(ClientId client, String id) {
        return flags.setIfAbsent(
                "request-object:" + Sha256.text(client.value() + "\n" + id), RequestObjects.MAX_LIFETIME);
    }
}
