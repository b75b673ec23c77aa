package io.doorway.approval.browser;

import io.doorway.approval.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** Says whether an account knows a browser. */
@ApplicationScoped
public class KnownBrowsers {
    private static final String FIND = """
            select 1 from approval.known_browser
            where account = $1 and key_thumbprint = $2 and forgotten_at is null and expires_at > $3""";

    private final Database database;
    private final InstantSource clock;

    KnownBrowsers(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param keyThumbprint of the key that the browser proved when it asked for the challenge */
    public Uni<Boolean> knows(String account, String keyThumbprint) {
        return database.query(
                        FIND, Tuple.of(account, keyThumbprint, clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.size() > 0);
    }
}
