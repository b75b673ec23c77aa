package io.doorway.approval.phone.scan;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.answer.Result;
import io.doorway.approval.answer.TracedTransitions;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.message.SignedMessages;
import io.doorway.approval.phone.risk.AssessRisk;
import io.doorway.approval.phone.risk.CollectRiskSignals;
import io.doorway.approval.phone.risk.CollectRiskSignals.ScanningPhone;
import io.doorway.approval.phone.risk.RiskSignals;
import io.doorway.approval.phone.risk.ScanLatency;
import io.doorway.approval.phone.risk.SecondDeviceScans;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Cancelled;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Expired;
import io.doorway.protocol.challenge.Challenge.Rejected;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.challenge.RiskAssessment;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.secret.LoginCode;
import io.doorway.protocol.transcript.Transcript;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.FrameSource;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.protocol.vocabulary.Route;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.TransitionDecision;
import io.doorway.store.redis.RedisLoginCodes;
import io.doorway.web.refusal.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * Claims a challenge for the phone that scanned a fresh frame of its QR code. From then on no other phone can decide it.
 *
 * <p>The same phone may repeat its call with any genuine frame and gets the same reply. The frame's MAC is checked before any other
 * property of the challenge, so that a phone that has not seen the QR code learns nothing.
 *
 * <p>An account has one pending login, the newest. An attacker who sends many requests to a person, hoping that one is approved by
 * mistake, replaces their own requests. A link or an entered code is not a scan: while another login is pending, it claims nothing.
 *
 * <p>A code that a person enters in place of a scan points to one challenge. It grants less: the login requires a confirmation code, and
 * one that requires a passkey is not claimed unless the account knows the browser.
 *
 * <p>A phone in its cooling-off period does not claim a login that requires a passkey, so that another phone of the person can.
 */
@ApplicationScoped
public class ScanChallenge {
    private final SignedMessages messages;
    private final ChallengeStore store;
    private final RedisLoginCodes codes;
    private final CollectRiskSignals collectRiskSignals;
    private final ScanLatency latency;
    private final AssessRisk assessRisk;
    private final CoolingOff coolingOff;
    private final TracedTransitions transitions;
    private final SecondDeviceScans secondDeviceScans;
    private final SinglePendingLogin singlePendingLogin;

    ScanChallenge(
            SignedMessages messages,
            ChallengeStore store,
            RedisLoginCodes codes,
            CollectRiskSignals collectRiskSignals,
            ScanLatency latency,
            AssessRisk assessRisk,
            CoolingOff coolingOff,
            TracedTransitions transitions,
            SecondDeviceScans secondDeviceScans,
            SinglePendingLogin singlePendingLogin) {
        this.messages = messages;
        this.store = store;
        this.codes = codes;
        this.collectRiskSignals = collectRiskSignals;
        this.latency = latency;
        this.assessRisk = assessRisk;
        this.coolingOff = coolingOff;
        this.transitions = transitions;
        this.secondDeviceScans = secondDeviceScans;
        this.singlePendingLogin = singlePendingLogin;
    }

    /**
     * @param compact the message as it was sent
     * @param source the address of the request
     */
    public Uni<Result<ClaimedChallenge>> scan(String compact, String source) {
        return messages.verify(Attempt.SCAN, MessageKind.SCAN, compact, Actor.at(source))
                .chain(verified -> verified.then(message -> scan(message, source)
                        .map(result -> result.allowedFrom(
                                RefusalReason.COOLING_OFF, coolingOff.passkeyEnd(message.credential())))));
    }

    /** Collects the risk signals before the decision, which does no I/O. */
    private Uni<Result<ClaimedChallenge>> scan(SignedMessage message, String source) {
        Optional<FrameSource> frameSource = FrameSource.parse(message.text("frame_source"));
        if (frameSource.isEmpty()) {
            return Uni.createFrom().item(Result.refused(RefusalReason.MALFORMED, message.actor()));
        }
        ScanningPhone phone = new ScanningPhone(source, message.text("time_zone"), frameSource.get());
        return frameSource.get() == FrameSource.CODE ? enterCode(message, phone) : scanFrame(message, phone);
    }

    private Uni<Result<ClaimedChallenge>> scanFrame(SignedMessage message, ScanningPhone phone) {
        Optional<QrFrame> frame = QrFrame.parse(message.text("frame"));
        if (frame.isEmpty()) {
            return Uni.createFrom().item(Result.refused(RefusalReason.WRONG_FRAME, message.actor()));
        }
        return store.load(frame.get().challengeId())
                .chain(found -> found.isEmpty()
                        ? unknown(message)
                        : scan(
                                message,
                                frame.get(),
                                phone,
                                found.get().challenge().loginRequest()));
    }

    /** A code that points to a challenge stands for the frame of this second, which nobody sees on this route. */
    private Uni<Result<ClaimedChallenge>> enterCode(SignedMessage message, ScanningPhone phone) {
        Optional<LoginCode> code = LoginCode.parse(message.text("frame"));
        if (code.isEmpty()) {
            return unknown(message);
        }
        return codes.find(code.get())
                .chain(id ->
                        id.map(store::load).orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .chain(found -> found.isEmpty()
                        ? unknown(message)
                        : scan(
                                message,
                                currentFrame(found.get()),
                                phone,
                                found.get().challenge().loginRequest()));
    }

    private static QrFrame currentFrame(ChallengeSnapshot snapshot) {
        QrFrames frames = QrFrames.of(snapshot.challenge());
        return frames.at(frames.second(snapshot.now()));
    }

    private static Uni<Result<ClaimedChallenge>> unknown(SignedMessage message) {
        return Uni.createFrom().item(Result.refused(RefusalReason.UNKNOWN_CHALLENGE, message.actor()));
    }

    private Uni<Result<ClaimedChallenge>> scan(
            SignedMessage message, QrFrame frame, ScanningPhone phone, LoginRequest request) {
        AccountId account = message.credential().account();
        return Uni.combine()
                .all()
                .unis(collectRiskSignals.collect(request, account, phone), register(account, frame, phone, request))
                .asTuple()
                .chain(known -> claim(new ScanInput(message, frame, phone, known.getItem1(), known.getItem2())));
    }

    /** Whether a pending login of the account holds this one back. A camera is held back by none, and nothing is read for it. */
    private Uni<Boolean> register(AccountId account, QrFrame frame, ScanningPhone phone, LoginRequest request) {
        return switch (phone.frameSource()) {
            case CAMERA ->
                singlePendingLogin.register(account, frame.challengeId()).replaceWith(false);
            case LINK, CODE -> singlePendingLogin.registerUnscanned(account, frame.challengeId(), request);
        };
    }

    /**
     * The input of the decision in addition to the challenge.
     *
     * @param heldBack whether a pending login of the account holds this one back
     */
    private record ScanInput(
            SignedMessage message, QrFrame frame, ScanningPhone phone, RiskSignals signals, boolean heldBack) {
        Credential credential() {
            return message.credential();
        }

        boolean isCode() {
            return phone.frameSource() == FrameSource.CODE;
        }

        /** Why a login that lost against a concurrent one is refused. */
        RefusalReason lost() {
            return phone.frameSource() == FrameSource.CAMERA ? RefusalReason.WRONG_STATE : RefusalReason.LOGIN_PENDING;
        }
    }

    private Uni<Result<ClaimedChallenge>> claim(ScanInput input) {
        ChallengeId id = input.frame().challengeId();
        Actor actor = input.message().actor();
        return transitions
                .change("challenge.scan", id, Fence.NONE, actor, snapshot -> decide(snapshot, input))
                .chain(result -> switch (result) {
                    case Result.Done<ClaimedChallenge> done ->
                        singlePendingLogin
                                .cancelReplaced(input.credential().account(), id)
                                .map(remains -> remains ? done : Result.refused(input.lost(), actor.on(id)));
                    case Result.Refused<ClaimedChallenge> refused
                    when refused.reason() == RefusalReason.CLAIMED ->
                        secondDeviceScans.record(id).replaceWith(refused);
                    case Result.Refused<ClaimedChallenge> refused ->
                        Uni.createFrom().item(refused);
                });
    }

    /**
     * Decides about the claim. An entered code is valid only for a challenge that is entered by code, and a frame only for one that is
     * scanned. A code whose challenge nobody can claim any more is answered as one that never existed.
     *
     * <p>Says nothing about a challenge before the frame's MAC is verified, and nothing about one that another credential has claimed.
     */
    private TransitionDecision<ClaimedChallenge> decide(ChallengeSnapshot snapshot, ScanInput input) {
        Challenge challenge = snapshot.challenge();
        QrFrames.FrameStatus status = QrFrames.of(challenge).check(input.frame(), snapshot.now());
        if (status == QrFrames.FrameStatus.FORGED) {
            return new TransitionDecision.Refuse<>(RefusalReason.WRONG_FRAME);
        }
        Scan claim = challenge.claim();
        if (claim != null && !claim.credential().equals(input.credential().id())) {
            return new TransitionDecision.Refuse<>(RefusalReason.CLAIMED);
        }
        if (input.isCode() != (challenge.loginRequest().route() == Route.ENTERED_CODE)) {
            return new TransitionDecision.Refuse<>(RefusalReason.WRONG_FRAME);
        }
        if (input.isCode() && claim == null && !(challenge instanceof Created && !snapshot.overdue())) {
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
        RiskSignals signals = !input.isCode() && latency.isSlow(created, input.frame(), snapshot.now())
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

    /**
     * The reply to the phone: what the person is shown and decides.
     *
     * @param challengeId the challenge, claimed for this phone
     * @param version of the challenge
     * @param transcript to be shown, and to be signed as it is
     * @param decideBy the deadline of the decision
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ClaimedChallenge(ChallengeId challengeId, long version, String transcript, Instant decideBy) {
        static ClaimedChallenge of(Scanned scanned) {
            return new ClaimedChallenge(
                    scanned.id(), scanned.version(), Transcript.of(scanned).text(), scanned.deadline());
        }
    }
}
