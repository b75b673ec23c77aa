package io.doorway.approval.passkey;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.answer.Result;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.edge.event.EventStamps;
import io.doorway.edge.event.Stamp;
import io.doorway.protocol.Base64Url;
import io.doorway.protocol.event.PasskeyRegistered;
import io.doorway.protocol.event.RefusalReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A device brings a passkey that it made for the nonce of its message, and keeps it until it removes it or is revoked. */
@ApplicationScoped
class RegisterPasskey {
    private static final Set<String> ATTESTATION = Set.of("client_data_json", "attestation_object");
    private static final int MAX_PASSKEYS = 5;

    private final Ceremonies ceremonies;
    private final Database database;
    private final EventOutbox outbox;
    private final EventStamps stamps;

    RegisterPasskey(Ceremonies ceremonies, Database database, EventOutbox outbox, EventStamps stamps) {
        this.ceremonies = ceremonies;
        this.database = database;
        this.outbox = outbox;
        this.stamps = stamps;
    }

    /**
     * @param id WebAuthn's credential id, base64url
     * @param registeredAt since when it is the device's
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Registered(String id, Instant registeredAt) {}

    /** @param message whose nonce was good */
    Uni<Result<Registered>> register(SignedMessage message) {
        Optional<AuthenticatorAnswer> answer = AuthenticatorAnswer.parse(message.object("attestation"), ATTESTATION);
        if (answer.isEmpty()) {
            return refuse(RefusalReason.MALFORMED, message);
        }
        return ceremonies
                .register(Base64Url.decode(message.text("nonce")), answer.get())
                .map(passkey -> database.inTransaction(transaction -> add(transaction, passkey, message))
                        .chain(result -> result.then(
                                done -> outbox.tell(List.of(done.id())).replaceWith(Result.done(done)))))
                .orElseGet(() -> refuse(RefusalReason.WRONG_PASSKEY, message));
    }

    private Uni<Result<Registered>> add(SqlClient transaction, Passkey passkey, SignedMessage message) {
        Credential owner = message.credential();
        return Passkeys.count(transaction, owner).chain(count -> {
            if (count.isEmpty()) {
                return refuse(RefusalReason.CREDENTIAL_NOT_ACTIVE, message);
            }
            if (count.get() >= MAX_PASSKEYS) {
                return refuse(RefusalReason.WRONG_STATE, message);
            }
            return Passkeys.add(transaction, passkey, owner)
                    .chain(at -> at.isEmpty()
                            ? refuse(RefusalReason.WRONG_PASSKEY, message)
                            : outbox.add(transaction, event(passkey, owner))
                                    .replaceWith(Result.done(new Registered(passkey.id(), at.get()))));
        });
    }

    private PasskeyRegistered event(Passkey passkey, Credential owner) {
        Stamp stamp = stamps.now();
        return new PasskeyRegistered(
                stamp.id(), stamp.at(), passkey.id(), owner.id(), owner.account(), stamp.traceparent());
    }

    private static Uni<Result<Registered>> refuse(RefusalReason reason, SignedMessage message) {
        return Uni.createFrom().item(Result.refused(reason, message.who()));
    }
}
