package io.doorway.approval.device;

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
 * Opens the {@code Authorization} of a device call: a signed message, and in it a nonce that the server gave for this call.
 *
 * <p>Only a well-signed message is given a nonce, so that strangers cannot fill Redis with them.
 */
@ApplicationScoped
class DeviceMessages {
    private static final String SCHEME = "Doorway ";

    private final SignedMessages messages;
    private final Nonces nonces;
    private final Refusals refusals;

    DeviceMessages(SignedMessages messages, Nonces nonces, Refusals refusals) {
        this.messages = messages;
        this.nonces = nonces;
        this.refusals = refusals;
    }

    /** @param call method and path, which the nonce has to be for */
    Uni<Result<Admission>> open(String authorization, String call, String source) {
        String compact = authorization.startsWith(SCHEME) ? authorization.substring(SCHEME.length()) : "";
        return messages.open(MessageKind.DEVICE, compact, Who.at(source))
                .chain(opened -> opened.then(message -> admit(message, call).map(Result::done)));
    }

    private Uni<Admission> admit(SignedMessage message, String call) {
        String nonce = message.text("nonce");
        if (nonce.isEmpty()) {
            return askForNonce(message, call);
        }
        return nonces.spend(nonce, message.credential(), call).chain(good -> {
            if (good) {
                return Uni.createFrom().item(new Admission.Admitted(message));
            }
            refusals.record(Attempt.MANAGE_DEVICES, RefusalReason.REPLAYED, message.who());
            return askForNonce(message, call);
        });
    }

    private Uni<Admission> askForNonce(SignedMessage message, String call) {
        return nonces.issue(message.credential(), call).map(Admission.NonceNeeded::new);
    }
}
