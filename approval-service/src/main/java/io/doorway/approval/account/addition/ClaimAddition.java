package io.doorway.approval.account.addition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.account.addition.DeviceAdditions.AddedDevice;
import io.doorway.approval.account.addition.DeviceAdditions.Addition;
import io.doorway.approval.answer.Result;
import io.doorway.approval.credential.DeviceName;
import io.doorway.approval.credential.Organisation;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.SignedMessages;
import io.doorway.approval.message.SignedMessages.EnrolmentMessage;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.web.refusal.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the new phone, each signed by the key that it wants to enrol. The code shows whose account it is; the first key that claims
 * it waits for the approval of the enrolled device. A code that is unknown, expired, cancelled or claimed by another key gets one answer.
 */
@Singleton
class ClaimAddition {
    private static final int CREDENTIAL_ID_BYTES = 16;

    private final SignedMessages messages;
    private final DeviceAdditions additions;
    private final RandomGenerator random;
    private final Organisation organisation;

    ClaimAddition(
            SignedMessages messages, DeviceAdditions additions, RandomGenerator random, Organisation organisation) {
        this.messages = messages;
        this.additions = additions;
        this.random = random;
        this.organisation = organisation;
    }

    /**
     * Whose account it is.
     *
     * @param person the name of that person, or null if the account has none
     * @param organisation whose accounts they are
     * @param addedBy the name of the device that shows the code
     * @param expiresAt until when the addition can be approved
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AdditionPreview(
            AccountId account, @Nullable String person, String organisation, String addedBy, Instant expiresAt) {}

    /** What became of a claim. */
    sealed interface Outcome {
        /** @param credentialId the {@code kid} of the new phone's messages */
        @JsonNaming(SnakeCaseStrategy.class)
        record Added(CredentialId credentialId, AccountId account) implements Outcome {}

        /** The enrolled device has not decided yet. */
        @JsonNaming(SnakeCaseStrategy.class)
        record Waiting(Instant expiresAt) implements Outcome {}
    }

    /** Shows whose account it is. The code is not used up. */
    Uni<Result<AdditionPreview>> preview(String compact, Actor actor) {
        return verify(
                MessageKind.ADDITION_PREVIEW,
                compact,
                actor,
                message -> additions
                        .findByCode(message.enrolmentCode())
                        .map(found -> found.filter(addition -> addition.claim() == null)
                                .map(addition -> Result.done(preview(addition)))
                                .orElseGet(() -> Result.refused(RefusalReason.WRONG_ENROLMENT_CODE, actor))));
    }

    /** Claims the code. The same key may repeat its call. */
    Uni<Result<AdditionPreview>> claim(String compact, Actor actor) {
        return verify(
                MessageKind.ADDITION_CLAIM,
                compact,
                actor,
                message -> DeviceName.parse(message.name())
                        .map(name -> claim(message, name, actor))
                        .orElseGet(() -> refused(RefusalReason.MALFORMED, actor)));
    }

    private Uni<Result<AdditionPreview>> claim(EnrolmentMessage message, DeviceName name, Actor actor) {
        CredentialId id = new CredentialId(Base64Url.random(random, CREDENTIAL_ID_BYTES));
        return additions
                .claim(message.enrolmentCode(), id, name, message.key())
                .chain(() -> additions.findByCode(message.enrolmentCode()))
                .map(found -> found.filter(addition -> isClaimedBy(message, addition))
                        .map(addition -> Result.done(preview(addition)))
                        .orElseGet(() -> Result.refused(RefusalReason.WRONG_ENROLMENT_CODE, actor)));
    }

    /** What became of the claim of the key that signed. */
    Uni<Result<Outcome>> outcome(String compact, Actor actor) {
        return verify(
                MessageKind.ADDITION_RESULT,
                compact,
                actor,
                message -> additions
                        .findAdded(message.key())
                        .chain(added -> added.map(device -> Uni.createFrom().item(Result.done(added(device))))
                                .orElseGet(() ->
                                        additions.findClaimed(message.key()).map(claimed -> waiting(claimed, actor)))));
    }

    private static Outcome added(AddedDevice device) {
        return new Outcome.Added(device.credential(), device.account());
    }

    private static Result<Outcome> waiting(Optional<Addition> claimed, Actor actor) {
        return claimed.filter(addition -> !addition.approved())
                .map(addition -> Result.<Outcome>done(new Outcome.Waiting(addition.expiresAt())))
                .orElseGet(() -> Result.refused(RefusalReason.WRONG_ENROLMENT_CODE, actor));
    }

    private static boolean isClaimedBy(EnrolmentMessage message, Addition addition) {
        return addition.claim() != null
                && addition.claim().thumbprint().equals(DeviceAdditions.thumbprint(message.key()));
    }

    private AdditionPreview preview(Addition addition) {
        return new AdditionPreview(
                addition.account(), addition.person(), organisation.name(), addition.requester(), addition.expiresAt());
    }

    private <R> Uni<Result<R>> verify(
            MessageKind kind, String compact, Actor actor, Function<EnrolmentMessage, Uni<Result<R>>> next) {
        return messages.verifyEnrolment(kind, compact, actor).then(next);
    }

    private static <R> Uni<Result<R>> refused(RefusalReason reason, Actor actor) {
        return Uni.createFrom().item(Result.refused(reason, actor));
    }
}
