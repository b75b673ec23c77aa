package io.doorway.approval.phone.decide;

import io.doorway.approval.answer.Result;
import io.doorway.approval.answer.TracedTransitions;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.message.SignedMessages;
import io.doorway.approval.phone.ChallengeOwnership;
import io.doorway.login.backchannel.PendingRequests;
import io.doorway.protocol.challenge.BackchannelRequest;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Cancelled;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Expired;
import io.doorway.protocol.challenge.Challenge.Rejected;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.transcript.Transcript;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.RejectReason;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Conditions;
import io.doorway.store.Prefetch;
import io.doorway.store.TransitionDecision;
import io.doorway.web.refusal.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Rejects a challenge, with the person's reason for the audit. */
@Singleton
public class RejectChallenge {
    private final SignedMessages messages;
    private final ChallengeStore store;
    private final TracedTransitions transitions;
    private final PendingRequests pendingRequests;

    RejectChallenge(
            SignedMessages messages,
            ChallengeStore store,
            TracedTransitions transitions,
            PendingRequests pendingRequests) {
        this.messages = messages;
        this.store = store;
        this.transitions = transitions;
        this.pendingRequests = pendingRequests;
    }

    /**
     * The challenge is read together with the rate limits of the source, before anything is verified; a change since then is noticed.
     *
     * @param compact the message as it was sent
     * @param source the address of the request
     */
    public Uni<Result<DecisionResponse>> reject(ChallengeId id, String compact, String source) {
        Uni<Optional<ChallengeSnapshot>> loaded = Prefetch.start(store.load(id));
        return messages.verify(
                        Attempt.REJECT,
                        MessageKind.REJECTION,
                        compact,
                        Actor.at(source).on(id))
                .chain(verified -> verified.then(message -> loaded.chain(found -> reject(found, message))));
    }

    private Uni<Result<DecisionResponse>> reject(Optional<ChallengeSnapshot> loaded, SignedMessage message) {
        Optional<RejectReason> reason = RejectReason.parse(message.text("reason"));
        if (reason.isEmpty()) {
            return Uni.createFrom().item(Result.refused(RefusalReason.MALFORMED, message.actor()));
        }
        return transitions
                .change(
                        Conditions.Mode.ALONE,
                        "challenge.reject",
                        loaded,
                        Fence.NONE,
                        message.actor(),
                        snapshot -> decide(snapshot, message, reason.get()))
                .call(result -> result instanceof Result.Done
                        ? endRequest(loaded.orElseThrow().challenge(), reason.get())
                        : Uni.createFrom().nullItem());
    }

    /** "This was not me" also ends the other requests of this relying party, and stops further ones for a time. May be repeated. */
    private Uni<Void> endRequest(Challenge rejected, RejectReason reason) {
        BackchannelRequest request = rejected.loginRequest().backchannel();
        if (request == null) {
            return Uni.createFrom().voidItem();
        }
        ClientId client = rejected.loginRequest().relyingParty().id();
        return reason == RejectReason.NOT_ME
                ? pendingRequests.suspend(request.account(), client)
                : pendingRequests.remove(request.account(), client, rejected.id());
    }

    private static TransitionDecision<DecisionResponse> decide(
            ChallengeSnapshot snapshot, SignedMessage message, RejectReason reason) {
        Optional<RefusalReason> notOwn = ChallengeOwnership.refusal(
                snapshot.challenge(), message.credential().id());
        if (notOwn.isPresent()) {
            return new TransitionDecision.Refuse<>(notOwn.get());
        }
        String signed = message.text("transcript");
        return switch (snapshot.challenge()) {
            case Created created -> new TransitionDecision.Refuse<>(RefusalReason.UNKNOWN_CHALLENGE);
            case Scanned scanned -> reject(scanned, snapshot, signed, reason);
            case Approved approved -> takeBack(approved, snapshot, signed, reason);
            case Rejected rejected -> new TransitionDecision.Repeat<>(DecisionResponse.REJECTED);
            case Consumed consumed -> new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
            case Cancelled cancelled -> new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
            case Expired expired -> new TransitionDecision.Refuse<>(RefusalReason.EXPIRED);
        };
    }

    private static TransitionDecision<DecisionResponse> reject(
            Scanned scanned, ChallengeSnapshot snapshot, String signedTranscript, RejectReason reason) {
        if (snapshot.overdue()) {
            return new TransitionDecision.Refuse<>(RefusalReason.EXPIRED);
        }
        return Transcript.of(scanned).text().equals(signedTranscript)
                ? new TransitionDecision.Change<>(scanned.reject(reason, snapshot.now()), DecisionResponse.REJECTED)
                : new TransitionDecision.Refuse<>(RefusalReason.WRONG_TRANSCRIPT);
    }

    /** The transcript is the one that was approved. */
    private static TransitionDecision<DecisionResponse> takeBack(
            Approved approved, ChallengeSnapshot snapshot, String signedTranscript, RejectReason reason) {
        if (snapshot.overdue()) {
            return new TransitionDecision.Refuse<>(RefusalReason.EXPIRED);
        }
        return approved.approval().transcriptHash().equals(Sha256.text(signedTranscript))
                ? new TransitionDecision.Change<>(approved.reject(reason, snapshot.now()), DecisionResponse.REJECTED)
                : new TransitionDecision.Refuse<>(RefusalReason.WRONG_TRANSCRIPT);
    }
}
