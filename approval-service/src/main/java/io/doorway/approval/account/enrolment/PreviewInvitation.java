package io.doorway.approval.account.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.approval.account.enrolment.Invitations.CodeCheck;
import io.doorway.approval.answer.Result;
import io.doorway.approval.credential.Credentials;
import io.doorway.approval.credential.Organisation;
import io.doorway.approval.database.Database;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.SignedMessages;
import io.doorway.approval.message.SignedMessages.EnrolmentMessage;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.web.refusal.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says whom an enrolment code invites, so that a person sees which account their phone would be enrolled for before it is. The code is
 * not used up.
 *
 * <p>A preview is no easier way to guess a code than an enrolment: it counts on the same limits, a wrong secret counts as an attempt, and
 * an unknown, wrong, invalidated, used or expired code gets the response of the enrolment, after the same time. That another device
 * opened a used one is news to the devices of the account.
 */
@Singleton
public class PreviewInvitation {
    private final SignedMessages messages;
    private final Database database;
    private final Invitations invitations;
    private final Credentials credentials;
    private final RefusalDelay delay;
    private final Organisation organisation;

    PreviewInvitation(
            SignedMessages messages,
            Database database,
            Invitations invitations,
            Credentials credentials,
            RefusalDelay delay,
            Organisation organisation) {
        this.messages = messages;
        this.database = database;
        this.invitations = invitations;
        this.credentials = credentials;
        this.delay = delay;
        this.organisation = organisation;
    }

    /**
     * The reply to a phone that is not enrolled.
     *
     * @param account the account that it would belong to
     * @param person the name of that person, or null if the account has none
     * @param organisation who invites
     * @param answerRequired whether the enrolment has to contain an answer
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record InvitationPreview(
            AccountId account, @Nullable String person, String organisation, boolean answerRequired) {}

    /**
     * @param compact the message as it was sent
     * @param source the address of the request
     */
    public Uni<Result<InvitationPreview>> preview(String compact, String source) {
        Actor actor = Actor.at(source);
        return messages.verifyEnrolment(MessageKind.PREVIEW, compact, actor).then(message -> preview(message, actor));
    }

    private Uni<Result<InvitationPreview>> preview(EnrolmentMessage message, Actor actor) {
        Optional<EnrolmentCode> code = EnrolmentCode.parse(message.enrolmentCode());
        return code.isEmpty()
                ? refuse(RefusalReason.WRONG_ENROLMENT_CODE, actor)
                : delay.refusalsOf(() ->
                        database.inTransaction(transaction -> preview(transaction, code.get(), message.key(), actor)));
    }

    private Uni<Result<InvitationPreview>> preview(SqlClient transaction, EnrolmentCode code, ECKey key, Actor source) {
        return invitations.check(transaction, code).chain(checked -> switch (checked) {
            case CodeCheck.Invalid invalid ->
                refuse(RefusalReason.WRONG_ENROLMENT_CODE, source.with(null, invalid.account()));
            case CodeCheck.Used used ->
                credentials
                        .setInvitationReopened(transaction, used.by(), key)
                        .chain(() -> refuse(RefusalReason.WRONG_ENROLMENT_CODE, source.with(null, used.account())));
            case CodeCheck.Unused unused ->
                unused.invitee().active()
                        ? Uni.createFrom().item(Result.done(preview(unused)))
                        : refuse(RefusalReason.ACCOUNT_NOT_ACTIVE, source.with(null, unused.account()));
        });
    }

    private InvitationPreview preview(CodeCheck.Unused unused) {
        return new InvitationPreview(
                unused.account(), unused.invitee().person(), organisation.name(), unused.answerRequired());
    }

    private static Uni<Result<InvitationPreview>> refuse(RefusalReason reason, Actor actor) {
        return Uni.createFrom().item(Result.refused(reason, actor));
    }
}
