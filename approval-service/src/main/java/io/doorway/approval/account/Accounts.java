package io.doorway.approval.account;

import io.doorway.approval.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Writes accounts. */
@ApplicationScoped
public class Accounts {
    private static final String PUT = """
            insert into approval.account (account, claims) values ($1, $2)
            on conflict (account) do update set claims = excluded.claims""";

    private final Database database;

    Accounts(Database database) {
        this.database = database;
    }

    /** Creates the account, or replaces its claims. Whether it is suspended stays as it is. */
    public Uni<Void> put(String account, Map<String, Object> claims) {
        return database.query(PUT, Tuple.of(account, new JsonObject(claims))).replaceWithVoid();
    }
}
