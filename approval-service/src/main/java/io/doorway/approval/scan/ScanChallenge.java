package io.doorway.approval.scan;

import io.doorway.approval.answer.Result;
import io.doorway.approval.change.ChallengeChanges;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.message.SignedMessages;
import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Cancelled;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.Consumed;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.challenge.Expired;
import io.doorway.protocol.challenge.Judgement;
import io.doorway.protocol.challenge.Rejected;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * A phone that saw a fresh frame claims its challenge; from then on no other phone can decide.
 *
 * <p>The same phone may ask again, its answer lost on the way, with any genuine frame: it gets the same answer. A frame's MAC is
 * looked at before anything is said, so that who has not seen the code learns nothing.
 */
@ApplicationScoped
public class ScanChallenge {
    private static final Judgement UNSUSPICIOUS = new Judgement(false, List.of(), Check.NONE, false);

    private final SignedMessages messages;
    private final ChallengeChanges changes;

    ScanChallenge(SignedMessages messages, ChallengeChanges changes) {
        this.messages = messages;
        this.changes = changes;
    }

    public Uni<Result<ClaimedChallenge>> scan(String compact, String phoneIp) {
        return messages.open(MessageKind.SCAN, compact, Who.at(phoneIp))
                .chain(opened -> opened.then(message -> claim(message, phoneIp)));
    }

    private Uni<Result<ClaimedChallenge>> claim(SignedMessage message, String phoneIp) {
        Optional<QrFrame> frame = QrFrame.parse(message.text("frame"));
        if (frame.isEmpty()) {
            return Uni.createFrom().item(Result.refused(RefusalReason.WRONG_FRAME, message.who()));
        }
        return changes.change(
                "challenge.scan",
                frame.get().challengeId(),
                Fence.NONE,
                message.who(),
                loaded -> decide(loaded, frame.get(), message.credential(), phoneIp));
    }

    private static Verdict<ClaimedChallenge> decide(
            Loaded loaded, QrFrame frame, Credential credential, String phoneIp) {
        return switch (loaded.challenge()) {
            case Created created -> claim(created, loaded, frame, credential, phoneIp);
            case Scanned scanned -> repeat(scanned, loaded, frame, credential);
            case Approved approved -> decided(approved.scan(), credential);
            case Consumed consumed -> decided(consumed.scan(), credential);
            case Rejected rejected -> decided(rejected.scan(), credential);
            case Cancelled cancelled -> new Verdict.Refuse<>(RefusalReason.WRONG_STATE);
            case Expired expired -> new Verdict.Refuse<>(RefusalReason.EXPIRED);
        };
    }

    private static Verdict<ClaimedChallenge> claim(
            Created created, Loaded loaded, QrFrame frame, Credential credential, String phoneIp) {
        QrFrames.Finding finding = QrFrames.of(created).check(frame, loaded.now());
        if (finding == QrFrames.Finding.FORGED) {
            return new Verdict.Refuse<>(RefusalReason.WRONG_FRAME);
        }
        if (loaded.overdue()) {
            return new Verdict.Refuse<>(RefusalReason.EXPIRED);
        }
        if (finding == QrFrames.Finding.STALE) {
            return new Verdict.Refuse<>(RefusalReason.STALE_FRAME);
        }
        Scan scan = new Scan(credential.id(), credential.account(), UNSUSPICIOUS, loaded.now());
        Decision<Scanned> decision = created.scan(scan, phoneIp);
        return new Verdict.Change<>(decision, ClaimedChallenge.of(decision.next()));
    }

    private static Verdict<ClaimedChallenge> repeat(
            Scanned scanned, Loaded loaded, QrFrame frame, Credential credential) {
        if (QrFrames.of(scanned).check(frame, loaded.now()) == QrFrames.Finding.FORGED) {
            return new Verdict.Refuse<>(RefusalReason.WRONG_FRAME);
        }
        if (!scanned.scan().credential().equals(credential.id())) {
            return new Verdict.Refuse<>(RefusalReason.CLAIMED);
        }
        return loaded.overdue()
                ? new Verdict.Refuse<>(RefusalReason.EXPIRED)
                : new Verdict.Again<>(ClaimedChallenge.of(scanned));
    }

    /** A decided challenge says so to the phone that decided it, and to no other. */
    private static Verdict<ClaimedChallenge> decided(Scan scan, Credential credential) {
        boolean mine = scan.credential().equals(credential.id());
        return new Verdict.Refuse<>(mine ? RefusalReason.WRONG_STATE : RefusalReason.CLAIMED);
    }
}
