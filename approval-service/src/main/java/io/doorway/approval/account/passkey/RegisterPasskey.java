package io.doorway.approval.account.passkey;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.account.passkey.Passkeys.Passkey;
import io.doorway.approval.answer.Result;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.event.DeviceEvent.PasskeyRegistered;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Registers a passkey of a device. The WebAuthn challenge of the registration is the nonce of the message. The device has the passkey
 * until it removes it or is revoked.
 */
@ApplicationScoped
class RegisterPasskey {
    private static final Set<String> ATTESTATION = Set.of("client_data_json", "attestation_object");
    private static final int MAX_PASSKEYS = 5;

    private final WebAuthnCeremonies ceremonies;
    private final Database database;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;

    RegisterPasskey(WebAuthnCeremonies ceremonies, Database database, EventOutbox outbox, EventEnvelopes envelopes) {
        this.ceremonies = ceremonies;
        this.database = database;
        this.outbox = outbox;
        this.envelopes = envelopes;
    }

    /**
     * The reply to the device.
     *
     * @param id WebAuthn's credential id, base64url
     * @param registeredAt when it was registered
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record RegisteredPasskey(String id, Instant registeredAt) {}

    /** @param message with a redeemed nonce */
    Uni<Result<RegisteredPasskey>> register(SignedMessage message) {
        Optional<AuthenticatorResponse> response =
                AuthenticatorResponse.parse(message.object("attestation"), ATTESTATION);
        if (response.isEmpty()) {
            return refuse(RefusalReason.MALFORMED, message);
        }
        return ceremonies
                .register(Base64Url.decode(message.text("nonce")), response.get())
                .map(passkey -> database.inTransaction(transaction -> add(transaction, passkey, message))
                        .chain(result -> result.then(
                                done -> outbox.publish(List.of(done.id())).replaceWith(Result.done(done)))))
                .orElseGet(() -> refuse(RefusalReason.WRONG_PASSKEY, message));
    }

    private Uni<Result<RegisteredPasskey>> add(SqlClient transaction, Passkey passkey, SignedMessage message) {
        Credential owner = message.credential();
        return Passkeys.count(transaction, owner).chain(count -> {
            if (count.isEmpty()) {
                return refuse(RefusalReason.CREDENTIAL_NOT_ACTIVE, message);
            }
            if (count.get() >= MAX_PASSKEYS) {
                return refuse(RefusalReason.WRONG_STATE, message);
            }
            return Passkeys.add(transaction, passkey, owner)
                    .chain(registeredAt -> registeredAt.isEmpty()
                            ? refuse(RefusalReason.WRONG_PASSKEY, message)
                            : outbox.add(transaction, event(passkey, owner))
                                    .replaceWith(Result.done(new RegisteredPasskey(passkey.id(), registeredAt.get()))));
        });
    }

    private PasskeyRegistered event(Passkey passkey, Credential owner) {
        EventEnvelope envelope = envelopes.create();
        return new PasskeyRegistered(
                envelope.id(), envelope.at(), passkey.id(), owner.id(), owner.account(), envelope.traceparent());
    }

    private static Uni<Result<RegisteredPasskey>> refuse(RefusalReason reason, SignedMessage message) {
        return Uni.createFrom().item(Result.refused(reason, message.actor()));
    }
}
