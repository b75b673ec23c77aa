package io.doorway.approval.passkey;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.doorway.approval.device.DeviceOutbox;
import io.doorway.edge.trace.LoginTrace;
import io.doorway.protocol.Base64Url;
import io.doorway.protocol.event.PasskeyRemoved;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** A device gives up one of its passkeys: from then on it approves nothing. */
@ApplicationScoped
class RemovePasskey {
    private static final int ID_BYTES = 16;

    private final Database database;
    private final DeviceOutbox outbox;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final LoginTrace trace;

    RemovePasskey(
            Database database, DeviceOutbox outbox, RandomGenerator random, InstantSource clock, LoginTrace trace) {
        this.database = database;
        this.outbox = outbox;
        this.random = random;
        this.clock = clock;
        this.trace = trace;
    }

    /** Whether the device had a passkey of that id. */
    Uni<Boolean> remove(String id, Credential owner) {
        return database.inTransaction(transaction -> Passkeys.remove(transaction, id, owner)
                        .chain(removed -> removed
                                ? outbox.add(transaction, event(id, owner)).replaceWith(true)
                                : Uni.createFrom().item(false)))
                .chain(removed -> outbox.tell(List.of(id)).replaceWith(removed));
    }

    private PasskeyRemoved event(String passkey, Credential owner) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return new PasskeyRemoved(
                Base64Url.encode(id), clock.instant(), passkey, owner.id(), owner.account(), trace.current());
    }
}
