package io.doorway.approval.account.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.doorway.protocol.vocabulary.AccountId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the active devices of an account, for one of them or for an operator. */
@ApplicationScoped
public class ListDevices {
    private static final String LIST_FOR_DEVICE = """
            select c.credential_id, c.name, c.enrolled_at, now() as read_at,
                c.enrolled_at <= me.enrolled_at or exists (
                    select from approval.recognised_device r
                    where r.recognised_by = me.credential_id and r.credential_id = c.credential_id) as recognised
            from approval.credential me join approval.credential c using (account)
            where me.credential_id = $1 and c.revoked_at is null
            order by c.enrolled_at, c.credential_id""";
    private static final String LIST_FOR_OPERATOR = """
            select c.credential_id, c.name, c.enrolled_at
            from approval.account a left join approval.credential c on c.account = a.account and c.revoked_at is null
            where a.account = $1
            order by c.enrolled_at, c.credential_id""";

    private final Database database;
    private final CoolingOff coolingOff;

    ListDevices(Database database, CoolingOff coolingOff) {
        this.database = database;
        this.coolingOff = coolingOff;
    }

    /** @param devices oldest first */
    public record DeviceList(List<ListedDevice> devices) {}

    /**
     * A device in the list of another device of its account.
     *
     * @param credentialId its credential id
     * @param name the person's name for it
     * @param enrolledAt when it was enrolled
     * @param current whether it is the device that asks
     * @param recognised false if it was enrolled after the device that asks and has not been recognised on that device
     * @param coolingOffUntil the end of its cooling-off period, or null if it has ended
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ListedDevice(
            String credentialId,
            String name,
            Instant enrolledAt,
            boolean current,
            boolean recognised,
            @Nullable Instant coolingOffUntil) {}

    /** @param devices oldest first */
    public record AccountDeviceList(List<AccountDevice> devices) {}

    /**
     * A device in an operator's list.
     *
     * @param credentialId its credential id
     * @param name the person's name for it
     * @param enrolledAt when it was enrolled
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record AccountDevice(String credentialId, String name, Instant enrolledAt) {}

    Uni<DeviceList> forDevice(Credential current) {
        return database.query(LIST_FOR_DEVICE, Tuple.of(current.id().value()))
                .map(rows -> new DeviceList(Database.list(rows, row -> listedDevice(row, current))));
    }

    /** The devices, or empty if there is no such account. */
    public Uni<Optional<AccountDeviceList>> forOperator(AccountId account) {
        return database.query(LIST_FOR_OPERATOR, Tuple.of(account.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(new AccountDeviceList(Database.list(rows, ListDevices::accountDevice).stream()
                                .flatMap(Optional::stream)
                                .toList())));
    }

    private ListedDevice listedDevice(Row row, Credential current) {
        String id = row.getString("credential_id");
        Instant enrolledAt = Database.instant(row, "enrolled_at");
        return new ListedDevice(
                id,
                row.getString("name"),
                enrolledAt,
                id.equals(current.id().value()),
                row.getBoolean("recognised"),
                coolingOff.end(enrolledAt, Database.instant(row, "read_at")).orElse(null));
    }

    /** An account without devices has one row without a credential. */
    private static Optional<AccountDevice> accountDevice(Row row) {
        return Optional.ofNullable(row.getString("credential_id"))
                .map(id -> new AccountDevice(id, row.getString("name"), Database.instant(row, "enrolled_at")));
    }
}
