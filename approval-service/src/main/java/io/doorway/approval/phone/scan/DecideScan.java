package io.doorway.approval.phone.scan;

import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.phone.risk.AssessRisk;
import io.doorway.approval.phone.risk.CollectRiskSignals.ScanningPhone;
import io.doorway.approval.phone.risk.RiskSignals;
import io.doorway.approval.phone.risk.ScanLatency;
import io.doorway.protocol.challenge.BackchannelRequest;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Cancelled;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Expired;
import io.doorway.protocol.challenge.Challenge.Rejected;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.RiskAssessment;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.vocabulary.FrameSource;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.protocol.vocabulary.Route;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.TransitionDecision;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Decides whether a phone claims the challenge that it scanned. It does no I/O. */
@Singleton
class DecideScan {
    private final ScanLatency latency;
    private final AssessRisk assessRisk;
    private final CoolingOff coolingOff;

    DecideScan(ScanLatency latency, AssessRisk assessRisk, CoolingOff coolingOff) {
        this.latency = latency;
        this.assessRisk = assessRisk;
        this.coolingOff = coolingOff;
    }

    /**
     * The input of the decision in addition to the challenge.
     *
     * @param heldBack whether a pending login of the account holds this one back
     */
    record ScanInput(SignedMessage message, QrFrame frame, ScanningPhone phone, RiskSignals signals, boolean heldBack) {
        Credential credential() {
            return message.credential();
        }

        /** Whether the phone may get a challenge of this route in this way. */
        boolean isOf(Route route) {
            return switch (phone.frameSource()) {
                case CODE -> route == Route.ENTERED_CODE;
                case LIST -> route == Route.BACKCHANNEL;
                case CAMERA, LINK -> route == Route.CROSS_DEVICE || route == Route.SAME_DEVICE;
            };
        }

        /** Whether there is no frame, so that what does not exist and what is over have one answer. */
        boolean isWithoutFrame() {
            return isCode() || phone.frameSource() == FrameSource.LIST;
        }

        ScanInput heldBack(boolean isHeldBack) {
            return new ScanInput(message, frame, phone, signals, isHeldBack);
        }

        ScanInput with(RiskSignal signal) {
            return new ScanInput(message, frame, phone, signals.with(signal), heldBack);
        }

        boolean isCode() {
            return phone.frameSource() == FrameSource.CODE;
        }

        /** Why a login that lost against a concurrent one is refused. */
        RefusalReason lost() {
            return phone.frameSource() == FrameSource.CAMERA ? RefusalReason.WRONG_STATE : RefusalReason.LOGIN_PENDING;
        }
    }

    /**
     * Decides about the claim. An entered code is valid only for a challenge that is entered by code, and a frame only for one that is
     * scanned; a request without a browser is opened in the list of its account only. A code whose challenge nobody can claim any more is answered as one that never existed.
     *
     * <p>Says nothing about a challenge before the frame's MAC is verified, and nothing about one that another credential has claimed.
     */
    TransitionDecision<ClaimedChallenge> decide(ChallengeSnapshot snapshot, ScanInput input) {
        Challenge challenge = snapshot.challenge();
        QrFrames.FrameStatus status = QrFrames.of(challenge).check(input.frame(), snapshot.now());
        if (status == QrFrames.FrameStatus.FORGED) {
            return new TransitionDecision.Refuse<>(RefusalReason.WRONG_FRAME);
        }
        BackchannelRequest backchannel = challenge.loginRequest().backchannel();
        if (backchannel != null
                && !backchannel.account().equals(input.credential().account())) {
            return new TransitionDecision.Refuse<>(RefusalReason.UNKNOWN_CHALLENGE);
        }
        Scan claim = challenge.claim();
        if (claim != null && !claim.credential().equals(input.credential().id())) {
            return new TransitionDecision.Refuse<>(RefusalReason.CLAIMED);
        }
        if (!input.isOf(challenge.loginRequest().route())) {
            return new TransitionDecision.Refuse<>(RefusalReason.WRONG_FRAME);
        }
        if (input.isWithoutFrame() && claim == null && !(challenge instanceof Created && !snapshot.overdue())) {
            return new TransitionDecision.Refuse<>(RefusalReason.UNKNOWN_CHALLENGE);
        }
        return switch (challenge) {
            case Created created -> claim(created, status, snapshot, input);
            case Scanned scanned -> repeat(scanned, snapshot);
            case Approved approved -> new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
            case Consumed consumed -> new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
            case Rejected rejected -> new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
            case Cancelled cancelled -> new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
            case Expired expired -> new TransitionDecision.Refuse<>(RefusalReason.EXPIRED);
        };
    }

    private TransitionDecision<ClaimedChallenge> claim(
            Created created, QrFrames.FrameStatus status, ChallengeSnapshot snapshot, ScanInput input) {
        if (snapshot.overdue()) {
            return new TransitionDecision.Refuse<>(RefusalReason.EXPIRED);
        }
        if (status == QrFrames.FrameStatus.STALE) {
            return new TransitionDecision.Refuse<>(RefusalReason.STALE_FRAME);
        }
        if (input.heldBack()) {
            return new TransitionDecision.Refuse<>(RefusalReason.LOGIN_PENDING);
        }
        RiskSignals signals = !input.isWithoutFrame() && latency.isSlow(created, input.frame(), snapshot.now())
                ? input.signals().with(RiskSignal.SLOW_SCAN)
                : input.signals();
        Optional<RiskAssessment> assessment = assessRisk.assess(created.loginRequest(), signals);
        if (assessment.isEmpty()) {
            return new TransitionDecision.Refuse<>(RefusalReason.RISK);
        }
        if (input.isCode() && assessment.get().passkey() && !assessment.get().knownBrowser()) {
            return new TransitionDecision.Refuse<>(RefusalReason.SCAN_REQUIRED);
        }
        Credential credential = input.credential();
        if (assessment.get().passkey() && coolingOff.passkeyEnd(credential).isPresent()) {
            return new TransitionDecision.Refuse<>(RefusalReason.COOLING_OFF);
        }
        Scan scan = new Scan(
                credential.id(), credential.account(), input.phone().frameSource(), assessment.get(), snapshot.now());
        Transition<Scanned> transition = created.scan(scan, input.phone().ip());
        return new TransitionDecision.Change<>(transition, ClaimedChallenge.of(transition.next()));
    }

    private static TransitionDecision<ClaimedChallenge> repeat(Scanned scanned, ChallengeSnapshot snapshot) {
        return snapshot.overdue()
                ? new TransitionDecision.Refuse<>(RefusalReason.EXPIRED)
                : new TransitionDecision.Repeat<>(ClaimedChallenge.of(scanned));
    }
}
