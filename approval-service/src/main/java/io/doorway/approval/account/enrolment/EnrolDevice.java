package io.doorway.approval.account.enrolment;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.account.enrolment.Invitations.CodeCheck;
import io.doorway.approval.account.enrolment.Invitations.InvitationLabel;
import io.doorway.approval.answer.Result;
import io.doorway.approval.credential.Credentials;
import io.doorway.approval.credential.Credentials.NewCredential;
import io.doorway.approval.credential.DeviceName;
import io.doorway.approval.credential.EnrolmentConfig;
import io.doorway.approval.database.Database;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.SignedMessages;
import io.doorway.approval.message.SignedMessages.EnrolmentMessage;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.event.DeviceEvent.DeviceEnrolled;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.web.refusal.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Enrols a new key as a device of the account that the enrolment code was created for.
 *
 * <p>The code is used up in the transaction that stores the key, so that of several concurrent attempts one succeeds. The phone that
 * succeeded may repeat its call with the same key and gets the same reply. If the account has as many devices as it may have, the
 * attempt is refused and the code is not used up.
 *
 * <p>An unknown, wrong, invalidated, used or expired code gets the same response after the same time, so that the response does not
 * disclose which invitations exist. So does a wrong answer of an invitation that has one. That another device tried a used code is news to
 * the devices of the account.
 */
@Singleton
public class EnrolDevice {
    private static final int CREDENTIAL_ID_BYTES = 16;

    private final SignedMessages messages;
    private final Database database;
    private final Invitations invitations;
    private final Credentials credentials;
    private final EnrolmentConfig config;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;
    private final RandomGenerator random;
    private final RefusalDelay delay;

    EnrolDevice(
            SignedMessages messages,
            Database database,
            Invitations invitations,
            Credentials credentials,
            EnrolmentConfig config,
            EventOutbox outbox,
            EventEnvelopes envelopes,
            RandomGenerator random,
            RefusalDelay delay) {
        this.messages = messages;
        this.database = database;
        this.invitations = invitations;
        this.credentials = credentials;
        this.config = config;
        this.outbox = outbox;
        this.envelopes = envelopes;
        this.random = random;
        this.delay = delay;
    }

    /**
     * The reply to the new device.
     *
     * @param credentialId the {@code kid} of its messages
     * @param account the account that it belongs to
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record EnrolledDevice(CredentialId credentialId, AccountId account) {}

    /**
     * @param compact the message as it was sent
     * @param source the address of the request
     */
    public Uni<Result<EnrolledDevice>> enrol(String compact, String source) {
        Actor actor = Actor.at(source);
        return messages.verifyEnrolment(MessageKind.ENROLMENT, compact, actor).then(message -> enrol(message, actor));
    }

    private Uni<Result<EnrolledDevice>> enrol(EnrolmentMessage message, Actor actor) {
        Optional<DeviceName> name = DeviceName.parse(message.name());
        if (name.isEmpty()) {
            return refuse(RefusalReason.MALFORMED, actor);
        }
        Optional<EnrolmentCode> code = EnrolmentCode.parse(message.enrolmentCode());
        if (code.isEmpty()) {
            return refuse(RefusalReason.WRONG_ENROLMENT_CODE, actor);
        }
        CredentialId id = new CredentialId(Base64Url.random(random, CREDENTIAL_ID_BYTES));
        NewCredential credential = new NewCredential(id, name.get().text(), message.key());
        EnrolmentAnswer answer = EnrolmentAnswer.of(message.answer());
        return delay.refusalsOf(() -> database.inTransaction(
                        transaction -> enrol(transaction, credential, code.get(), answer, actor)))
                .chain(result -> result.then(enrolled ->
                        outbox.publish(List.of(enrolled.credentialId().value())).replaceWith(Result.done(enrolled))));
    }

    private Uni<Result<EnrolledDevice>> enrol(
            SqlClient transaction, NewCredential credential, EnrolmentCode code, EnrolmentAnswer answer, Actor source) {
        return invitations.check(transaction, code, answer).chain(checked -> switch (checked) {
            case CodeCheck.Invalid invalid ->
                refuse(RefusalReason.WRONG_ENROLMENT_CODE, source.with(null, invalid.account()));
            case CodeCheck.Used used -> repeat(transaction, credential, used, source.with(null, used.account()));
            case CodeCheck.Unused unused -> {
                Actor actor = source.with(null, unused.account());
                yield unused.invitee().active()
                        ? add(transaction, credential, code, unused, actor)
                        : refuse(RefusalReason.ACCOUNT_NOT_ACTIVE, actor);
            }
        });
    }

    private Uni<Result<EnrolledDevice>> repeat(
            SqlClient transaction, NewCredential credential, CodeCheck.Used used, Actor actor) {
        return credentials
                .hasKey(transaction, used.by(), credential)
                .chain(sameKey -> sameKey
                        ? Uni.createFrom().item(Result.done(new EnrolledDevice(used.by(), used.account())))
                        : credentials
                                .setInvitationReopened(transaction, used.by(), credential.key())
                                .chain(() -> refuse(RefusalReason.WRONG_ENROLMENT_CODE, actor)));
    }

    private Uni<Result<EnrolledDevice>> add(
            SqlClient transaction, NewCredential credential, EnrolmentCode code, CodeCheck.Unused unused, Actor actor) {
        AccountId account = unused.account();
        return credentials
                .count(transaction, account)
                .chain(devices -> devices >= config.maxDevices()
                        ? refuse(RefusalReason.WRONG_STATE, actor)
                        : credentials
                                .add(transaction, account, credential)
                                .chain(added -> added
                                        ? redeem(transaction, credential, code, unused)
                                        : refuse(RefusalReason.MALFORMED, actor)));
    }

    private Uni<Result<EnrolledDevice>> redeem(
            SqlClient transaction, NewCredential credential, EnrolmentCode code, CodeCheck.Unused unused) {
        InvitationLabel invitation = unused.invitation();
        EventEnvelope envelope = envelopes.create();
        DeviceEnrolled event = new DeviceEnrolled(
                envelope.id(),
                envelope.at(),
                credential.id(),
                unused.account(),
                credential.name(),
                invitation.id(),
                invitation.name(),
                null,
                envelope.traceparent());
        return invitations
                .markUsed(transaction, code, credential.id())
                .chain(() -> outbox.add(transaction, event))
                .chain(() ->
                        credentials.setInvitation(transaction, credential.id(), invitation.id(), invitation.name()))
                .replaceWith(Result.done(new EnrolledDevice(credential.id(), unused.account())));
    }

    private static Uni<Result<EnrolledDevice>> refuse(RefusalReason reason, Actor actor) {
        return Uni.createFrom().item(Result.refused(reason, actor));
    }
}
