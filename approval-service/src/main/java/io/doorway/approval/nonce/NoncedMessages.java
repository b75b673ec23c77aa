package io.doorway.approval.nonce;

import io.doorway.approval.answer.Result;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.message.SignedMessages;
import io.doorway.edge.refusal.Refusals;
import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Opens a signed message, and in it a nonce that the server gave for this call.
 *
 * <p>Only a well-signed message is given a nonce, so that strangers cannot fill Redis with them.
 */
@ApplicationScoped
public class NoncedMessages {
    private final SignedMessages messages;
    private final Nonces nonces;
    private final Refusals refusals;

    NoncedMessages(SignedMessages messages, Nonces nonces, Refusals refusals) {
        this.messages = messages;
        this.nonces = nonces;
        this.refusals = refusals;
    }

    /**
     * @param kind of the message; {@code nonce} is one of its members
     * @param call method and path, which the nonce has to be for
     */
    public Uni<Result<Admission>> open(Attempt attempt, MessageKind kind, String compact, String call, String source) {
        return messages.open(kind, compact, Who.at(source))
                .chain(opened ->
                        opened.then(message -> admit(attempt, message, call).map(Result::done)));
    }

    private Uni<Admission> admit(Attempt attempt, SignedMessage message, String call) {
        String nonce = message.text("nonce");
        if (nonce.isEmpty()) {
            return askForNonce(message, call);
        }
        return nonces.spend(nonce, message.credential(), call).chain(good -> {
            if (good) {
                return Uni.createFrom().item(new Admission.Admitted(message));
            }
            refusals.record(attempt, RefusalReason.REPLAYED, message.who());
            return askForNonce(message, call);
        });
    }

    private Uni<Admission> askForNonce(SignedMessage message, String call) {
        return nonces.issue(message.credential(), call).map(Admission.NonceNeeded::new);
    }
}
