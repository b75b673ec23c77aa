package io.doorway.approval.device;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** The person has seen, on one of their devices, that another was added, and says that it is theirs. */
@ApplicationScoped
class RecogniseDevice {
    private static final String IS_OURS =
            "select from approval.credential where credential_id = $1 and account = $2 and revoked_at is null";
    private static final String RECOGNISE = """
            insert into approval.recognised_device (recognised_by, credential_id) values ($1, $2)
            on conflict do nothing""";

    private final Database database;

    RecogniseDevice(Database database) {
        this.database = database;
    }

    /** Whether the account has such a device. Repeating it is no error. */
    Uni<Boolean> recognise(String credentialId, Credential by) {
        return database.query(IS_OURS, Tuple.of(credentialId, by.account()))
                .chain(found -> found.size() == 0
                        ? Uni.createFrom().item(false)
                        : database.query(RECOGNISE, Tuple.of(by.id(), credentialId))
                                .replaceWith(true));
    }
}
