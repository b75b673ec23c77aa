package io.doorway.approval.phone.decide;

import io.doorway.approval.account.passkey.UserVerification;
import io.doorway.approval.account.passkey.VerifyUser;
import io.doorway.approval.answer.Result;
import io.doorway.approval.answer.TracedTransitions;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.message.SignedMessages;
import io.doorway.approval.phone.ChallengeOwnership;
import io.doorway.approval.phone.risk.AssessRisk;
import io.doorway.approval.phone.risk.SecondDeviceScans;
import io.doorway.protocol.challenge.Approval;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Cancelled;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Expired;
import io.doorway.protocol.challenge.Challenge.Rejected;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.RiskAssessment;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.transcript.Transcript;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Prefetch;
import io.doorway.store.TransitionDecision;
import io.doorway.web.refusal.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * Approves a challenge: the credential that scanned it has signed the transcript that it was shown.
 *
 * <p>The transcript is computed again from the stored challenge and compared with the signed one byte by byte. A repeated call with the
 * same transcript gets the same reply, with the same confirmation code and the time that is left.
 */
@ApplicationScoped
public class ApproveChallenge {
    private final SignedMessages messages;
    private final ChallengeStore store;
    private final VerifyUser verifyUser;
    private final CoolingOff coolingOff;
    private final TracedTransitions transitions;
    private final SecondDeviceScans secondDeviceScans;
    private final AssessRisk assessRisk;
    private final BrowserConfirmations confirmations;

    ApproveChallenge(
            SignedMessages messages,
            ChallengeStore store,
            VerifyUser verifyUser,
            CoolingOff coolingOff,
            TracedTransitions transitions,
            SecondDeviceScans secondDeviceScans,
            AssessRisk assessRisk,
            BrowserConfirmations confirmations) {
        this.messages = messages;
        this.store = store;
        this.verifyUser = verifyUser;
        this.coolingOff = coolingOff;
        this.transitions = transitions;
        this.secondDeviceScans = secondDeviceScans;
        this.assessRisk = assessRisk;
        this.confirmations = confirmations;
    }

    /**
     * The challenge is read together with the rate limits of the source, before anything is verified; a change since then is noticed.
     *
     * @param compact the message as it was sent
     * @param source the address of the request
     */
    public Uni<Result<DecisionResponse>> approve(ChallengeId id, String compact, String source) {
        Uni<Optional<ChallengeSnapshot>> loaded = Prefetch.start(store.load(id));
        Uni<Set<RiskSignal>> signals = Prefetch.start(signalsSinceScan(id));
        return messages.verify(
                        Attempt.APPROVE,
                        MessageKind.APPROVAL,
                        compact,
                        Actor.at(source).on(id))
                .chain(verified -> verified.then(message ->
                        loaded.chain(found -> signals.chain(sinceScan -> approve(found, sinceScan, message)))));
    }

    private Uni<Result<DecisionResponse>> approve(
            Optional<ChallengeSnapshot> loaded, Set<RiskSignal> signalsSinceScan, SignedMessage message) {
        return verifyUser
                .verify(message)
                .chain(verified -> verified.then(verification -> {
                    ApprovalInput input = new ApprovalInput(message, verification, signalsSinceScan);
                    return transitions.change(
                            "challenge.approve",
                            loaded,
                            Fence.SAME_STORE,
                            message.actor(),
                            snapshot -> decide(snapshot, input));
                }))
                .map(result ->
                        result.allowedFrom(RefusalReason.COOLING_OFF, coolingOff.passkeyEnd(message.credential())));
    }

    private Uni<Set<RiskSignal>> signalsSinceScan(ChallengeId id) {
        return secondDeviceScans.exists(id).map(exists -> exists ? Set.of(RiskSignal.SECOND_DEVICE) : Set.of());
    }

    /**
     * The input of the decision in addition to the challenge.
     *
     * @param signalsSinceScan risk signals that were not known at the scan
     */
    private record ApprovalInput(
            SignedMessage message, UserVerification verification, Set<RiskSignal> signalsSinceScan) {
        Credential credential() {
            return message.credential();
        }

        String transcript() {
            return message.text("transcript");
        }
    }

    private TransitionDecision<DecisionResponse> decide(ChallengeSnapshot snapshot, ApprovalInput input) {
        Optional<RefusalReason> notOwn = ChallengeOwnership.refusal(
                snapshot.challenge(), input.credential().id());
        if (notOwn.isPresent()) {
            return new TransitionDecision.Refuse<>(notOwn.get());
        }
        return switch (snapshot.challenge()) {
            case Created created -> new TransitionDecision.Refuse<>(RefusalReason.UNKNOWN_CHALLENGE);
            case Scanned scanned -> approve(scanned, snapshot, input);
            case Approved approved ->
                repeat(approved.approval(), snapshot, input, confirmations.response(approved, snapshot.now()));
            case Consumed consumed -> repeat(consumed.approval(), snapshot, input, DecisionResponse.APPROVED);
            case Rejected rejected -> new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
            case Cancelled cancelled -> new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
            case Expired expired -> new TransitionDecision.Refuse<>(RefusalReason.EXPIRED);
        };
    }

    private TransitionDecision<DecisionResponse> approve(
            Scanned scanned, ChallengeSnapshot snapshot, ApprovalInput input) {
        if (snapshot.overdue()) {
            return new TransitionDecision.Refuse<>(RefusalReason.EXPIRED);
        }
        Transcript transcript = Transcript.of(scanned);
        if (!transcript.text().equals(input.transcript())) {
            return new TransitionDecision.Refuse<>(RefusalReason.WRONG_TRANSCRIPT);
        }
        RiskAssessment assessment = scanned.scan().assessment();
        Optional<RefusalReason> missingVerification = input.verification().refusalFor(assessment);
        if (missingVerification.isPresent()) {
            return new TransitionDecision.Refuse<>(missingVerification.get());
        }
        Optional<Check> check = assessRisk.reassess(assessment, input.signalsSinceScan());
        if (check.isEmpty()) {
            return new TransitionDecision.Refuse<>(RefusalReason.RISK);
        }
        Approval approval = new Approval(
                transcript.hash(),
                Acr.reached(scanned.loginRequest().route(), input.verification() == UserVerification.PASSKEY),
                input.verification().amr(),
                input.credential().release(scanned.loginRequest().claims()),
                snapshot.now());
        Transition<Approved> transition =
                scanned.approve(approval, confirmations.create(check.get()), input.signalsSinceScan());
        return new TransitionDecision.Change<>(transition, confirmations.response(transition.next(), snapshot.now()));
    }

    private static TransitionDecision<DecisionResponse> repeat(
            Approval approval, ChallengeSnapshot snapshot, ApprovalInput input, DecisionResponse response) {
        if (snapshot.overdue()) {
            return new TransitionDecision.Refuse<>(RefusalReason.EXPIRED);
        }
        return approval.transcriptHash().equals(Sha256.text(input.transcript()))
                ? new TransitionDecision.Repeat<>(response)
                : new TransitionDecision.Refuse<>(RefusalReason.WRONG_TRANSCRIPT);
    }
}
