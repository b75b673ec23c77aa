package io.doorway.approval.account.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.account.enrolment.Invitations.CreationResult;
import io.doorway.approval.account.enrolment.Invitations.InvitationLabel;
import io.doorway.approval.credential.EnrolmentConfig;
import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.event.AdministrationEvent.InvitationCreated;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.web.config.Issuer;
import io.doorway.web.operator.Operator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Invites a person to enrol a device: creates a one-time code. Other invitations of the account stay valid until they expire, because a
 * person may enrol several devices; an operator lists and revokes them.
 */
@Singleton
public class InviteDevice {
    private static final int ID_BYTES = 16;

    private final Database database;
    private final Invitations invitations;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;
    private final RandomGenerator random;
    private final Issuer issuer;
    private final EnrolmentConfig config;

    InviteDevice(
            Database database,
            Invitations invitations,
            EventOutbox outbox,
            EventEnvelopes envelopes,
            RandomGenerator random,
            Issuer issuer,
            EnrolmentConfig config) {
        this.database = database;
        this.invitations = invitations;
        this.outbox = outbox;
        this.envelopes = envelopes;
        this.random = random;
        this.issuer = issuer;
        this.config = config;
    }

    /**
     * The reply to the operator, who passes code or link on to the person.
     *
     * @param id identifies the invitation, to revoke it and in events; not a secret
     * @param name what the operator calls it, or null
     * @param enrolmentCode to type
     * @param link to open on the phone; the code is its fragment, which browsers do not send to servers
     * @param answer what the person has to answer, or null; to be given to the person apart from the link
     * @param expiresAt until when the code is valid
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Invitation(
            String id,
            @Nullable String name,
            SecretText enrolmentCode,
            SecretText link,
            @Nullable SecretText answer,
            Instant expiresAt) {}

    /**
     * The invitation, or empty if there is no such account.
     *
     * @param name what the operator calls it, or null
     * @param answer what the person has to answer, or null
     */
    public Uni<Optional<Invitation>> invite(
            AccountId account, @Nullable String name, @Nullable String answer, Operator operator) {
        EnrolmentCode code = EnrolmentCode.random(random);
        Optional<EnrolmentAnswer> expected =
                Optional.ofNullable(answer).map(EnrolmentAnswer::of).or(this::randomAnswer);
        InvitationLabel label = new InvitationLabel(Base64Url.random(random, ID_BYTES), name);
        return database.inTransaction(transaction -> add(transaction, code, expected, account, label, operator))
                .chain(result -> switch (result) {
                    case CreationResult.Created created ->
                        outbox.publish(List.of(account.value()))
                                .replaceWith(Optional.of(invitation(code, expected, label, created.expiresAt())));
                    case CreationResult.NoSuchAccount none -> Uni.createFrom().item(Optional.empty());
                    case CreationResult.IdTaken taken -> invite(account, name, answer, operator);
                });
    }

    private Optional<EnrolmentAnswer> randomAnswer() {
        return config.answerRequired() ? Optional.of(EnrolmentAnswer.random(random)) : Optional.empty();
    }

    private Uni<CreationResult> add(
            SqlClient transaction,
            EnrolmentCode code,
            Optional<EnrolmentAnswer> answer,
            AccountId account,
            InvitationLabel label,
            Operator operator) {
        return invitations
                .add(transaction, code, answer, account, label, operator)
                .call(result -> result instanceof CreationResult.Created created
                        ? outbox.add(transaction, event(account, label, created.expiresAt(), operator))
                        : Uni.createFrom().voidItem());
    }

    private InvitationCreated event(AccountId account, InvitationLabel label, Instant expiresAt, Operator operator) {
        EventEnvelope envelope = envelopes.create();
        return new InvitationCreated(
                envelope.id(),
                envelope.at(),
                account,
                label.id(),
                label.name(),
                expiresAt,
                operator.subject(),
                operator.token(),
                operator.source(),
                envelope.traceparent());
    }

    private Invitation invitation(
            EnrolmentCode code, Optional<EnrolmentAnswer> answer, InvitationLabel label, Instant expiresAt) {
        SecretText link =
                SecretText.of(issuer.at("/app/enrol") + "#" + code.text().open());
        return new Invitation(
                label.id(),
                label.name(),
                code.text(),
                link,
                answer.map(EnrolmentAnswer::text).orElse(null),
                expiresAt);
    }
}
