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
import io.doorway.approval.phone.ScanningCredentials;
import io.doorway.approval.phone.risk.AssessRisk;
import io.doorway.approval.phone.risk.SecondDeviceScans;
import io.doorway.login.revocation.RevocationList;
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
import io.doorway.store.Conditions;
import io.doorway.store.NotPredictedException;
import io.doorway.store.Prefetch;
import io.doorway.store.TransitionDecision;
import io.doorway.web.limit.RateLimits;
import io.doorway.web.refusal.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * Approves a challenge: the credential that scanned it has signed the transcript that it was shown.
 *
 * <p>The transcript is computed again from the stored challenge and compared with the signed one byte by byte. A repeated call with the
 * same transcript gets the same reply, with the same confirmation code and the time that is left.
 */
@Singleton
public class ApproveChallenge {
    private final SignedMessages messages;
    private final ChallengeStore store;
    private final VerifyUser verifyUser;
    private final CoolingOff coolingOff;
    private final TracedTransitions transitions;
    private final SecondDeviceScans secondDeviceScans;
    private final AssessRisk assessRisk;
    private final BrowserConfirmations confirmations;
    private final RevocationList revocationList;
    private final ScanningCredentials scanningCredentials;
    private final RateLimits limits;

    ApproveChallenge(
            SignedMessages messages,
            ChallengeStore store,
            VerifyUser verifyUser,
            CoolingOff coolingOff,
            TracedTransitions transitions,
            SecondDeviceScans secondDeviceScans,
            AssessRisk assessRisk,
            BrowserConfirmations confirmations,
            RevocationList revocationList,
            ScanningCredentials scanningCredentials,
            RateLimits limits) {
        this.messages = messages;
        this.store = store;
        this.verifyUser = verifyUser;
        this.coolingOff = coolingOff;
        this.transitions = transitions;
        this.secondDeviceScans = secondDeviceScans;
        this.assessRisk = assessRisk;
        this.confirmations = confirmations;
        this.revocationList = revocationList;
        this.scanningCredentials = scanningCredentials;
        this.limits = limits;
    }

    /**
     * Approves in one step of the store if this instance has scanned the challenge, else after it has read it.
     *
     * @param compact the message as it was sent
     * @param source the address of the request
     */
    public Uni<Result<DecisionResponse>> approve(ChallengeId id, String compact, String source) {
        Actor sender = Actor.at(source).on(id);
        return predict(id, compact, sender)
                .map(predicted -> approve(id, predicted, sender)
                        .onFailure(NotPredictedException.class)
                        .recoverWithUni(() -> read(id, compact, sender)))
                .orElseGet(() -> read(id, compact, sender));
    }

    /** What a request would find, if the challenge and the credential that scanned it at this instance have not changed since. */
    private record Predicted(ChallengeSnapshot challenge, ApprovalInput input) {}

    /** Empty unless the prediction is approved: a refusal is decided on what is stored. A prediction is used once, whatever the message is. */
    private Optional<Predicted> predict(ChallengeId id, String compact, Actor sender) {
        Optional<Credential> scannedBy = scanningCredentials.take(id);
        Optional<ChallengeSnapshot> challenge = transitions.predicted(id);
        return scannedBy
                .flatMap(credential -> messages.verifyBy(credential, MessageKind.APPROVAL, compact, sender))
                .flatMap(message -> verifyUser
                        .withoutPasskey(message)
                        .map(verification -> new ApprovalInput(message, verification, Set.of())))
                .flatMap(input -> challenge.map(snapshot -> new Predicted(snapshot, input)))
                .filter(predicted ->
                        decide(predicted.challenge(), predicted.input()) instanceof TransitionDecision.Change<?>);
    }

    private Uni<Result<DecisionResponse>> approve(ChallengeId id, Predicted predicted, Actor sender) {
        SignedMessage message = predicted.input().message();
        Uni<Void> asPredicted = Uni.combine()
                .all()
                .unis(
                        limits.sourceHasCapacity(Attempt.APPROVE, sender),
                        secondDeviceScans.none(id),
                        messages.limitApproval(message))
                .with((capacity, none, counted) -> capacity && none)
                .invoke(holds -> {
                    if (!holds) {
                        throw new NotPredictedException();
                    }
                })
                .replaceWithVoid();
        return commit(Optional.of(predicted.challenge()), predicted.input(), asPredicted)
                .map(result ->
                        result.allowedFrom(RefusalReason.COOLING_OFF, coolingOff.passkeyEnd(message.credential())));
    }

    /** The challenge is read together with the rate limits of the source, before anything is verified; a change since then is noticed. */
    private Uni<Result<DecisionResponse>> read(ChallengeId id, String compact, Actor sender) {
        Uni<Optional<ChallengeSnapshot>> loaded = Prefetch.start(store.load(id));
        Uni<Set<RiskSignal>> signals = Prefetch.start(signalsSinceScan(id));
        return messages.verify(Attempt.APPROVE, MessageKind.APPROVAL, compact, sender)
                .chain(verified -> verified.then(message ->
                        loaded.chain(found -> signals.chain(sinceScan -> approve(found, sinceScan, message)))));
    }

    private Uni<Result<DecisionResponse>> approve(
            Optional<ChallengeSnapshot> loaded, Set<RiskSignal> signalsSinceScan, SignedMessage message) {
        Uni<Void> counted = messages.limitApproval(message);
        boolean withPasskey = !message.object("passkey").isMissingNode();
        Uni<Void> before = withPasskey ? counted : Uni.createFrom().voidItem();
        Uni<Void> inStep = withPasskey ? Uni.createFrom().voidItem() : counted;
        return before.chain(() -> verifyUser.verify(message))
                .chain(verified -> verified.then(verification ->
                        commit(loaded, new ApprovalInput(message, verification, signalsSinceScan), inStep)))
                .map(result ->
                        result.allowedFrom(RefusalReason.COOLING_OFF, coolingOff.passkeyEnd(message.credential())));
    }

    /**
     * Approves if the conditions hold: the limits, and that neither account nor device was revoked since they were read.
     *
     * @param counted the limits, unless they were checked before a passkey was verified; conditions too
     */
    private Uni<Result<DecisionResponse>> commit(
            Optional<ChallengeSnapshot> loaded, ApprovalInput input, Uni<Void> counted) {
        Actor actor = input.message().actor();
        Credential credential = input.credential();
        Uni<Optional<Result<DecisionResponse>>> conditions = Uni.combine()
                .all()
                .unis(
                        counted,
                        revocationList.firstRevoked(
                                new RevocationList.Account(credential.account()),
                                new RevocationList.Credential(credential.id())))
                .with((nothing, revoked) -> revoked.map(reason -> Result.refused(reason, actor)));
        return Conditions.commit(
                conditions,
                mode -> transitions.change(
                        mode,
                        "challenge.approve",
                        loaded,
                        Fence.SAME_STORE,
                        actor,
                        snapshot -> decide(snapshot, input)));
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
