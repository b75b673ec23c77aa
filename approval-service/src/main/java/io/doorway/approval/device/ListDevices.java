package io.doorway.approval.device;

import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The active devices of an account, as one of them asks for them. */
@ApplicationScoped
class ListDevices {
    private static final String LIST = """
            select c.credential_id, c.name, c.enrolled_at, now() as read_at,
                c.enrolled_at <= me.enrolled_at or exists (
                    select from approval.recognised_device r
                    where r.recognised_by = me.credential_id and r.credential_id = c.credential_id) as recognised
            from approval.credential me join approval.credential c using (account)
            where me.credential_id = $1 and c.revoked_at is null
            order by c.enrolled_at, c.credential_id""";

    private final Database database;
    private final CoolingOff coolingOff;

    ListDevices(Database database, CoolingOff coolingOff) {
        this.database = database;
        this.coolingOff = coolingOff;
    }

    Uni<DeviceList> list(Credential asker) {
        return database.query(LIST, Tuple.of(asker.id())).map(rows -> {
            List<Device> devices = new ArrayList<>();
            rows.forEach(row -> devices.add(device(row, asker)));
            return new DeviceList(devices);
        });
    }

    private Device device(Row row, Credential asker) {
        String id = row.getString("credential_id");
        Instant enrolledAt = row.getOffsetDateTime("enrolled_at").toInstant();
        Instant now = row.getOffsetDateTime("read_at").toInstant();
        return new Device(
                id,
                row.getString("name"),
                enrolledAt,
                id.equals(asker.id()),
                row.getBoolean("recognised"),
                coolingOff.until(enrolledAt, now).orElse(null));
    }
}
