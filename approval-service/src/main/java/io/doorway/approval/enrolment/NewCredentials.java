package io.doorway.approval.enrolment;

import io.doorway.approval.attestation.Attestation;
import io.doorway.approval.attestation.AttestationVerdict;
import io.doorway.approval.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes credentials. */
@ApplicationScoped
class NewCredentials {
    private static final String COUNT =
            "select count(*) as devices from approval.credential where account = $1 and revoked_at is null";
    private static final String ADD = """
            insert into approval.credential (credential_id, account, name, public_key, thumbprint,
                attestation_format, attestation_statement, attestation_verdict)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (thumbprint) do nothing
            returning credential_id""";
    private static final String IS_KEY =
            "select from approval.credential where credential_id = $1 and thumbprint = $2 and revoked_at is null";

    /** How many active devices the account has. Whoever asks holds its lock, so that the number stays. */
    Uni<Long> count(SqlClient transaction, String account) {
        return Database.rows(transaction, COUNT, Tuple.of(account))
                .map(rows -> rows.iterator().next().getLong("devices"));
    }

    /** Whether the credential was added; false if its key is somebody's already. */
    Uni<Boolean> add(SqlClient transaction, NewDevice device, AttestationVerdict verdict, String account) {
        Tuple row = Tuple.tuple()
                .addString(device.credential())
                .addString(account)
                .addString(device.name())
                .addValue(Buffer.buffer(device.key().getEncoded()))
                .addString(device.thumbprint())
                .addString(device.attestation()
                        .map(said -> said.format().wireName())
                        .orElse(null))
                .addString(device.attestation().map(Attestation::statement).orElse(null))
                .addString(verdict.wireName());
        return Database.rows(transaction, ADD, row).map(added -> added.size() > 0);
    }

    /** Whether an active credential has this device's key. */
    Uni<Boolean> isKeyOf(SqlClient transaction, String credential, NewDevice device) {
        return Database.rows(transaction, IS_KEY, Tuple.of(credential, device.thumbprint()))
                .map(rows -> rows.size() > 0);
    }
}
