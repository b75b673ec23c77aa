package io.doorway.approval.device;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** The active devices of an account, as one of them asks for them. */
@ApplicationScoped
class ListDevices {
    private static final String LIST = """
            select credential_id, name, enrolled_at
            from approval.credential
            where account = $1 and revoked_at is null
            order by enrolled_at, credential_id""";

    private final Database database;

    ListDevices(Database database) {
        this.database = database;
    }

    Uni<DeviceList> list(Credential asker) {
        return database.query(LIST, Tuple.of(asker.account())).map(rows -> {
            List<Device> devices = new ArrayList<>();
            rows.forEach(row -> devices.add(device(row, asker)));
            return new DeviceList(devices);
        });
    }

    private static Device device(Row row, Credential asker) {
        String id = row.getString("credential_id");
        return new Device(
                id, row.getString("name"), row.getOffsetDateTime("enrolled_at").toInstant(), id.equals(asker.id()));
    }
}
