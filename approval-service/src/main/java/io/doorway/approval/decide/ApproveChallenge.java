package io.doorway.approval.decide;

import io.doorway.approval.answer.Result;
import io.doorway.approval.change.ChallengeChanges;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.judge.JudgeLogin;
import io.doorway.approval.judge.SecondDevices;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.message.SignedMessages;
import io.doorway.approval.passkey.CheckPerson;
import io.doorway.approval.passkey.PersonCheck;
import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.protocol.Sha256;
import io.doorway.protocol.challenge.Acr;
import io.doorway.protocol.challenge.Approval;
import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Cancelled;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.Consumed;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.challenge.Expired;
import io.doorway.protocol.challenge.Judgement;
import io.doorway.protocol.challenge.Rejected;
import io.doorway.protocol.challenge.RiskSignal;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.protocol.transcript.Transcript;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * The person agrees: the credential that scanned has signed the transcript that it was shown.
 *
 * <p>The transcript is computed again from the stored challenge and compared with the signed one, so that one changed byte
 * refuses. Asking again with the same transcript gets the same answer, the same code included, with what is left of its time.
 */
@ApplicationScoped
public class ApproveChallenge {
    private final SignedMessages messages;
    private final CheckPerson checkPerson;
    private final CoolingOff coolingOff;
    private final ChallengeChanges changes;
    private final SecondDevices secondDevices;
    private final JudgeLogin judgeLogin;
    private final Handovers handovers;

    ApproveChallenge(
            SignedMessages messages,
            CheckPerson checkPerson,
            CoolingOff coolingOff,
            ChallengeChanges changes,
            SecondDevices secondDevices,
            JudgeLogin judgeLogin,
            Handovers handovers) {
        this.messages = messages;
        this.checkPerson = checkPerson;
        this.coolingOff = coolingOff;
        this.changes = changes;
        this.secondDevices = secondDevices;
        this.judgeLogin = judgeLogin;
        this.handovers = handovers;
    }

    public Uni<Result<Decided>> approve(ChallengeId id, String compact, String source) {
        return messages.open(MessageKind.APPROVAL, compact, Who.at(source).on(id))
                .chain(opened -> opened.then(message -> approve(id, message)));
    }

    private Uni<Result<Decided>> approve(ChallengeId id, SignedMessage message) {
        return checkPerson
                .check(message)
                .chain(checked ->
                        checked.then(person -> secondDevices.scanned(id).chain(another -> {
                            Set<RiskSignal> late = another ? Set.of(RiskSignal.SECOND_DEVICE) : Set.of();
                            return changes.change(
                                    "challenge.approve",
                                    id,
                                    Fence.SAME_STORE,
                                    message.who(),
                                    loaded -> decide(loaded, new Seen(message, person, late)));
                        })))
                .map(result -> result.until(RefusalReason.COOLING_OFF, coolingOff.until(message.credential())));
    }

    /**
     * What the decision looks at beside the challenge.
     *
     * @param late what was noticed since the scan
     */
    private record Seen(SignedMessage message, PersonCheck person, Set<RiskSignal> late) {
        Credential credential() {
            return message.credential();
        }

        String transcript() {
            return message.text("transcript");
        }
    }

    private Verdict<Decided> decide(Loaded loaded, Seen seen) {
        Credential credential = seen.credential();
        String signed = seen.transcript();
        return switch (loaded.challenge()) {
            case Created created -> Ownership.NOBODYS.refuse();
            case Scanned scanned ->
                Ownership.isOf(credential, scanned.scan())
                        ? approve(scanned, loaded, seen)
                        : Ownership.ANOTHERS.refuse();
            case Approved approved ->
                Ownership.isOf(credential, approved.scan())
                        ? repeat(approved.approval(), loaded, signed, handovers.answer(approved, loaded.now()))
                        : Ownership.ANOTHERS.refuse();
            case Consumed consumed ->
                Ownership.isOf(credential, consumed.scan())
                        ? repeat(consumed.approval(), loaded, signed, Decided.APPROVED)
                        : Ownership.ANOTHERS.refuse();
            case Rejected rejected -> Ownership.closed(credential, rejected.scan());
            case Cancelled cancelled -> new Verdict.Refuse<>(RefusalReason.WRONG_STATE);
            case Expired expired -> new Verdict.Refuse<>(RefusalReason.EXPIRED);
        };
    }

    private Verdict<Decided> approve(Scanned scanned, Loaded loaded, Seen seen) {
        if (loaded.overdue()) {
            return new Verdict.Refuse<>(RefusalReason.EXPIRED);
        }
        Transcript transcript = Transcript.of(scanned);
        if (!transcript.text().equals(seen.transcript())) {
            return new Verdict.Refuse<>(RefusalReason.WRONG_TRANSCRIPT);
        }
        Judgement judgement = scanned.scan().judgement();
        Optional<RefusalReason> unsure = seen.person().refusal(judgement);
        if (unsure.isPresent()) {
            return new Verdict.Refuse<>(unsure.get());
        }
        Optional<Check> check = judgeLogin.afterwards(judgement, seen.late());
        if (check.isEmpty()) {
            return new Verdict.Refuse<>(RefusalReason.RISK);
        }
        Approval approval = new Approval(
                transcript.hash(),
                Acr.reached(scanned.asked().route(), seen.person() == PersonCheck.PASSKEY),
                seen.person().amr(),
                seen.credential().release(scanned.asked().claims()),
                loaded.now());
        Decision<Approved> decision = scanned.approve(approval, handovers.of(check.get()), seen.late());
        return new Verdict.Change<>(decision, handovers.answer(decision.next(), loaded.now()));
    }

    private static Verdict<Decided> repeat(Approval approval, Loaded loaded, String signed, Decided answer) {
        if (loaded.overdue()) {
            return new Verdict.Refuse<>(RefusalReason.EXPIRED);
        }
        return approval.transcriptHash().equals(Sha256.text(signed))
                ? new Verdict.Again<>(answer)
                : new Verdict.Refuse<>(RefusalReason.WRONG_TRANSCRIPT);
    }
}
