package io.doorway.approval.enrolment;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.approval.answer.Result;
import io.doorway.approval.database.Database;
import io.doorway.approval.device.DeviceOutbox;
import io.doorway.approval.message.NewKeyMessage;
import io.doorway.approval.message.SignedMessages;
import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.edge.trace.LoginTrace;
import io.doorway.protocol.Base64Url;
import io.doorway.protocol.event.DeviceEnrolled;
import io.doorway.protocol.event.RefusalReason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A new key becomes a device of the account that the enrolment code was made for.
 *
 * <p>The code is used up in the transaction that stores the key, under a lock of code and account: of any number who present it
 * at once, one is enrolled. That one, its answer lost on the way, may ask again with the same key and gets the same answer.
 */
@ApplicationScoped
public class EnrolDevice {
    private static final int MAX_DEVICES = 5;
    private static final int MAX_NAME = 60;
    private static final int CREDENTIAL_BYTES = 16;

    private static final String REPEATED = """
            select c.credential_id, c.account
            from approval.enrolment e join approval.credential c on c.credential_id = e.used_by
            where e.code_hash = $1 and c.thumbprint = $2 and c.revoked_at is null and e.expires_at > now()""";
    private static final String LOCK = """
            select a.account, a.status = 'active' as active
            from approval.enrolment e join approval.account a using (account)
            where e.code_hash = $1 and e.used_by is null and e.expires_at > now()
            for update""";
    private static final String COUNT =
            "select count(*) as devices from approval.credential where account = $1 and revoked_at is null";
    private static final String ADD = """
            insert into approval.credential (credential_id, account, name, public_key, thumbprint)
            values ($1, $2, $3, $4, $5)
            on conflict (thumbprint) do nothing
            returning credential_id""";
    private static final String USE_UP = "update approval.enrolment set used_by = $2 where code_hash = $1";

    private final SignedMessages messages;
    private final Database database;
    private final DeviceOutbox outbox;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final LoginTrace trace;

    EnrolDevice(
            SignedMessages messages,
            Database database,
            DeviceOutbox outbox,
            RandomGenerator random,
            InstantSource clock,
            LoginTrace trace) {
        this.messages = messages;
        this.database = database;
        this.outbox = outbox;
        this.random = random;
        this.clock = clock;
        this.trace = trace;
    }

    public Uni<Result<Enrolled>> enrol(String compact, String source) {
        Who stranger = Who.at(source);
        return messages.openEnrolment(compact, stranger).then(message -> enrol(message, stranger));
    }

    private Uni<Result<Enrolled>> enrol(NewKeyMessage message, Who who) {
        String name = message.name().strip();
        boolean named = !name.isEmpty()
                && name.length() <= MAX_NAME
                && name.codePoints().noneMatch(Character::isISOControl);
        Optional<EnrolmentCode> code = EnrolmentCode.parse(message.code());
        if (!named) {
            return refuse(RefusalReason.MALFORMED, who);
        }
        if (code.isEmpty()) {
            return refuse(RefusalReason.WRONG_ENROLMENT_CODE, who);
        }
        NewDevice device = newDevice(message.key(), name, code.get());
        return database.inTransaction(transaction -> enrol(transaction, device, who))
                .chain(result -> result.then(enrolled ->
                        outbox.tell(List.of(enrolled.credentialId())).replaceWith(Result.done(enrolled))));
    }

    private Uni<Result<Enrolled>> enrol(SqlClient transaction, NewDevice device, Who who) {
        return Database.rows(transaction, LOCK, Tuple.of(device.codeHash())).chain(rows -> {
            Optional<Row> code = Database.first(rows);
            if (code.isEmpty()) {
                return repeated(transaction, device, who);
            }
            String account = code.get().getString("account");
            return code.get().getBoolean("active")
                    ? add(transaction, device, account, who.with(null, account))
                    : refuse(RefusalReason.ACCOUNT_NOT_ACTIVE, who.with(null, account));
        });
    }

    private Uni<Result<Enrolled>> repeated(SqlClient transaction, NewDevice device, Who who) {
        return Database.rows(transaction, REPEATED, Tuple.of(device.codeHash(), device.thumbprint()))
                .map(rows -> Database.first(rows)
                        .map(row -> Result.done(new Enrolled(row.getString("credential_id"), row.getString("account"))))
                        .orElseGet(() -> Result.refused(RefusalReason.WRONG_ENROLMENT_CODE, who)));
    }

    private Uni<Result<Enrolled>> add(SqlClient transaction, NewDevice device, String account, Who who) {
        return Database.rows(transaction, COUNT, Tuple.of(account)).chain(count -> {
            if (count.iterator().next().getLong("devices") >= MAX_DEVICES) {
                return refuse(RefusalReason.WRONG_STATE, who);
            }
            Tuple row = Tuple.of(device.credential(), account, device.name(), device.publicKey(), device.thumbprint());
            return Database.rows(transaction, ADD, row)
                    .chain(added -> added.size() == 0
                            ? refuse(RefusalReason.MALFORMED, who)
                            : useUp(transaction, device, account));
        });
    }

    private Uni<Result<Enrolled>> useUp(SqlClient transaction, NewDevice device, String account) {
        DeviceEnrolled event = new DeviceEnrolled(
                randomId(), clock.instant(), device.credential(), account, device.name(), trace.current());
        return Database.rows(transaction, USE_UP, Tuple.of(device.codeHash(), device.credential()))
                .chain(() -> outbox.add(transaction, event))
                .replaceWith(Result.done(new Enrolled(device.credential(), account)));
    }

    private record NewDevice(String credential, String name, Buffer publicKey, String thumbprint, Buffer codeHash) {}

    private NewDevice newDevice(ECKey key, String name, EnrolmentCode code) {
        try {
            return new NewDevice(
                    randomId(),
                    name,
                    Buffer.buffer(key.toECPublicKey().getEncoded()),
                    key.computeThumbprint().toString(),
                    Buffer.buffer(code.hash()));
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256 and SHA-256", e);
        }
    }

    private String randomId() {
        byte[] id = new byte[CREDENTIAL_BYTES];
        random.nextBytes(id);
        return Base64Url.encode(id);
    }

    private static Uni<Result<Enrolled>> refuse(RefusalReason reason, Who who) {
        return Uni.createFrom().item(Result.refused(reason, who));
    }
}
