package io.doorway.approval.account.passkey;

import io.doorway.approval.account.passkey.Passkeys.Passkey;
import io.doorway.approval.answer.Result;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.message.SignedMessage;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Verifies the passkey assertion of an approval. Its WebAuthn challenge has to be the hash of the transcript in the same message, so
 * that the user verification covers what the person was shown.
 *
 * <p>A passkey that is in its own cooling-off period verifies nobody yet.
 *
 * <p>Whether that transcript is the challenge's is compared by the decision. An assertion that was not required is verified in the same
 * way: a wrong one is refused, and a right one counts.
 */
@Singleton
public class VerifyUser {
    private static final Set<String> ASSERTION = Set.of("id", "authenticator_data", "client_data_json", "signature");

    private final Passkeys passkeys;
    private final WebAuthnCeremonies ceremonies;
    private final CoolingOff coolingOff;

    VerifyUser(Passkeys passkeys, WebAuthnCeremonies ceremonies, CoolingOff coolingOff) {
        this.passkeys = passkeys;
        this.ceremonies = ceremonies;
        this.coolingOff = coolingOff;
    }

    /** @param approval the message, with or without an assertion */
    public Uni<Result<UserVerification>> verify(SignedMessage approval) {
        return withoutPasskey(approval)
                .map(verification -> Uni.createFrom().item(Result.done(verification)))
                .orElseGet(() -> verify(approval, approval.text("transcript")));
    }

    /** The verification of a message for which no passkey is read; empty if one is. */
    public Optional<UserVerification> withoutPasskey(SignedMessage approval) {
        if (coolingOff.end(approval.credential()).isPresent()) {
            return Optional.of(UserVerification.COOLING_OFF);
        }
        return approval.object("passkey").isMissingNode() ? Optional.of(UserVerification.NONE) : Optional.empty();
    }

    /**
     * Verifies the assertion that a message contains for a text.
     *
     * @param text what the user verification has to cover: the WebAuthn challenge is its SHA-256
     */
    public Uni<Result<UserVerification>> verify(SignedMessage message, String text) {
        return AuthenticatorResponse.parse(message.object("passkey"), ASSERTION)
                .map(response -> verify(message, response, Sha256.of(text.getBytes(StandardCharsets.UTF_8))))
                .orElseGet(() -> refuse(RefusalReason.MALFORMED, message));
    }

    private Uni<Result<UserVerification>> verify(
            SignedMessage approval, AuthenticatorResponse response, byte[] challenge) {
        return passkeys.find(Base64Url.encode(response.bytes("id")), approval.credential())
                .chain(found -> found.map(passkey -> verify(approval, response, passkey, challenge))
                        .orElseGet(() -> refuse(RefusalReason.WRONG_PASSKEY, approval)));
    }

    private Uni<Result<UserVerification>> verify(
            SignedMessage approval, AuthenticatorResponse response, Passkey passkey, byte[] challenge) {
        OptionalLong counter = ceremonies.authenticate(passkey, challenge, response);
        if (counter.isEmpty()) {
            return refuse(RefusalReason.WRONG_PASSKEY, approval);
        }
        Credential owner = approval.credential();
        return passkeys.recordUse(passkey, owner, counter.getAsLong(), Sha256.of(response.bytes("signature")))
                .chain(increased -> increased
                        ? Uni.createFrom()
                                .item(Result.done(
                                        passkey.active() ? UserVerification.PASSKEY : UserVerification.COOLING_OFF))
                        : refuse(RefusalReason.COPIED_PASSKEY, approval));
    }

    private static Uni<Result<UserVerification>> refuse(RefusalReason reason, SignedMessage approval) {
        return Uni.createFrom().item(Result.refused(reason, approval.actor()));
    }
}
