package io.doorway.approval.account.addition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.account.addition.DeviceAdditions.Addition;
import io.doorway.approval.account.addition.DeviceAdditions.Claim;
import io.doorway.approval.answer.Result;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.credential.Credentials;
import io.doorway.approval.credential.Credentials.NewCredential;
import io.doorway.approval.credential.EnrolmentConfig;
import io.doorway.approval.database.Database;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.event.DeviceEvent.DeviceEnrolled;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows the enrolled device what has claimed its addition, and enrols the new phone if that device signs the transcript.
 *
 * <p>The transcript is computed again and compared in the transaction that stores the key. The device that approved may repeat its call
 * and gets the same answer.
 */
@Singleton
class ApproveAddition {
    private final DeviceAdditions additions;
    private final Database database;
    private final Credentials credentials;
    private final CoolingOff coolingOff;
    private final EnrolmentConfig config;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;

    ApproveAddition(
            DeviceAdditions additions,
            Database database,
            Credentials credentials,
            CoolingOff coolingOff,
            EnrolmentConfig config,
            EventOutbox outbox,
            EventEnvelopes envelopes) {
        this.additions = additions;
        this.database = database;
        this.credentials = credentials;
        this.coolingOff = coolingOff;
        this.config = config;
        this.outbox = outbox;
        this.envelopes = envelopes;
    }

    /**
     * An addition as the enrolled device sees it.
     *
     * @param transcript what to show and to sign, or null if no phone has claimed the code yet
     * @param expiresAt until when it can be approved
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AdditionState(@Nullable String transcript, Instant expiresAt) {}

    /** The addition, or empty if the device has no such addition. */
    Uni<Optional<AdditionState>> show(String id, Credential by) {
        return additions.find(id, by.id()).map(found -> found.map(ApproveAddition::state));
    }

    private static AdditionState state(Addition addition) {
        Claim claim = addition.claim();
        String transcript = claim == null ? null : AdditionTranscript.of(addition, claim);
        return new AdditionState(transcript, addition.expiresAt());
    }

    /** Whether the device has such an addition; the new phone is enrolled then. */
    Uni<Result<Boolean>> approve(String id, SignedMessage by) {
        return by.afterCoolingOff(coolingOff).then(admitted -> approveAdmitted(id, admitted));
    }

    private Uni<Result<Boolean>> approveAdmitted(String id, SignedMessage by) {
        return database.inTransaction(transaction -> additions
                        .lock(transaction, id, by.credential().id())
                        .chain(found -> found.map(addition -> approve(transaction, addition, by))
                                .orElseGet(() -> done(Optional.empty()))))
                .chain(result -> result.then(added -> publish(added).replaceWith(Result.done(added.isPresent()))));
    }

    private Uni<Void> publish(Optional<CredentialId> added) {
        return added.map(id -> outbox.publish(List.of(id.value())))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Result<Optional<CredentialId>>> approve(SqlClient transaction, Addition addition, SignedMessage by) {
        Claim claim = addition.claim();
        if (claim == null || !AdditionTranscript.of(addition, claim).equals(by.text("transcript"))) {
            return refused(RefusalReason.WRONG_TRANSCRIPT, by);
        }
        if (addition.approved()) {
            return done(Optional.of(claim.credential().id()));
        }
        return credentials
                .count(transaction, addition.account())
                .chain(devices -> devices >= config.maxDevices()
                        ? refused(RefusalReason.WRONG_STATE, by)
                        : credentials
                                .add(transaction, addition.account(), claim.credential())
                                .chain(added -> added
                                        ? complete(transaction, addition, claim.credential())
                                        : refused(RefusalReason.MALFORMED, by)));
    }

    private Uni<Result<Optional<CredentialId>>> complete(
            SqlClient transaction, Addition addition, NewCredential added) {
        return additions
                .complete(transaction, addition, added.id())
                .chain(() -> outbox.add(transaction, event(addition, added)))
                .chain(() -> done(Optional.of(added.id())));
    }

    /** Whether the device had such an addition; its code and its claim are void. */
    Uni<Boolean> cancel(String id, Credential by) {
        return additions.cancel(id, by.id());
    }

    private DeviceEnrolled event(Addition addition, NewCredential added) {
        EventEnvelope envelope = envelopes.create();
        return new DeviceEnrolled(
                envelope.id(),
                envelope.at(),
                added.id(),
                addition.account(),
                added.name(),
                null,
                null,
                addition.requestedBy(),
                envelope.traceparent());
    }

    /** @param added the new device, or empty if there is no such addition */
    private static Uni<Result<Optional<CredentialId>>> done(Optional<CredentialId> added) {
        return Uni.createFrom().item(Result.done(added));
    }

    private static Uni<Result<Optional<CredentialId>>> refused(RefusalReason reason, SignedMessage by) {
        return Uni.createFrom().item(Result.refused(reason, by.actor()));
    }
}
