package io.doorway.approval.decide;

import io.doorway.approval.answer.Result;
import io.doorway.approval.change.ChallengeChanges;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.message.SignedMessages;
import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Cancelled;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Consumed;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Expired;
import io.doorway.protocol.challenge.RejectReason;
import io.doorway.protocol.challenge.Rejected;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.protocol.transcript.Transcript;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The person refuses, and says why. The reason is a signal for the audit; whatever it is, the challenge is over. */
@ApplicationScoped
public class RejectChallenge {
    private final SignedMessages messages;
    private final ChallengeChanges changes;

    RejectChallenge(SignedMessages messages, ChallengeChanges changes) {
        this.messages = messages;
        this.changes = changes;
    }

    public Uni<Result<Decided>> reject(ChallengeId id, String compact, String source) {
        return messages.open(MessageKind.REJECTION, compact, Who.at(source).on(id))
                .chain(opened -> opened.then(message -> reject(id, message)));
    }

    private Uni<Result<Decided>> reject(ChallengeId id, SignedMessage message) {
        Optional<RejectReason> reason = RejectReason.parse(message.text("reason"));
        if (reason.isEmpty()) {
            return Uni.createFrom().item(Result.refused(RefusalReason.MALFORMED, message.who()));
        }
        return changes.change(
                "challenge.reject", id, Fence.NONE, message.who(), loaded -> decide(loaded, message, reason.get()));
    }

    private static Verdict<Decided> decide(Loaded loaded, SignedMessage message, RejectReason reason) {
        Credential credential = message.credential();
        return switch (loaded.challenge()) {
            case Created created -> Ownership.NOBODYS.refuse();
            case Scanned scanned ->
                Ownership.isOf(credential, scanned.scan())
                        ? reject(scanned, loaded, message.text("transcript"), reason)
                        : Ownership.ANOTHERS.refuse();
            case Rejected rejected ->
                Ownership.isOf(credential, rejected.scan())
                        ? new Verdict.Again<>(Decided.REJECTED)
                        : Ownership.ANOTHERS.refuse();
            case Approved approved -> Ownership.closed(credential, approved.scan());
            case Consumed consumed -> Ownership.closed(credential, consumed.scan());
            case Cancelled cancelled -> new Verdict.Refuse<>(RefusalReason.WRONG_STATE);
            case Expired expired -> new Verdict.Refuse<>(RefusalReason.EXPIRED);
        };
    }

    private static Verdict<Decided> reject(Scanned scanned, Loaded loaded, String signed, RejectReason reason) {
        if (loaded.overdue()) {
            return new Verdict.Refuse<>(RefusalReason.EXPIRED);
        }
        return Transcript.of(scanned).text().equals(signed)
                ? new Verdict.Change<>(scanned.reject(reason, loaded.now()), Decided.REJECTED)
                : new Verdict.Refuse<>(RefusalReason.WRONG_TRANSCRIPT);
    }
}
