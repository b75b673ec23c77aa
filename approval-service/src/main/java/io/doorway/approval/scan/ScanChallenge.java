package io.doorway.approval.scan;

import io.doorway.approval.answer.Result;
import io.doorway.approval.change.ChallengeChanges;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.judge.Findings;
import io.doorway.approval.judge.GatherFindings;
import io.doorway.approval.judge.JudgeLogin;
import io.doorway.approval.judge.Phone;
import io.doorway.approval.judge.ScanLatency;
import io.doorway.approval.judge.SecondDevices;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.message.SignedMessages;
import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Cancelled;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Consumed;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.challenge.Expired;
import io.doorway.protocol.challenge.Judgement;
import io.doorway.protocol.challenge.Rejected;
import io.doorway.protocol.challenge.RiskSignal;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * A phone that saw a fresh frame claims its challenge; from then on no other phone can decide.
 *
 * <p>The same phone may ask again, its answer lost on the way, with any genuine frame: it gets the same answer. A frame's MAC is
 * looked at before anything is said, so that who has not seen the code learns nothing.
 *
 * <p>An account has one login to decide at a time, the newest: who floods a person with requests until one is approved by mistake
 * replaces their own.
 *
 * <p>A phone that is too new for what the login takes does not claim it, so that another phone of the person still can.
 */
@ApplicationScoped
public class ScanChallenge {
    private final SignedMessages messages;
    private final ChallengeStore store;
    private final GatherFindings gatherFindings;
    private final ScanLatency latency;
    private final JudgeLogin judgeLogin;
    private final CoolingOff coolingOff;
    private final ChallengeChanges changes;
    private final SecondDevices secondDevices;
    private final OnePending onePending;

    ScanChallenge(
            SignedMessages messages,
            ChallengeStore store,
            GatherFindings gatherFindings,
            ScanLatency latency,
            JudgeLogin judgeLogin,
            CoolingOff coolingOff,
            ChallengeChanges changes,
            SecondDevices secondDevices,
            OnePending onePending) {
        this.messages = messages;
        this.store = store;
        this.gatherFindings = gatherFindings;
        this.latency = latency;
        this.judgeLogin = judgeLogin;
        this.coolingOff = coolingOff;
        this.changes = changes;
        this.secondDevices = secondDevices;
        this.onePending = onePending;
    }

    public Uni<Result<ClaimedChallenge>> scan(String compact, String phoneIp) {
        return messages.open(MessageKind.SCAN, compact, Who.at(phoneIp))
                .chain(opened -> opened.then(message -> look(message, phoneIp)
                        .map(result ->
                                result.until(RefusalReason.COOLING_OFF, coolingOff.until(message.credential())))));
    }

    /** What the judgement needs is gathered before the decision, which asks nobody. */
    private Uni<Result<ClaimedChallenge>> look(SignedMessage message, String phoneIp) {
        Optional<QrFrame> frame = QrFrame.parse(message.text("frame"));
        if (frame.isEmpty()) {
            return Uni.createFrom().item(Result.refused(RefusalReason.WRONG_FRAME, message.who()));
        }
        Phone phone = new Phone(phoneIp, message.text("time_zone"));
        String account = message.credential().account();
        return store.load(frame.get().challengeId())
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Result.refused(RefusalReason.UNKNOWN_CHALLENGE, message.who()))
                        : gatherFindings
                                .of(found.get().challenge().asked(), account, phone)
                                .chain(findings -> claim(message, frame.get(), phone, findings)));
    }

    private Uni<Result<ClaimedChallenge>> claim(SignedMessage message, QrFrame frame, Phone phone, Findings findings) {
        ChallengeId id = frame.challengeId();
        Credential credential = message.credential();
        return onePending
                .announce(credential.account(), id)
                .chain(() -> changes.change(
                        "challenge.scan",
                        id,
                        Fence.NONE,
                        message.who(),
                        loaded -> decide(loaded, frame, credential, phone, findings)))
                .chain(result -> switch (result) {
                    case Result.Done<ClaimedChallenge> done ->
                        onePending
                                .settle(credential.account(), id)
                                .map(newest -> newest
                                        ? done
                                        : Result.refused(
                                                RefusalReason.WRONG_STATE,
                                                message.who().on(id)));
                    case Result.Refused<ClaimedChallenge> no
                    when no.reason() == RefusalReason.CLAIMED ->
                        secondDevices.remember(id).replaceWith(no);
                    case Result.Refused<ClaimedChallenge> no -> Uni.createFrom().item(no);
                });
    }

    private Verdict<ClaimedChallenge> decide(
            Loaded loaded, QrFrame frame, Credential credential, Phone phone, Findings findings) {
        return switch (loaded.challenge()) {
            case Created created -> claim(created, loaded, frame, credential, phone, findings);
            case Scanned scanned -> repeat(scanned, loaded, frame, credential);
            case Approved approved -> decided(approved.scan(), credential);
            case Consumed consumed -> decided(consumed.scan(), credential);
            case Rejected rejected -> decided(rejected.scan(), credential);
            case Cancelled cancelled -> new Verdict.Refuse<>(RefusalReason.WRONG_STATE);
            case Expired expired -> new Verdict.Refuse<>(RefusalReason.EXPIRED);
        };
    }

    private Verdict<ClaimedChallenge> claim(
            Created created, Loaded loaded, QrFrame frame, Credential credential, Phone phone, Findings findings) {
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
        boolean slow = latency.slow(created, frame, loaded.now());
        Optional<Judgement> judgement =
                judgeLogin.judge(created.asked(), slow ? findings.with(RiskSignal.SLOW_SCAN) : findings);
        if (judgement.isEmpty()) {
            return new Verdict.Refuse<>(RefusalReason.RISK);
        }
        if (judgement.get().passkey() && coolingOff.until(credential).isPresent()) {
            return new Verdict.Refuse<>(RefusalReason.COOLING_OFF);
        }
        Scan scan = new Scan(credential.id(), credential.account(), judgement.get(), loaded.now());
        Decision<Scanned> decision = created.scan(scan, phone.ip());
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
