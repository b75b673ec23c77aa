package io.doorway.approval.phone.scan;

import io.doorway.approval.answer.Result;
import io.doorway.approval.answer.TracedTransitions;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.message.SignedMessages;
import io.doorway.approval.phone.risk.CollectRiskSignals;
import io.doorway.approval.phone.risk.CollectRiskSignals.ScanningPhone;
import io.doorway.approval.phone.risk.SecondDeviceScans;
import io.doorway.approval.phone.scan.DecideScan.ScanInput;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.secret.LoginCode;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.FrameSource;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Prefetch;
import io.doorway.store.redis.RedisLoginCodes;
import io.doorway.web.refusal.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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
 * <p>A request without a browser is opened in the list of the account that it names, by any of its phones.
 *
 * <p>A phone in its cooling-off period does not claim a login that requires a passkey, so that another phone of the person can.
 */
@ApplicationScoped
public class ScanChallenge {
    private final SignedMessages messages;
    private final ChallengeStore store;
    private final RedisLoginCodes codes;
    private final CollectRiskSignals collectRiskSignals;
    private final DecideScan decideScan;
    private final CoolingOff coolingOff;
    private final TracedTransitions transitions;
    private final SecondDeviceScans secondDeviceScans;
    private final SinglePendingLogin singlePendingLogin;

    ScanChallenge(
            SignedMessages messages,
            ChallengeStore store,
            RedisLoginCodes codes,
            CollectRiskSignals collectRiskSignals,
            DecideScan decideScan,
            CoolingOff coolingOff,
            TracedTransitions transitions,
            SecondDeviceScans secondDeviceScans,
            SinglePendingLogin singlePendingLogin) {
        this.messages = messages;
        this.store = store;
        this.codes = codes;
        this.collectRiskSignals = collectRiskSignals;
        this.decideScan = decideScan;
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
        Uni<Optional<ChallengeSnapshot>> named = loadNamed(compact);
        return messages.verify(Attempt.SCAN, MessageKind.SCAN, compact, Actor.at(source))
                .chain(verified -> verified.then(message -> scan(message, source, named)
                        .map(result -> result.allowedFrom(
                                RefusalReason.COOLING_OFF, coolingOff.passkeyEnd(message.credential())))));
    }

    /**
     * Begins to read the challenge that the message names, together with the rate limits of the source. Nothing is verified yet; a change
     * since then is noticed when the scan is committed.
     */
    private Uni<Optional<ChallengeSnapshot>> loadNamed(String compact) {
        return QrFrame.parse(SignedMessages.unverifiedText(compact, "frame"))
                .map(frame -> Prefetch.start(store.load(frame.challengeId())))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /** @param named the challenge whose frame the message contains, or empty */
    private Uni<Result<ClaimedChallenge>> scan(
            SignedMessage message, String source, Uni<Optional<ChallengeSnapshot>> named) {
        Optional<FrameSource> frameSource = FrameSource.parse(message.text("frame_source"));
        if (frameSource.isEmpty()) {
            return refused(RefusalReason.MALFORMED, message);
        }
        ScanningPhone phone = new ScanningPhone(source, message.text("time_zone"), frameSource.get());
        return switch (frameSource.get()) {
            case CODE -> enterCode(message, phone);
            case LIST -> openListed(message, phone);
            case CAMERA, LINK -> scanFrame(message, phone, named);
        };
    }

    private Uni<Result<ClaimedChallenge>> scanFrame(
            SignedMessage message, ScanningPhone phone, Uni<Optional<ChallengeSnapshot>> named) {
        Optional<QrFrame> frame = QrFrame.parse(message.text("frame"));
        if (frame.isEmpty()) {
            return refused(RefusalReason.WRONG_FRAME, message);
        }
        return named.chain(found -> found.isEmpty()
                ? refused(RefusalReason.UNKNOWN_CHALLENGE, message)
                : scan(message, frame.get(), phone, found.get(), messages.limitScan(message)));
    }

    /** A code that points to a challenge stands for the frame of this second, which nobody sees on this route. */
    private Uni<Result<ClaimedChallenge>> enterCode(SignedMessage message, ScanningPhone phone) {
        Optional<LoginCode> code = LoginCode.parse(message.text("frame"));
        if (code.isEmpty()) {
            return refused(RefusalReason.UNKNOWN_CHALLENGE, message);
        }
        return messages.limitScan(message)
                .chain(() -> codes.find(code.get()))
                .chain(id ->
                        id.map(store::load).orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(unknown(message))
                        : scan(
                                message,
                                currentFrame(found.get()),
                                phone,
                                found.get(),
                                Uni.createFrom().voidItem()));
    }

    /** A request of the account's list. It is not secret: that it names the account is what entitles the phone. */
    private Uni<Result<ClaimedChallenge>> openListed(SignedMessage message, ScanningPhone phone) {
        return messages.limitScan(message)
                .chain(() -> ChallengeId.parse(message.text("frame"))
                        .map(store::load)
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(unknown(message))
                        : scan(
                                message,
                                currentFrame(found.get()),
                                phone,
                                found.get(),
                                Uni.createFrom().voidItem()));
    }

    private static QrFrame currentFrame(ChallengeSnapshot snapshot) {
        QrFrames frames = QrFrames.of(snapshot.challenge());
        return frames.at(frames.second(snapshot.now()));
    }

    private static Result<ClaimedChallenge> unknown(SignedMessage message) {
        return Result.refused(RefusalReason.UNKNOWN_CHALLENGE, message.actor());
    }

    /** Counts the scan, then refuses it. */
    private Uni<Result<ClaimedChallenge>> refused(RefusalReason reason, SignedMessage message) {
        return messages.limitScan(message).replaceWith(Result.refused(reason, message.actor()));
    }

    /**
     * Counts the scan, registers it and collects its risk signals in one round trip, before the decision, which does no I/O. A scan over a
     * limit may be registered, which changes nothing: only what was claimed is pending.
     */
    private Uni<Result<ClaimedChallenge>> scan(
            SignedMessage message, QrFrame frame, ScanningPhone phone, ChallengeSnapshot loaded, Uni<Void> counted) {
        AccountId account = message.credential().account();
        LoginRequest request = loaded.challenge().loginRequest();
        return Uni.combine()
                .all()
                .unis(
                        counted,
                        register(account, frame, phone, request),
                        collectRiskSignals.collect(request, account, phone))
                .asTuple()
                .chain(known ->
                        claim(loaded, new ScanInput(message, frame, phone, known.getItem3(), known.getItem2())));
    }

    /** Whether a pending login of the account holds this one back. A camera is held back by none, and nothing is read for it. */
    private Uni<Boolean> register(AccountId account, QrFrame frame, ScanningPhone phone, LoginRequest request) {
        return switch (phone.frameSource()) {
            case CAMERA ->
                singlePendingLogin.register(account, frame.challengeId()).replaceWith(false);
            case LINK, CODE, LIST -> singlePendingLogin.registerUnscanned(account, frame.challengeId(), request);
        };
    }

    private Uni<Result<ClaimedChallenge>> claim(ChallengeSnapshot loaded, ScanInput input) {
        ChallengeId id = input.frame().challengeId();
        Actor actor = input.message().actor();
        return transitions
                .change(
                        "challenge.scan",
                        Optional.of(loaded),
                        Fence.NONE,
                        actor,
                        snapshot -> decideScan.decide(snapshot, input))
                .chain(result -> switch (result) {
                    case Result.Done<ClaimedChallenge> done ->
                        singlePendingLogin
                                .cancelReplaced(input.credential().account(), id)
                                .map(remains -> remains ? done : Result.refused(input.lost(), actor.on(id)));
                    case Result.Refused<ClaimedChallenge> refused
                    when refused.reason() == RefusalReason.CLAIMED
                            && input.phone().frameSource() != FrameSource.LIST ->
                        secondDeviceScans.record(id).replaceWith(refused);
                    case Result.Refused<ClaimedChallenge> refused ->
                        Uni.createFrom().item(refused);
                });
    }
}
