package io.doorway.session.token;

import io.doorway.session.oauth.Records;
import io.doorway.store.redis.RedisCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The access tokens that are good now. They are written by the script that redeems what they come from. */
@ApplicationScoped
public class AccessTokens {
    /** How a token is written. */
    public static final Records<AccessToken> RECORDS = new Records<>(AccessToken.KIND, AccessToken.class);

    private final RedisCalls redis;

    AccessTokens(RedisCalls redis) {
        this.redis = redis;
    }

    /** What a stranger's text allows, or empty: unknown, too old or revoked. */
    public Uni<Optional<AccessToken>> find(String text) {
        return BoundSecret.parse(text)
                .map(token -> redis.send(Request.cmd(Command.GET).arg(token.key(AccessToken.KIND)))
                        .map(found -> Optional.ofNullable(found).map(record -> RECORDS.read(record.toString()))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }
}
