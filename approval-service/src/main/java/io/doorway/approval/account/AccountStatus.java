package io.doorway.approval.account;

import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.edge.event.EventStamps;
import io.doorway.edge.event.Stamp;
import io.doorway.protocol.event.DeviceEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The one way in which an account's status changes: database with an event per device, then the gate, then Kafka. */
@ApplicationScoped
class AccountStatus {
    private static final String LOCK = "select status from approval.account where account = $1 for update";
    private static final String SET = "update approval.account set status = $2 where account = $1";
    private static final String DEVICES = """
            select credential_id from approval.credential
            where account = $1 and revoked_at is null
            order by enrolled_at""";

    private final Database database;
    private final EventOutbox outbox;
    private final EventStamps stamps;

    AccountStatus(Database database, EventOutbox outbox, EventStamps stamps) {
        this.database = database;
        this.outbox = outbox;
        this.stamps = stamps;
    }

    /** Makes the event of one device. */
    interface Told {
        DeviceEvent of(Stamp stamp, String credential);
    }

    /** What a change found: whether there is such an account, and its devices. */
    private record Changed(boolean known, List<String> devices) {}

    Uni<Boolean> change(String account, String status, Supplier<Uni<Void>> gate, Told told) {
        return database.inTransaction(transaction -> change(transaction, account, status, told))
                .chain(changed -> changed.known()
                        ? gate.get().chain(() -> outbox.tell(changed.devices())).replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    private Uni<Changed> change(SqlClient transaction, String account, String status, Told told) {
        return Database.rows(transaction, LOCK, Tuple.of(account)).chain(locked -> {
            if (locked.size() == 0) {
                return Uni.createFrom().item(new Changed(false, List.of()));
            }
            boolean already = locked.iterator().next().getString("status").equals(status);
            return Database.rows(transaction, SET, Tuple.of(account, status))
                    .chain(() -> devices(transaction, account))
                    .chain(devices -> already
                            ? Uni.createFrom().item(new Changed(true, devices))
                            : tellEach(transaction, devices, told).replaceWith(new Changed(true, devices)));
        });
    }

    private static Uni<List<String>> devices(SqlClient transaction, String account) {
        return Database.rows(transaction, DEVICES, Tuple.of(account)).map(rows -> {
            List<String> devices = new ArrayList<>();
            rows.forEach(row -> devices.add(row.getString("credential_id")));
            return devices;
        });
    }

    private Uni<Void> tellEach(SqlClient transaction, List<String> devices, Told told) {
        return Multi.createFrom()
                .iterable(devices)
                .onItem()
                .transformToUniAndConcatenate(device -> outbox.add(transaction, told.of(stamps.now(), device)))
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
