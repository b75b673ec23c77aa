package io.doorway.approval.account.device;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.doorway.protocol.vocabulary.CredentialId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Records that the person, on one of their devices, recognised another device as their own. */
@Singleton
class RecogniseDevice {
    private static final String FIND_DEVICE =
            "select from approval.credential where credential_id = $1 and account = $2 and revoked_at is null";
    private static final String RECOGNISE = """
            insert into approval.recognised_device (recognised_by, credential_id) values ($1, $2)
            on conflict (recognised_by, credential_id) do update set recognised_at = now()""";

    private final Database database;

    RecogniseDevice(Database database) {
        this.database = database;
    }

    /** Whether the account has such a device. May be repeated. */
    Uni<Boolean> recognise(CredentialId device, Credential by) {
        return database.query(FIND_DEVICE, Tuple.of(device.value(), by.account().value()))
                .chain(found -> found.size() == 0
                        ? Uni.createFrom().item(false)
                        : database.query(RECOGNISE, Tuple.of(by.id().value(), device.value()))
                                .replaceWith(true));
    }
}
