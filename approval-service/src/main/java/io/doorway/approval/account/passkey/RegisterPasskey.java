package io.doorway.approval.account.passkey;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.account.passkey.Passkeys.AddedPasskey;
import io.doorway.approval.account.passkey.Passkeys.Passkey;
import io.doorway.approval.answer.Result;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.credential.EnrolmentConfig;
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
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Registers a passkey of a device. The WebAuthn challenge of the registration is the nonce of the message. The device has the passkey
 * until it removes it or is revoked.
 *
 * <p>A passkey begins to count after a cooling-off period of its own if a passkey of the device that counts already has confirmed the
 * registration. Otherwise somebody who holds the unlocked phone may be registering it, and it begins to count after the longer delay of
 * unconfirmed changes. Until then the other devices of the account list it as new and can remove it.
 */
@Singleton
class RegisterPasskey {
    private static final Set<String> ATTESTATION = Set.of("client_data_json", "attestation_object");
    private static final int MAX_PASSKEYS = 5;

    /** Authenticators use at most 255; an event has room for 768. */
    private static final int MAX_ID_BYTES = 512;

    private final WebAuthnCeremonies ceremonies;
    private final Database database;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;

    private final VerifyUser verifyUser;
    private final CoolingOff coolingOff;
    private final EnrolmentConfig config;

    RegisterPasskey(
            WebAuthnCeremonies ceremonies,
            VerifyUser verifyUser,
            CoolingOff coolingOff,
            EnrolmentConfig config,
            Database database,
            EventOutbox outbox,
            EventEnvelopes envelopes) {
        this.ceremonies = ceremonies;
        this.verifyUser = verifyUser;
        this.coolingOff = coolingOff;
        this.config = config;
        this.database = database;
        this.outbox = outbox;
        this.envelopes = envelopes;
    }

    /**
     * The reply to the device.
     *
     * @param id WebAuthn's credential id, base64url
     * @param registeredAt when it was registered
     * @param activeFrom when it begins to count
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record RegisteredPasskey(String id, Instant registeredAt, Instant activeFrom) {}

    /** @param message with a redeemed nonce */
    Uni<Result<RegisteredPasskey>> register(SignedMessage message) {
        Optional<AuthenticatorResponse> response =
                AuthenticatorResponse.parse(message.object("attestation"), ATTESTATION);
        if (response.isEmpty()) {
            return refuse(RefusalReason.MALFORMED, message);
        }
        return message.afterCoolingOff(coolingOff).then(admitted -> register(admitted, response.get()));
    }

    private Uni<Result<RegisteredPasskey>> register(SignedMessage message, AuthenticatorResponse response) {
        return ceremonies
                .register(Base64Url.decode(message.text("nonce")), response)
                .filter(passkey -> Base64Url.decode(passkey.id()).length <= MAX_ID_BYTES)
                .map(passkey -> confirm(message, response)
                        .chain(confirmed -> confirmed.then(wait -> register(passkey, message, wait))))
                .orElseGet(() -> refuse(RefusalReason.WRONG_PASSKEY, message));
    }

    /** How long the new passkey waits. */
    private Uni<Result<Duration>> confirm(SignedMessage message, AuthenticatorResponse response) {
        if (message.object("passkey").isMissingNode()) {
            return Uni.createFrom().item(Result.done(config.changeDelay()));
        }
        String change = AccountChange.registration(response.bytes("attestation_object"), message);
        return verifyUser
                .verify(message, change)
                .chain(verified -> verified.then(user -> {
                    Result<Duration> result = user == UserVerification.PASSKEY
                            ? Result.done(config.coolingOff())
                            : new Result.Refused<>(
                                    RefusalReason.COOLING_OFF,
                                    message.actor(),
                                    message.credential().passkeysActiveFrom());
                    return Uni.createFrom().item(result);
                }));
    }

    private Uni<Result<RegisteredPasskey>> register(Passkey passkey, SignedMessage message, Duration wait) {
        return database.inTransaction(transaction -> add(transaction, passkey, message, wait))
                .chain(result ->
                        result.then(done -> outbox.publish(List.of(done.id())).replaceWith(Result.done(done))));
    }

    /** A registration may be repeated: its answer may have been lost after it was stored. */
    private Uni<Result<RegisteredPasskey>> add(
            SqlClient transaction, Passkey passkey, SignedMessage message, Duration wait) {
        return Passkeys.count(transaction, message.credential())
                .chain(count -> count.isEmpty()
                        ? refuse(RefusalReason.CREDENTIAL_NOT_ACTIVE, message)
                        : Passkeys.findSame(transaction, passkey, message.credential())
                                .chain(same -> same.map(times -> registered(passkey, times))
                                        .orElseGet(() -> addNew(transaction, passkey, message, wait, count.get()))));
    }

    private Uni<Result<RegisteredPasskey>> addNew(
            SqlClient transaction, Passkey passkey, SignedMessage message, Duration wait, long count) {
        if (count >= MAX_PASSKEYS) {
            return refuse(RefusalReason.WRONG_STATE, message);
        }
        Credential owner = message.credential();
        return Passkeys.add(transaction, passkey, owner, wait)
                .chain(added -> added.isEmpty()
                        ? refuse(RefusalReason.WRONG_PASSKEY, message)
                        : outbox.add(
                                        transaction,
                                        event(passkey, owner, added.get().activeFrom()))
                                .chain(() -> registered(passkey, added.get())));
    }

    private static Uni<Result<RegisteredPasskey>> registered(Passkey passkey, AddedPasskey times) {
        return Uni.createFrom()
                .item(Result.done(new RegisteredPasskey(passkey.id(), times.registeredAt(), times.activeFrom())));
    }

    private PasskeyRegistered event(Passkey passkey, Credential owner, Instant activeFrom) {
        EventEnvelope envelope = envelopes.create();
        return new PasskeyRegistered(
                envelope.id(),
                envelope.at(),
                passkey.id(),
                owner.id(),
                owner.account(),
                activeFrom,
                envelope.traceparent());
    }

    private static Uni<Result<RegisteredPasskey>> refuse(RefusalReason reason, SignedMessage message) {
        return Uni.createFrom().item(Result.refused(reason, message.actor()));
    }
}
