package io.doorway.approval.phone.scan;

import io.doorway.approval.account.browser.KnownBrowsers;
import io.doorway.approval.account.browser.KnownBrowsers.CredentialAtBrowser;
import io.doorway.approval.answer.Result;
import io.doorway.approval.answer.TracedTransitions;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.credential.Credentials;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.message.SignedMessages;
import io.doorway.approval.phone.ScanningCredentials;
import io.doorway.approval.phone.risk.CollectRiskSignals;
import io.doorway.approval.phone.risk.CollectRiskSignals.ScanningPhone;
import io.doorway.approval.phone.risk.RiskSignals;
import io.doorway.approval.phone.risk.SecondDeviceScans;
import io.doorway.approval.phone.scan.DecideScan.ScanInput;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.secret.LoginCode;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.FrameSource;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Conditions;
import io.doorway.store.Prefetch;
import io.doorway.store.TransitionDecision;
import io.doorway.store.redis.RedisLoginCodes;
import io.doorway.web.refusal.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

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
@Singleton
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
    private final Credentials credentials;
    private final KnownBrowsers knownBrowsers;
    private final ScanningCredentials scanningCredentials;

    ScanChallenge(
            SignedMessages messages,
            ChallengeStore store,
            RedisLoginCodes codes,
            CollectRiskSignals collectRiskSignals,
            DecideScan decideScan,
            CoolingOff coolingOff,
            TracedTransitions transitions,
            SecondDeviceScans secondDeviceScans,
            SinglePendingLogin singlePendingLogin,
            Credentials credentials,
            KnownBrowsers knownBrowsers,
            ScanningCredentials scanningCredentials) {
        this.messages = messages;
        this.store = store;
        this.codes = codes;
        this.collectRiskSignals = collectRiskSignals;
        this.decideScan = decideScan;
        this.coolingOff = coolingOff;
        this.transitions = transitions;
        this.secondDeviceScans = secondDeviceScans;
        this.singlePendingLogin = singlePendingLogin;
        this.credentials = credentials;
        this.knownBrowsers = knownBrowsers;
        this.scanningCredentials = scanningCredentials;
    }

    /**
     * @param compact the message as it was sent
     * @param source the address of the request
     */
    public Uni<Result<ClaimedChallenge>> scan(String compact, String source) {
        Uni<Optional<ChallengeSnapshot>> named = loadNamed(compact);
        AtomicBoolean knownBrowser = new AtomicBoolean();
        return messages.verify(
                        Attempt.SCAN,
                        MessageKind.SCAN,
                        compact,
                        Actor.at(source),
                        id -> named.chain(found -> find(id, found, knownBrowser)))
                .chain(verified -> verified.then(message -> scan(message, source, named, knownBrowser::get)
                        .map(result -> result.allowedFrom(
                                RefusalReason.COOLING_OFF, coolingOff.passkeyEnd(message.credential())))));
    }

    /** The credential, and in the same statement whether its account knows the browser of the challenge. */
    private Uni<Optional<Credential>> find(
            CredentialId id, Optional<ChallengeSnapshot> named, AtomicBoolean knownBrowser) {
        return named.map(ScanChallenge::browserKey)
                .map(key -> knownBrowsers
                        .findCredential(id, key)
                        .invoke(found -> knownBrowser.set(
                                found.filter(CredentialAtBrowser::browserKnown).isPresent()))
                        .map(found -> found.map(CredentialAtBrowser::credential)))
                .orElseGet(() -> credentials.find(id));
    }

    private static String browserKey(ChallengeSnapshot snapshot) {
        return snapshot.challenge().loginRequest().browser().keyThumbprint();
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

    /**
     * @param named the challenge whose frame the message contains, or empty
     * @param knownBrowser whether the account knows the browser of that challenge
     */
    private Uni<Result<ClaimedChallenge>> scan(
            SignedMessage message,
            String source,
            Uni<Optional<ChallengeSnapshot>> named,
            BooleanSupplier knownBrowser) {
        Optional<FrameSource> frameSource = FrameSource.parse(message.text("frame_source"));
        if (frameSource.isEmpty()) {
            return refused(RefusalReason.MALFORMED, message);
        }
        ScanningPhone phone = new ScanningPhone(source, message.text("time_zone"), frameSource.get());
        return switch (frameSource.get()) {
            case CODE -> enterCode(message, phone);
            case LIST -> openListed(message, phone);
            case CAMERA, LINK -> scanFrame(message, phone, named, knownBrowser);
        };
    }

    private Uni<Result<ClaimedChallenge>> scanFrame(
            SignedMessage message,
            ScanningPhone phone,
            Uni<Optional<ChallengeSnapshot>> named,
            BooleanSupplier knownBrowser) {
        Optional<QrFrame> frame = QrFrame.parse(message.text("frame"));
        if (frame.isEmpty()) {
            return refused(RefusalReason.WRONG_FRAME, message);
        }
        return named.chain(found -> found.isEmpty()
                ? refused(RefusalReason.UNKNOWN_CHALLENGE, message)
                : scan(message, frame.get(), phone, found.get(), knownBrowser.getAsBoolean()));
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
                        : knownBrowsers
                                .isKnown(message.credential().account(), browserKey(found.get()))
                                .chain(known -> scan(message, currentFrame(found.get()), phone, found.get(), known)));
    }

    /** A request of the account's list. It is not secret: that it names the account is what entitles the phone. */
    private Uni<Result<ClaimedChallenge>> openListed(SignedMessage message, ScanningPhone phone) {
        return messages.limitScan(message)
                .chain(() -> ChallengeId.parse(message.text("frame"))
                        .map(store::load)
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(unknown(message))
                        : scan(message, currentFrame(found.get()), phone, found.get(), false));
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
     * Claims the challenge. A camera is held back by no pending login, and nothing is read for it: its scan is counted and registered in the
     * step that claims. What has no camera is held back by a pending one, which is read first; a code or a listed request was counted before it
     * was looked up.
     */
    private Uni<Result<ClaimedChallenge>> scan(
            SignedMessage message, QrFrame frame, ScanningPhone phone, ChallengeSnapshot loaded, boolean knownBrowser) {
        AccountId account = message.credential().account();
        ChallengeId id = frame.challengeId();
        LoginRequest request = loaded.challenge().loginRequest();
        RiskSignals signals = collectRiskSignals.collect(request, knownBrowser, phone);
        ScanInput input = new ScanInput(message, frame, phone, signals, false);
        if (phone.frameSource() == FrameSource.CAMERA) {
            Uni<Void> registered = Uni.combine()
                    .all()
                    .unis(messages.limitScan(message), singlePendingLogin.register(account, id))
                    .discardItems();
            return claim(loaded, input, registered);
        }
        Uni<Void> counted = phone.frameSource() == FrameSource.LINK
                ? messages.limitScan(message)
                : Uni.createFrom().voidItem();
        return Uni.combine()
                .all()
                .unis(counted, singlePendingLogin.registerUnscanned(account, id, request))
                .asTuple()
                .chain(held -> claim(
                        loaded,
                        input.heldBack(held.getItem2()),
                        Uni.createFrom().voidItem()));
    }

    /**
     * Claims the challenge if the conditions hold, or decides again if its browser turns out to be at a busy source, which is rare: by then
     * the other conditions held. A scan over a limit may be registered, which changes nothing: only what was claimed is pending. A listed request
     * has no browser, and no condition.
     *
     * @param registered the other conditions
     */
    private Uni<Result<ClaimedChallenge>> claim(ChallengeSnapshot loaded, ScanInput input, Uni<Void> registered) {
        if (input.phone().frameSource() == FrameSource.LIST) {
            return claim(Conditions.Mode.ALONE, loaded, input);
        }
        Uni<Boolean> busy = Uni.combine()
                .all()
                .unis(
                        registered,
                        collectRiskSignals.isBusySource(loaded.challenge().loginRequest()))
                .with((nothing, isBusy) -> isBusy);
        Optional<Result<ClaimedChallenge>> undecided = Optional.empty();
        return Conditions.commit(
                        busy.map(isBusy -> isBusy ? Optional.of(undecided) : Optional.empty()),
                        mode -> claim(mode, loaded, input).map(Optional::of))
                .chain(result -> result.map(decided -> Uni.createFrom().item(decided))
                        .orElseGet(() -> claim(Conditions.Mode.ALONE, loaded, input.with(RiskSignal.BUSY_SOURCE))))
                .call(result -> recordSecondDevice(input.frame().challengeId(), result));
    }

    /** Another phone has claimed the challenge: recorded when it is known that the scan was within its limits. */
    private Uni<Void> recordSecondDevice(ChallengeId id, Result<ClaimedChallenge> result) {
        return result instanceof Result.Refused<ClaimedChallenge> refused && refused.reason() == RefusalReason.CLAIMED
                ? secondDeviceScans.record(id)
                : Uni.createFrom().voidItem();
    }

    private Result<ClaimedChallenge> remember(ChallengeId id, ScanInput input, Result<ClaimedChallenge> claimed) {
        scanningCredentials.put(id, input.credential());
        return claimed;
    }

    /** The registered logins are read in the same step; again if the challenge had changed, because the scan came later then. */
    private Uni<Result<ClaimedChallenge>> claim(Conditions.Mode mode, ChallengeSnapshot loaded, ScanInput input) {
        ChallengeId id = input.frame().challengeId();
        AccountId account = input.credential().account();
        Actor actor = input.message().actor();
        List<TransitionDecision<ClaimedChallenge>> decisions = new ArrayList<>(1);
        Uni<Result<ClaimedChallenge>> claimed = Prefetch.start(
                transitions.change(mode, "challenge.scan", Optional.of(loaded), Fence.NONE, actor, snapshot -> {
                    decisions.add(decideScan.decide(snapshot, input));
                    return decisions.getLast();
                }));
        boolean begun = decisions.getFirst() instanceof TransitionDecision.Change<?>;
        Uni<List<ChallengeId>> now = singlePendingLogin.registered(account, Conditions.Mode.ALONE);
        Uni<List<ChallengeId>> inStep = begun && mode == Conditions.Mode.CONDITIONAL
                ? Prefetch.start(singlePendingLogin.registered(account, mode))
                : now;
        return claimed.chain(result -> result instanceof Result.Done<ClaimedChallenge> done
                ? (decisions.size() == 1 ? inStep : now)
                        .chain(registered -> singlePendingLogin.cancelReplaced(account, id, registered))
                        .map(remains ->
                                remains ? remember(id, input, done) : Result.refused(input.lost(), actor.on(id)))
                : Uni.createFrom().item(result));
    }
}
