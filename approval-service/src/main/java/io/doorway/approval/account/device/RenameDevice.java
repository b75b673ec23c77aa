package io.doorway.approval.account.device;

import io.doorway.approval.answer.Result;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.DeviceName;
import io.doorway.approval.database.Database;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.event.DeviceEvent.DeviceRenamed;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Gives a device of the account another name. A device in its cooling-off period renames none, not even itself: under another name its
 * owner could take it for one of their own.
 */
@Singleton
class RenameDevice {
    private static final String RENAME = """
            update approval.credential set name = $3
            where credential_id = $1 and account = $2 and revoked_at is null
            returning credential_id""";

    private final Database database;
    private final CoolingOff coolingOff;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;

    RenameDevice(Database database, CoolingOff coolingOff, EventOutbox outbox, EventEnvelopes envelopes) {
        this.database = database;
        this.coolingOff = coolingOff;
        this.outbox = outbox;
        this.envelopes = envelopes;
    }

    /**
     * Whether the account has such a device; it has the name of the message now.
     *
     * @param by with a redeemed nonce
     */
    Uni<Result<Boolean>> rename(CredentialId device, SignedMessage by) {
        return by.afterCoolingOff(coolingOff)
                .then(admitted -> DeviceName.parse(admitted.text("name"))
                        .map(name -> rename(device, name, admitted))
                        .orElseGet(() ->
                                Uni.createFrom().item(Result.refused(RefusalReason.MALFORMED, admitted.actor()))));
    }

    private Uni<Result<Boolean>> rename(CredentialId device, DeviceName name, SignedMessage by) {
        Tuple row = Tuple.of(device.value(), by.credential().account().value(), name.text());
        return database.inTransaction(transaction -> Database.query(transaction, RENAME, row)
                        .chain(rows -> rows.size() == 0
                                ? Uni.createFrom().item(false)
                                : outbox.add(transaction, event(device, name, by))
                                        .replaceWith(true)))
                .call(() -> outbox.publish(List.of(device.value())))
                .map(Result::done);
    }

    private DeviceRenamed event(CredentialId device, DeviceName name, SignedMessage by) {
        EventEnvelope envelope = envelopes.create();
        return new DeviceRenamed(
                envelope.id(),
                envelope.at(),
                device,
                by.credential().account(),
                name.text(),
                by.credential().id(),
                envelope.traceparent());
    }
}
