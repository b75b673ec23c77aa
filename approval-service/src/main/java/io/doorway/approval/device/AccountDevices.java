package io.doorway.approval.device;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The active devices of an account, as an operator asks for them. */
@ApplicationScoped
public class AccountDevices {
    private static final String LIST = """
            select c.credential_id, c.name, c.enrolled_at, c.attestation_verdict
            from approval.account a left join approval.credential c on c.account = a.account and c.revoked_at is null
            where a.account = $1
            order by c.enrolled_at, c.credential_id""";

    private final Database database;

    AccountDevices(Database database) {
        this.database = database;
    }

    /**
     * A device.
     *
     * @param credentialId its name here
     * @param name what its owner called it
     * @param enrolledAt since when
     * @param attestation what is known of where its key is kept: {@code none}, {@code unverified} or {@code verified}
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Enrolled(String credentialId, String name, Instant enrolledAt, String attestation) {}

    /**
     * The answer to an operator.
     *
     * @param devices oldest first
     */
    public record Listed(List<Enrolled> devices) {}

    /** The devices, or empty if there is no such account. */
    public Uni<Optional<Listed>> list(String account) {
        return database.query(LIST, Tuple.of(account)).map(rows -> {
            List<Enrolled> devices = new ArrayList<>();
            for (Row row : rows) {
                if (row.getString("credential_id") != null) {
                    devices.add(device(row));
                }
            }
            return rows.size() == 0 ? Optional.empty() : Optional.of(new Listed(devices));
        });
    }

    private static Enrolled device(Row row) {
        return new Enrolled(
                row.getString("credential_id"),
                row.getString("name"),
                row.getOffsetDateTime("enrolled_at").toInstant(),
                row.getString("attestation_verdict"));
    }
}
