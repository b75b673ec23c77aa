package io.doorway.approval.account.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.doorway.protocol.vocabulary.AccountId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the active devices of an account, for one of them or for an operator. */
@Singleton
public class ListDevices {
    private static final String LIST_FOR_DEVICE = """
            select c.credential_id, c.name, c.enrolled_at, c.invitation_name, now() as read_at,
                case when c.invitation_reopened_at > coalesce((
                    select r.recognised_at from approval.recognised_device r
                    where r.recognised_by = me.credential_id and r.credential_id = c.credential_id), '-infinity')
                    then c.invitation_reopened_at end as invitation_reopened_at,
                c.enrolled_at <= me.enrolled_at or exists (
                    select from approval.recognised_device r
                    where r.recognised_by = me.credential_id and r.credential_id = c.credential_id) as recognised,
                coalesce((
                    select jsonb_agg(jsonb_build_object(
                        'id', p.passkey_id,
                        'registered_at', p.registered_at,
                        'active_from', nullif(greatest(p.active_from, now()), now()),
                        'recognised', c.credential_id = me.credential_id or p.registered_at <= greatest(
                            me.enrolled_at,
                            (select r.recognised_at from approval.recognised_device r
                             where r.recognised_by = me.credential_id and r.credential_id = c.credential_id)))
                        order by p.registered_at)
                    from approval.passkey p where p.credential_id = c.credential_id), '[]') as passkeys,
                removal.effective_at, removal.requested_by
            from approval.credential me join approval.credential c using (account)
                left join approval.device_removal removal
                    on removal.credential_id = c.credential_id and removal.cancelled_at is null
            where me.credential_id = $1 and c.revoked_at is null
            order by c.enrolled_at, c.credential_id""";
    private static final String LIST_FOR_OPERATOR = """
            select c.credential_id, c.name, c.enrolled_at, c.invitation_name
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
     * @param invitationName what the operator called the invitation that it was enrolled with, or null
     * @param invitationReopenedAt when another device first opened that invitation after it had been used; null if none did, or if the
     *     device was recognised after that on the device that asks
     * @param coolingOffUntil the end of its cooling-off period, or null if it has ended
     * @param passkeys its passkeys, oldest first
     * @param removal its requested removal, or null
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ListedDevice(
            String credentialId,
            String name,
            Instant enrolledAt,
            boolean current,
            boolean recognised,
            @Nullable String invitationName,
            @Nullable Instant invitationReopenedAt,
            @Nullable Instant coolingOffUntil,
            List<DevicePasskey> passkeys,
            @Nullable RequestedRemoval removal) {}

    /**
     * A passkey of a listed device.
     *
     * @param id WebAuthn's credential id, base64url
     * @param activeFrom when it begins to count, or null if it counts
     * @param recognised false if it was registered after the device was last recognised on the device that asks
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DevicePasskey(
            String id, Instant registeredAt, @Nullable Instant activeFrom, boolean recognised) {}

    /**
     * A removal that waits.
     *
     * @param requestedBy the credential id of the device that requested it
     * @param effectiveAt when it will be carried out
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record RequestedRemoval(String requestedBy, Instant effectiveAt) {}

    /** @param devices oldest first */
    public record AccountDeviceList(List<AccountDevice> devices) {}

    /**
     * A device in an operator's list.
     *
     * @param credentialId its credential id
     * @param name the person's name for it
     * @param enrolledAt when it was enrolled
     * @param invitationName what the operator called the invitation that it was enrolled with, or null
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AccountDevice(
            String credentialId,
            String name,
            Instant enrolledAt,
            @Nullable String invitationName) {}

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
                row.getString("invitation_name"),
                Database.instantOrNull(row, "invitation_reopened_at"),
                coolingOff.end(enrolledAt, Database.instant(row, "read_at")).orElse(null),
                passkeys(row.getJsonArray("passkeys")),
                removal(row));
    }

    private static List<DevicePasskey> passkeys(JsonArray passkeys) {
        return passkeys.stream()
                .map(JsonObject.class::cast)
                .map(passkey -> new DevicePasskey(
                        passkey.getString("id"),
                        instant(passkey.getString("registered_at")),
                        passkey.getString("active_from") == null ? null : instant(passkey.getString("active_from")),
                        passkey.getBoolean("recognised")))
                .toList();
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static @Nullable RequestedRemoval removal(Row row) {
        Instant effectiveAt = Database.instantOrNull(row, "effective_at");
        return effectiveAt == null ? null : new RequestedRemoval(row.getString("requested_by"), effectiveAt);
    }

    /** An account without devices has one row without a credential. */
    private static Optional<AccountDevice> accountDevice(Row row) {
        return Optional.ofNullable(row.getString("credential_id"))
                .map(id -> new AccountDevice(
                        id,
                        row.getString("name"),
                        Database.instant(row, "enrolled_at"),
                        row.getString("invitation_name")));
    }
}
