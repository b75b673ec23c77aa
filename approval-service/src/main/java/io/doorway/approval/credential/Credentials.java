package io.doorway.approval.credential;

import io.doorway.approval.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads credentials. */
@ApplicationScoped
public class Credentials {
    private static final String FIND = """
            select c.credential_id, c.account, c.public_key, c.revoked_at is null as active,
                   a.status = 'active' as account_active, c.enrolled_at, now() as read_at, a.claims
            from approval.credential c join approval.account a using (account)
            where c.credential_id = $1""";

    private final Database database;

    Credentials(Database database) {
        this.database = database;
    }

    /** The credential, revoked or not. */
    public Uni<Optional<Credential>> find(String credentialId) {
        return database.query(FIND, Tuple.of(credentialId))
                .map(rows -> Database.first(rows).map(Credentials::credential));
    }

    private static Credential credential(Row row) {
        return new Credential(
                row.getString("credential_id"),
                row.getString("account"),
                Es256.key(row.getBuffer("public_key").getBytes()),
                row.getBoolean("active"),
                row.getBoolean("account_active"),
                row.getOffsetDateTime("enrolled_at").toInstant(),
                row.getOffsetDateTime("read_at").toInstant(),
                row.getJsonObject("claims").getMap());
    }
}
