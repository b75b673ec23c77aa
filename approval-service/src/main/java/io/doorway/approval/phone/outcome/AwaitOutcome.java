package io.doorway.approval.phone.outcome;

import io.doorway.approval.answer.Result;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.message.SignedMessages;
import io.doorway.approval.phone.ChallengeOwnership;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.ChallengeStore;
import io.doorway.web.refusal.Actor;
import io.doorway.web.shutdown.GracefulShutdown;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Waits until a login has another state than the phone knows, and returns it. The store is read twice a second while the phone waits, so
 * that the phone is answered within a second by every instance, whether Kafka is available or not. An instance that stops answers what it
 * knows, and the phone calls another one.
 *
 * <p>The message needs no nonce: it changes nothing, names its challenge, and the answer contains no secret.
 */
@Singleton
public class AwaitOutcome {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** Ten seconds. A phone that still waits calls again, so a connection that was lost is noticed. */
    private static final int MAX_READS = 20;

    private static final int MAX_VERSION_DIGITS = 3;

    private final SignedMessages messages;
    private final ChallengeStore store;
    private final GracefulShutdown shutdown;

    AwaitOutcome(SignedMessages messages, ChallengeStore store, GracefulShutdown shutdown) {
        this.shutdown = shutdown;
        this.messages = messages;
        this.store = store;
    }

    /**
     * @param compact the message as it was sent
     * @param source the address of the request
     */
    public Uni<Result<OutcomeResponse>> await(ChallengeId id, String compact, String source) {
        return messages.verify(
                        Attempt.READ_OUTCOME,
                        MessageKind.OUTCOME,
                        compact,
                        Actor.at(source).on(id))
                .chain(verified -> verified.then(message -> await(id, message)));
    }

    private Uni<Result<OutcomeResponse>> await(ChallengeId id, SignedMessage message) {
        OptionalLong known = version(message.text("version"));
        if (known.isEmpty() || !message.text("challenge_id").equals(id.value())) {
            return Uni.createFrom().item(Result.refused(RefusalReason.MALFORMED, message.actor()));
        }
        return read(id, message, known.getAsLong(), MAX_READS);
    }

    private Uni<Result<OutcomeResponse>> read(ChallengeId id, SignedMessage message, long known, int readsLeft) {
        return store.load(id).chain(found -> {
            Optional<RefusalReason> notOwn = found.map(snapshot -> ChallengeOwnership.refusal(
                            snapshot.challenge(), message.credential().id()))
                    .orElse(Optional.of(RefusalReason.UNKNOWN_CHALLENGE));
            if (notOwn.isPresent()) {
                return Uni.createFrom().item(Result.refused(notOwn.get(), message.actor()));
            }
            OutcomeResponse outcome = OutcomeResponse.of(found.get());
            return outcome.isNews(known) || readsLeft == 1 || shutdown.isDraining()
                    ? Uni.createFrom().item(Result.done(outcome))
                    : Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(INTERVAL)
                            .chain(() -> read(id, message, known, readsLeft - 1));
        });
    }

    /** The version that the phone knows: 0 if it sends none, empty if it is no number of a version. */
    private static OptionalLong version(String text) {
        if (text.isEmpty()) {
            return OptionalLong.of(0);
        }
        boolean number = text.length() <= MAX_VERSION_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
